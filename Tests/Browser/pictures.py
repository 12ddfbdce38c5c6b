"""Takes the pictures that README.md shows: `make picture`."""

import json
import os
import pathlib
import shutil
import tempfile

from playwright.sync_api import sync_playwright
from test_display import SCENARIO, Reporter
from waitline import ROOT, SCENARIOS, Server, until

RESOURCES = ROOT / "Sources/EstimatorService/EstimatorService.docc/Resources"


def planner(browser, server):
    """A promotion day with more people in the evening, beside the day as it is saved."""
    staff = {str(period): heads for period, heads in zip(range(40, 48), [34, 36, 38, 38, 36, 32, 26, 20])}
    state = {"file": "card-platform.yaml", "overlays": ["promotion"], "type": "chat.general", "staff": {"frontline": staff}}
    page = browser.new_page(viewport={"width": 1480, "height": 1080})
    page.goto(f"{server.address}/?language=en#{json.dumps(state)}")
    until(page, "Number(document.body.dataset.replications) >= 200", 60)
    page.screenshot(path=RESOURCES / "planner.png")


def replay(browser, server):
    """The evening of the promotion, with a ticket that is followed."""
    state = {"file": "card-platform.yaml", "overlays": ["promotion"]}
    page = browser.new_page(viewport={"width": 1320, "height": 760}, reduced_motion="reduce")
    page.goto(f"{server.address}/replay?language=en#{json.dumps(state)}")
    page.wait_for_selector("#canvas")
    page.evaluate("() => { seek(20.9 * 3600); follow(view.boxes[3][2]); }")
    page.screenshot(path=RESOURCES / "replay.png")


def display(browser, folder):
    """What a customer sees who has three people ahead, and is told of the message that could be left instead."""
    scenario = folder / "scenario.yaml"
    scenario.write_text(SCENARIO)
    server = Server(scenario, "--clock", "events")
    try:
        report = Reporter(server)
        report.staff()
        report.queue(4)
        page = browser.new_page(viewport={"width": 560, "height": 470}, device_scale_factor=1.5)
        page.goto(f"{server.address}/display/chat?contact=w4&language=en")
        page.wait_for_timeout(1500)
        page.screenshot(path=RESOURCES / "display.png")
    finally:
        server.close()


def main():
    RESOURCES.mkdir(parents=True, exist_ok=True)
    server = Server(SCENARIOS / "card-platform.yaml")
    try:
        with sync_playwright() as playwright:
            chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
            arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
            planner(browser, server)
            replay(browser, server)
            with tempfile.TemporaryDirectory() as folder:
                display(browser, pathlib.Path(folder))
            browser.close()
    finally:
        server.close()


if __name__ == "__main__":
    main()
