# Waitline: `make` lists the targets. Needs git, make and the Swift toolchain; installs the rest.
.DEFAULT_GOAL := help
.PHONY: help setup run test test-coverage test-slurm test-kill test-api test-fit test-browser \
	bench bench-check bench-record bench-plot bench-others bench-service picture format lint clean
SHELL := /bin/bash

swift_sources = Package.swift Sources $(wildcard Tests)

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' Makefile

setup: ## install the libraries that the system lacks
	@.ci/setup

run: setup ## build, then simulate a promotion day of the card platform
	swift build -c release --product waitline
	.build/release/waitline simulate scenarios/card-platform.yaml --overlay promotion --output output/promotion-day

test: setup ## run all tests
	swift test -c release --disable-testable-imports

test-coverage: setup ## count how many of 1 000 intervals cover the exact answer, with every stopping rule and reduction
	WAITLINE_META_RUNS=1000 swift test -c release --disable-testable-imports --filter VarianceTests/covers

test-slurm: ## run a sweep on a real Slurm, kill one of its elements, and compare (as root)
	@.ci/setup slurm-wlm munge procps
	swift build -c release --product waitline
	@.ci/test-slurm .build/release/waitline || { status=$$?; [ $$status = 77 ]; }

test-kill: setup ## kill the estimator service a hundred times under load, and look for what was lost
	WAITLINE_KILLS=100 swift test -c release --disable-testable-imports --filter killedUnderLoad

test-api: setup ## hold the estimator service against its OpenAPI description, with schemathesis
	@.ci/setup python3-venv curl
	swift build -c release --product waitline
	@.ci/test-api .build/release/waitline || { status=$$?; [ $$status = 77 ]; }

test-browser: setup ## drive the web pages in Chromium, with Playwright and axe
	@.ci/setup python3-venv chromium
	swift build -c release --product waitline
	@.ci/test-browser .build/release/waitline || { status=$$?; [ $$status = 77 ]; }

test-fit: setup ## hold the estimates of `waitline fit` against lifelines and scipy
	@.ci/setup python3-venv
	swift build -c release --product waitline
	@.ci/test-fit .build/release/waitline || { status=$$?; [ $$status = 77 ]; }

bench: setup ## measure the speed of the engine, then the same queue by plain C and by others
	@.ci/setup libjemalloc-dev
	swift package --package-path Tests/Benchmarks benchmark
	@$(MAKE) --no-print-directory bench-others

bench-check: setup ## count the instructions of a contact; fail on a tenth more than the stored thresholds
	@.ci/setup valgrind binutils gcc libc6-dev python3
	swift build -c release --product waitline
	@.ci/bench-check .build/release

bench-record: setup ## store the instructions of a contact as the new thresholds
	@.ci/setup valgrind binutils gcc libc6-dev python3
	swift build -c release --product waitline
	@.ci/bench-check .build/release --record

bench-plot: ## draw what bench-check has counted so far: output/benchmarks/history.html
	@.ci/setup python3
	@.ci/bench-plot

bench-others: setup ## the same queue by plain C, GSL draws, SimPy and Ciw
	@.ci/setup gcc libc6-dev python3
	swift build -c release --product waitline
	@.ci/bench-others .build/release/waitline

bench-service: setup ## measure the estimator service with wrk
	@.ci/setup wrk python3
	swift build -c release --product waitline
	@.ci/bench-service .build/release/waitline

picture: run ## take the pictures that README.md and the articles show
	@.ci/setup chromium fonts-dejavu-core python3-venv
	sed 's|</style>|nav,#overview{display:none}</style>|' output/promotion-day/report.html >output/picture.html
	chromium --headless=new --no-sandbox --hide-scrollbars --force-device-scale-factor=1 --window-size=1190,1110 \
	  --screenshot=$(CURDIR)/Sources/Reporting/Reporting.docc/Resources/report.png file://$(CURDIR)/output/picture.html
	rm output/picture.html
	.ci/test-browser .build/release/waitline --pictures

format: ## format the sources in place
	swift format --in-place --parallel --recursive $(swift_sources)

lint: ## check format, the order of the modules and what must not be committed
	swift format lint --strict --parallel --recursive $(swift_sources)
	@.ci/check-imports
	@.ci/check-leaks

clean: ## remove what was built and what runs left in output/
	rm -rf .build Tests/Benchmarks/.build
	git clean -fdXq output
