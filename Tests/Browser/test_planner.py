"""The planner's page: what each control does, and that what is shown is what was worked out."""

import json
import urllib.request
import pytest
from waitline import SCENARIOS, command, until

SMALL = """\
version: 1
name: Small desk
calendar:
  start: "2026-01-05"
  hours: {{open: "09:00-17:00"}}
contactTypes:
  call:
    channel: phone
    hours: open
    arrivals: {{perHour: {{"09:00-17:00": 60}}}}
    handling: {{exponential: {{mean: 4min}}}}
    patience: {{exponential: {{mean: 3min}}}}
    announcement: {{offer: {{becomes: message, whenExpectedWaitAbove: 2min, acceptance: 0.5}}}}
    promise: {{answerWithin: 30s, target: 0.8}}
  chat:
    channel: chat
    hours: open
    arrivals: {{perHour: {{"09:00-17:00": 20}}}}
    handling: {{exponential: {{mean: 6min}}}}
    patience: {{exponential: {{mean: 5min}}}}
    promise: {{answerWithin: 60s, target: 0.8}}
  message: {{channel: deferred, handling: 3min}}
{more}agentGroups:
  desk:
    skills: {{call: {{}}, chat: {{concurrency: 2, slowdown: [1, 1.3]}}, message: {{rank: 2}}{skills}}}
    staff: {{"09:00-17:00": 7}}
    costPerHour: 30
overlays:
  rush: [{{set: contactTypes.call.arrivals, multiply: 1.5}}]
experiment: {{seed: 3}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenarios")
    (folder / "desk.yaml").write_text(SMALL.format(more="", skills=""))
    names = [f"t{number:03}" for number in range(98)]
    more = "".join(
        f"  {name}: {{channel: phone, hours: open, arrivals: {{perHour: {{\"09:00-17:00\": 0.5}}}}, handling: 3min, "
        f"promise: {{answerWithin: 30s, target: 0.8}}}}\n" for name in names)
    skills = "".join(f", {name}: {{}}" for name in names)
    (folder / "hundred.yaml").write_text(SMALL.format(more=more, skills=skills))
    (folder / "broken.yaml").write_text("version: 1\nname: <img src=x onerror=alert(1)>\ncontactTypes: {\"<img src=x>\": {channel: fax}}\n")
    bad = "<img src=x onerror=alert(1)>"
    (folder / "hostile.yaml").write_text(
        SMALL.format(more="", skills="").replace("Small desk", bad).replace(
            'staff: {"09:00-17:00": 7}', f'shifts: [{{name: "{bad}", start: "09:00", end: "17:00", heads: 7}}]'))
    (folder.parent / "outside.yaml").write_text(SMALL.format(more="", skills=""))
    (folder / "week.yaml").write_text(
        SMALL.format(more="", skills="").replace('{open: "09:00-17:00"}', '{open: {mon-fri: "09:00-17:00", sat: ["10:00-12:00", "13:00-16:00"]}}')
        .replace('start: "2026-01-05"', 'start: "2026-01-05"\n  days: 7'))
    (folder / "shifts.yaml").write_text((SCENARIOS / "shift-patterns.yaml").read_text())
    return folder


@pytest.fixture(scope="module")
def server(serve, folder):
    return serve(folder / "desk.yaml", "--scenarios", folder)


def settled(page, replications=16):
    """Waits for a picture with at least so many replications of what is set now: each change sets their number to 0 at once."""
    until(page, f"Number(document.body.dataset.replications) >= {replications}")


def opened(visit, server, file="desk.yaml", replications=16, **options):
    state = {"file": file}
    page = visit(f"{server.address}/#{json.dumps(state)}", **options)
    settled(page, replications)
    return page


def picture(page):
    return page.evaluate("picture")


def compliance(page, type="call"):
    return picture(page)["changed"]["contactTypes"][type]["compliance"]["mean"]


def slide(page, id, value):
    page.evaluate(
        "([id, value]) => { const field = document.getElementById(id); field.value = value;"
        " field.dispatchEvent(new Event('input', { bubbles: true })); }", [id, value])
    settled(page)


def test_numbers_are_those_of_the_simulator(visit, server, folder):
    page = opened(visit, server, replications=500)
    summary = json.loads(command("simulate", folder / "desk.yaml", "--replications", 500, "--format", "json"))
    shown = picture(page)["changed"]
    for name in ["call", "chat"]:
        day = summary["contactTypes"][name]["day"]
        level = day["serviceLevel"]["SL1"]
        assert shown["contactTypes"][name]["compliance"] == level
        assert shown["contactTypes"][name]["averageWait"] == day["wait"]["answered"]["mean"]
        card = page.locator(f"article[data-type={name}] .big")
        assert float(card.locator("data").get_attribute("value")) == level["mean"]
        assert f"{level['mean'] * 100:.1f}%" in card.inner_text()
        # The table behind the chart, and the heat map.
        page.select_option("#type", name)
        settled(page, 500)
        assert picture(page)["contactType"] == name
        periods = [period for period in summary["contactTypes"][name]["periods"] if period["offered"]["mean"]]
        cells = page.locator("[data-piece=day] figure").first.locator("td:first-of-type data")
        assert [float(cell.get_attribute("value")) for cell in cells.all()] == \
            [period["serviceLevel"]["SL1"]["mean"] for period in periods]
        row = page.locator("table.heat tr", has=page.locator(f"th span:text-is('{name}')"))
        assert [int(text) for text in row.locator("td").all_inner_texts() if text] == \
            [int(period["serviceLevel"]["SL1"]["mean"] * 100 + 0.5) for period in periods]
    assert shown["cost"] == pytest.approx(summary["agentGroups"]["desk"]["day"]["cost"]["mean"])


def test_first_picture_is_quick_and_is_refined(visit, server):
    page = opened(visit, server)
    seconds = []
    for value in [1.2, 1.4, 1.6]:
        seconds.append(page.evaluate(
            """value => new Promise(done => {
                 const field = document.getElementById("demand"), start = performance.now();
                 const seen = new MutationObserver(() => {
                   if (Number(document.body.dataset.replications) > 0) { seen.disconnect(); done((performance.now() - start) / 1000); }
                 });
                 seen.observe(document.body, { attributes: true, attributeFilter: ["data-replications"] });
                 field.value = value;
                 field.dispatchEvent(new Event("input", { bubbles: true }));
               })""", value))
    print("first pictures after", seconds)
    # A shared machine may be busy: the best of three is what the page needs.
    assert min(seconds) < 0.3
    settled(page, 4)
    wide = page.evaluate("picture.changed.contactTypes.call.compliance.halfWidth")
    settled(page, 200)
    narrow = page.evaluate("picture.changed.contactTypes.call.compliance.halfWidth")
    assert narrow < wide / 2
    assert "±" in page.inner_text("#status")


def test_a_change_does_not_wait_for_a_more_precise_picture_of_the_one_before(visit, server):
    """While many replications are played for a picture, the next change is asked for at once: the server leaves the older question."""
    page = opened(visit, server)
    held = []

    def hold(route):
        if len(held) < 2 and route.request.post_data_json["replications"] > 4:
            held.append(route)
        else:
            route.continue_()

    page.route("**/v1/planner/picture", hold)
    drag = """value => { const field = document.getElementById("demand"); field.value = value;
                         field.dispatchEvent(new Event("input", { bubbles: true })); }"""
    for number, value in enumerate([1.2, 1.4], start=1):
        page.evaluate(drag, value)
        until(page, "Number(document.body.dataset.replications) === 4")
        for _ in range(400):
            if len(held) >= number:
                break
            page.wait_for_timeout(50)
        # The first picture of this change is there, and its second one is under way.
        assert len(held) == number
    # The page has given the first of them up.
    held[1].continue_()
    settled(page, 16)


def test_a_late_picture_is_not_taken_for_that_of_what_is_set(visit, server):
    page = opened(visit, server)
    base = picture(page)["changed"]["contactTypes"]["call"]["offered"]["mean"]
    # In each of the steps of refinement, so that one of them is under way.
    for replications in [4, 16, 64]:
        slide(page, "demand", 1)
        settled(page, replications)
        slide(page, "demand", 3)
        assert picture(page)["changed"]["contactTypes"]["call"]["offered"]["mean"] > 2 * base
    # Another scenario: neither its name nor its figures are those of the one before.
    page.select_option("#scenario", "hundred.yaml")
    settled(page, 4)
    assert len(picture(page)["changed"]["contactTypes"]) == 101


def test_staff_by_keyboard_pointer_and_number(visit, server):
    page = opened(visit, server)
    before = compliance(page)
    handle = page.locator("#groups [role=slider]").first
    handle.focus()
    for _ in range(18):
        page.keyboard.press("ArrowRight")
    assert "09:00" in handle.get_attribute("aria-valuetext")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    settled(page)
    assert handle.get_attribute("aria-valuenow") == "4"
    assert page.evaluate("changes()") == [{"set": "agentGroups.desk.staff", "to": 4, "between": "09:00-09:30"}]
    assert compliance(page) < before
    shown = page.locator("article[data-type=call] .delta").inner_text()
    assert "points" in shown and "−" in shown
    # The pointer: to the foot of the bar at 09:30.
    box = handle.bounding_box()
    x = box["x"] + box["width"] * 19.5 / 48
    page.mouse.move(x, box["y"] + box["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(x, box["y"] + box["height"] - 1, steps=4)
    page.mouse.up()
    settled(page)
    assert {"set": "agentGroups.desk.staff", "to": 0, "between": "09:30-10:00"} in page.evaluate("changes()")
    page.locator("#groups input[type=number]").first.fill("7")
    settled(page)
    assert page.evaluate("changes()") == [{"set": "agentGroups.desk.staff", "to": 4, "between": "09:00-09:30"}]


def test_each_control_does_what_it_says(visit, server):
    page = opened(visit, server)
    base = picture(page)["changed"]["contactTypes"]["call"]
    slide(page, "demand", 2)
    more = picture(page)
    assert more["changed"]["contactTypes"]["call"]["offered"]["mean"] > base["offered"]["mean"] * 1.8
    assert more["difference"]["contactTypes"]["call"]["SL1"]["mean"] < 0
    # In a rush somebody waits long enough to be offered a message.
    slide(page, "offer", 0)
    assert picture(page)["changed"]["contactTypes"]["call"]["messages"]["mean"] > \
        more["changed"]["contactTypes"]["call"]["messages"]["mean"]
    before = picture(page)["changed"]["contactTypes"]["call"]["abandoned"]["mean"]
    slide(page, "patience", 0.25)
    assert picture(page)["changed"]["contactTypes"]["call"]["abandoned"]["mean"] > before
    page.select_option("#hoursTo", "43200")
    settled(page)
    assert picture(page)["changed"]["contactTypes"]["call"]["offered"]["mean"] < more["changed"]["contactTypes"]["call"]["offered"]["mean"] / 2
    page.select_option("#type", "chat")
    settled(page)
    slide(page, "concurrency-desk", 4)
    sets = [change["set"] for change in page.evaluate("changes()")]
    assert "agentGroups.desk.skills.chat" in sets
    # Undone one by one, then all at once.
    for _ in range(5):
        page.click("#undo")
    until(page, "changes().length === 0")
    slide(page, "demand", 2)
    page.click("#reset")
    until(page, "changes().length === 0")
    page.check("#overlays input")
    settled(page)
    assert picture(page)["changed"]["contactTypes"]["call"]["offered"]["mean"] > base["offered"]["mean"] * 1.3


def test_hours_that_differ_by_weekday(visit, server, folder):
    page = opened(visit, server, "week.yaml")
    assert page.locator("fieldset.control .days").all_inner_texts() == ["Mon–Fri", "Sat", "Sat"]
    base = picture(page)["changed"]["contactTypes"]["call"]["offered"]["mean"]
    page.select_option("#hoursTo-1-1", "50400")
    settled(page)
    assert page.evaluate("changes()") == [
        {"set": "calendar.hours.open", "to": {"mon-fri": ["09:00-17:00"], "sat": ["10:00-12:00", "13:00-14:00"]}}]
    # Two of 45 hours a week less; the mean is of a day.
    now = picture(page)["changed"]["contactTypes"]["call"]["offered"]["mean"]
    assert now == pytest.approx(base * 43 / 45, rel=0.02)
    # As the page had it, when opened again from its address; and as it was, when moved back.
    other = visit(page.url)
    settled(other)
    assert other.locator("#hoursTo-1-1").input_value() == "50400"
    page.select_option("#hoursTo-1-1", "57600")
    until(page, "changes().length === 0")


def test_shared_saved_and_downloaded(visit, server, folder, tmp_path):
    page = opened(visit, server)
    slide(page, "demand", 1.5)
    other = visit(page.url)
    settled(other)
    assert other.evaluate("changes()") == page.evaluate("changes()")
    assert other.locator("#demand").input_value() == "1.5"
    with page.expect_download() as saved:
        page.click("#save")
    plan = folder / "desk-changed.yaml"
    saved.value.save_as(plan)
    settled(page, 64)
    until(page, "picture.replications >= 64")
    state = picture(page)
    summary = json.loads(command("simulate", plan, "--replications", state["replications"], "--format", "json"))
    assert summary["contactTypes"]["call"]["day"]["serviceLevel"]["SL1"]["mean"] == \
        state["changed"]["contactTypes"]["call"]["compliance"]["mean"]
    plan.unlink()
    for button, start in [("#report", "<!DOCTYPE html>"), ("#csv", "contactType,")]:
        with page.expect_download() as loaded:
            page.click(button)
        loaded.value.save_as(tmp_path / "file")
        assert start in (tmp_path / "file").read_text()[:400]


def test_searches_for_staff_and_shifts(visit, server):
    page = opened(visit, server)
    page.select_option("#aim", "day")
    page.click("#staff")
    page.wait_for_selector("#found:not([hidden])", timeout=60_000)
    assert "confidence" in page.inner_text("#found pre")
    page.click("#apply")
    settled(page)
    assert any(change["set"] == "agentGroups.desk.staff" for change in page.evaluate("changes()"))
    assert picture(page)["changed"]["contactTypes"]["call"]["compliance"]["mean"] >= 0.78
    assert page.is_disabled("#schedule")
    shifts = opened(visit, server, "shifts.yaml")
    shifts.click("#schedule")
    shifts.wait_for_selector("#cancel:not([hidden])")
    shifts.click("#cancel")
    shifts.wait_for_selector("#cancel", state="hidden", timeout=30_000)
    # To its end: what is found is put into the page, and keeps the promise there too.
    shifts.select_option("#aim", "day")
    shifts.click("#schedule")
    shifts.wait_for_selector("#found:not([hidden]) #apply", timeout=120_000)
    assert "confidence" in shifts.inner_text("#found pre")
    shifts.click("#apply")
    settled(shifts, 64)
    assert any(".shifts" in change["set"] for change in shifts.evaluate("changes()"))
    for figures in picture(shifts)["changed"]["contactTypes"].values():
        if figures["compliance"]["mean"] is not None:
            assert figures["compliance"]["mean"] >= 0.78


def test_broken_hostile_and_outside_scenarios(visit, server, folder):
    page = visit(f"{server.address}/#{json.dumps({'file': 'broken.yaml'})}", allow=["422"])
    page.wait_for_selector("#problem li")
    assert "broken.yaml:3" in page.inner_text("#problem")
    assert str(folder) not in page.inner_text("#problem")
    # And back to one that works.
    page.select_option("#scenario", "desk.yaml")
    settled(page)
    assert page.is_hidden("#problem")
    assert page.locator("img").count() == 0
    hostile = opened(visit, server, "hostile.yaml")
    assert hostile.locator("img").count() == 0
    assert "<img src=x" in hostile.inner_text(".shifts")
    hostile.click("#replay")
    hostile.wait_for_selector("#canvas")
    assert hostile.locator("img").count() == 0
    assert "<img src=x" in hostile.inner_text("#name")
    outside = visit(f"{server.address}/#{json.dumps({'file': '../outside.yaml'})}", allow=["404"])
    outside.wait_for_selector("#problem:not([hidden])")


def test_dropped_file(visit, server, tmp_path):
    page = opened(visit, server)
    file = tmp_path / "mine.yaml"
    file.write_text(SMALL.format(more="", skills="").replace("Small desk", "Mine").replace("call: 60", "call: 90"))
    page.set_input_files("#drop", file)
    until(page, "picture && picture.scenario === 'Mine'")


def test_restart_while_open_and_two_tabs(visit, server):
    first = opened(visit, server, allow=["ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "ERR_SOCKET"])
    second = opened(visit, server)
    slide(first, "demand", 1.5)
    slide(second, "demand", 0.5)
    offered = [picture(page)["changed"]["contactTypes"]["call"]["offered"]["mean"] for page in (first, second)]
    assert offered[0] > 2 * offered[1]
    settled(second, 200)
    second.close()
    server.stop()
    first.evaluate("document.getElementById('demand').value = 2; document.getElementById('demand').dispatchEvent(new Event('input'))")
    until(first, "document.getElementById('status').textContent.includes('does not answer')")
    server.start()
    settled(first)
    assert picture(first)["changed"]["contactTypes"]["call"]["offered"]["mean"] > offered[0]


@pytest.mark.parametrize("width,theme,language", [(360, "light", "zh-Hans"), (360, "dark", "en"), (1440, "light", "en"), (1440, "dark", "zh-Hans")])
def test_accessible_and_narrow(visit, serve, axe, picture, width, theme, language):
    if not hasattr(test_accessible_and_narrow, "server"):
        test_accessible_and_narrow.server = serve(SCENARIOS / "card-platform.yaml")
    page = opened(visit, test_accessible_and_narrow.server, "card-platform.yaml", width=width, theme=theme, language=language)
    slide(page, "demand", 1.5)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, f"planner-{width}-{theme}-{language}")


def test_hundred_contact_types(visit, server, axe):
    page = opened(visit, server, "hundred.yaml", replications=4)
    assert page.locator("#type option").count() == 101
    assert page.locator("article.card").count() == 9
    assert page.locator("table.heat tbody tr").count() == 100
    axe(page)


@pytest.mark.parametrize("path", ["/", "/replay", "/pages/planner.js"])
def test_policy_is_strict(server, path):
    with urllib.request.urlopen(server.address + path) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
