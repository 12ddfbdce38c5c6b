"""What all browser tests share.

`serve(scenario, *arguments)` starts a server that ends with the test module. `visit(address, width=…, theme=…, language=…)`
opens a page; what it logs to the console as an error, and what it asks of other hosts, fails the test. `axe(page)` fails on
accessibility violations. `picture(page, name)` leaves a screenshot in output/browser.
"""

import os
import shutil
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

sys.path.insert(0, os.path.dirname(__file__))
from waitline import ROOT, Server  # noqa: E402

PICTURES = ROOT / "output/browser"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM:
        pytest.exit("test-browser: chromium is missing; apt-get install chromium", returncode=2)
    # Chromium's sandbox does not start as root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def serve():
    servers = []

    def start(scenario, *arguments):
        servers.append(Server(scenario, *arguments))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def visit(browser):
    contexts, complaints = [], []

    def open_page(address, width=1440, height=900, theme="light", language="en", motion="no-preference", allow=()):
        """`allow` holds pieces of console errors that the test provokes on purpose."""
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion=motion,
            locale={"en": "en-GB", "zh-Hans": "zh-CN"}[language], accept_downloads=True)
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()

        def complain(text):
            if not any(piece in text for piece in allow):
                complaints.append(text)

        page.on("console", lambda message: complain(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complain(str(error)))
        host = address.split("//", 1)[1].split("/")[0]
        page.on("request", lambda request: None if request.url.startswith(("data:", "blob:", "file:", f"http://{host}"))
                else complaints.append(f"asked another host: {request.url}"))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def axe():
    def check(page, context=None):
        """Rules of WCAG 2.1 A and AA, and best practice."""
        results = Axe().run(page, context)
        found = [
            f"{violation['id']}: {violation['help']}\n" + "\n".join(
                f"  {node['target']} {node['html'][:160]} {node.get('failureSummary', '')[:300]}" for node in violation["nodes"][:5])
            for violation in results.response["violations"]
        ]
        assert not found, "\n".join(found)

    return check


@pytest.fixture
def picture():
    def take(page, name, full=True):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=full)

    return take
