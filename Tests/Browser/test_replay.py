"""The replay of a day: at any moment it shows what the event log says."""

import csv
import io
import json

import pytest
from waitline import SCENARIOS, command, until


@pytest.fixture(scope="module")
def server(serve):
    return serve(SCENARIOS / "card-platform.yaml")


@pytest.fixture(scope="module")
def log():
    return list(csv.DictReader(io.StringIO(command("simulate", SCENARIOS / "card-platform.yaml", "--trace", "-"))))


def at(rows, seconds):
    """Who waits and who is in whose hands, from the rows of the log alone."""
    where = {}
    for row in rows:
        if float(row["elapsed"]) > seconds:
            break
        if row["event"] in ("queued", "interrupted"):
            where[row["issue"]] = ("waits", row["contactType"])
        elif row["event"] == "answered":
            where[row["issue"]] = ("held", row["group"], row["agent"])
        elif row["event"] in ("abandoned", "finished", "cutOff", "broadcast", "message", "balked", "resolved", "lost"):
            where.pop(row["issue"], None)
    return where


def opened(visit, server, **options):
    page = visit(f"{server.address}/replay", **options)
    page.wait_for_selector("#canvas")
    return page


def seek(page, seconds):
    page.evaluate("seconds => { setPlaying(false); seek(seconds); }", seconds)


def number(cell):
    """A count as people read it, with commas between thousands."""
    return int(cell.inner_text().replace(",", ""))


@pytest.mark.parametrize("clock", [9.25, 12, 21.5, 33])
def test_counts_are_those_of_the_log(visit, server, log, clock):
    page = opened(visit, server)
    seek(page, clock * 3600)
    where = at(log, clock * 3600).values()
    for row in page.locator("#queues tbody tr").all():
        name, waiting = row.locator("th").inner_text(), number(row.locator("td").first)
        assert waiting == sum(place == ("waits", name) for place in where), name
    for row in page.locator("#agents tbody tr").all():
        name, busy = row.locator("th").inner_text(), number(row.locator("td").nth(1))
        assert busy == len({place for place in where if place[0] == "held" and place[1] == name}), name


def test_following_a_ticket(visit, server, log):
    page = opened(visit, server)
    seek(page, 20 * 3600)
    spot = page.evaluate("view.boxes[0]")
    page.locator("#canvas").click(position={"x": spot[0], "y": spot[1]})
    rows = [row for row in log if row["issue"] == str(spot[2])]
    assert page.locator("#story li").count() == len(rows)
    assert page.input_value("#ticket") == str(spot[2])
    page.fill("#ticket", "1")
    page.keyboard.press("Enter")
    assert page.locator("#story li").count() == sum(row["issue"] == "1" for row in log)
    page.fill("#ticket", "99999999")
    page.keyboard.press("Enter")
    assert "no issue" in page.inner_text("#who")


def test_plays_and_pauses(visit, server):
    page = opened(visit, server)
    before = page.evaluate("view.log.time")
    until(page, f"view.log.time > {before} + 60")
    page.click("#play")
    held = page.inner_text("#clock")
    page.wait_for_timeout(300)
    assert page.inner_text("#clock") == held
    page.fill("#day", "2")
    page.keyboard.press("Enter")
    until(page, "view.log.trace.replication === 1")


def test_starts_still_where_less_motion_is_wanted(visit, server):
    page = opened(visit, server, motion="reduce")
    before = page.inner_text("#clock")
    page.wait_for_timeout(400)
    assert page.inner_text("#clock") == before


@pytest.mark.parametrize("width,theme,language", [(360, "dark", "en"), (1440, "light", "zh-Hans")])
def test_accessible_and_narrow(visit, server, axe, picture, width, theme, language):
    page = opened(visit, server, width=width, theme=theme, language=language)
    seek(page, 20.5 * 3600)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, f"replay-{width}-{theme}-{language}")


def test_from_the_planner_and_back(visit, server):
    page = visit(f"{server.address}/#{json.dumps({'file': 'card-platform.yaml', 'overlays': ['promotion']})}")
    until(page, "Number(document.body.dataset.replications) >= 4")
    page.click("#replay")
    page.wait_for_selector("#canvas")
    assert page.evaluate("source.overlays") == ["promotion"]
    page.click("#back")
    until(page, "Number(document.body.dataset.replications) >= 4")
    assert page.is_checked("#overlay-0")
