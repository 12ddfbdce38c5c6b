"""The compliance page: promise against measured, and the estimator's own score."""

import datetime
import random

import pytest
from waitline import Server, command

SCENARIO = """
version: 1
name: Cards & "more" <script>document.title='owned'</script>
calendar: {start: "2026-01-05", days: 7, timezone: Asia/Shanghai}
contactTypes:
  calls:
    channel: phone
    arrivals: {perHour: 100}
    handling: {exponential: {mean: 2min}}
    patience: {exponential: {mean: 4min}}
    promise: {answerWithin: 20s, target: 0.8, definition: SL2}
  letters: {channel: deferred, handling: {exponential: {mean: 4min}}}
agentGroups:
  agents: {skills: {calls: 1}, staff: 3}
  writers: {skills: {letters: 1}, staff: 1}
"""

START = datetime.datetime(2026, 1, 5, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


def morning(server, contacts=400, seed=3):
    """Three agents, first come first served: a queue that the model describes, so that it should score well."""
    draw = random.Random(seed)
    plan = [{"from": START.isoformat(), "onDuty": 3}]
    events = [(0.0, {"type": "staffPlan", "group": "agents", "plan": plan})]
    free, now = [0.0] * 3, 1.0
    for contact in range(contacts):
        now += draw.expovariate(1 / 38)
        agent = min(range(3), key=lambda index: free[index])
        start = max(now, free[agent])
        patience = draw.expovariate(1 / 240)
        events.append((now, {"type": "enqueued", "contact": f"c{contact}", "contactType": "calls"}))
        if start - now > patience:
            events.append((now + patience, {"type": "abandoned", "contact": f"c{contact}"}))
            continue
        free[agent] = start + draw.expovariate(1 / 120)
        who = {"contact": f"c{contact}", "agent": f"agent{agent}"}
        events += [(start, {"type": "answered", **who}), (free[agent], {"type": "completed", **who})]
    events.sort(key=lambda event: event[0])
    stamped = [{"id": str(index), "time": (START + datetime.timedelta(seconds=second)).isoformat(timespec="milliseconds"), **event}
               for index, (second, event) in enumerate(events)]
    # One by one, or nearly: what a contact was told is asked of the state that it found.
    for first in range(0, len(stamped), 5):
        answer = server.post("/v1/events", {"events": stamped[first:first + 5]})
        assert answer["rejected"] == []


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    file = tmp_path_factory.mktemp("compliance") / "scenario.yaml"
    file.write_text(SCENARIO)
    return file


@pytest.fixture(scope="module")
def centre(scenario):
    server = Server(scenario, "--clock", "events")
    morning(server)
    yield server
    server.close()


def values(page, selector):
    return [float(value) for value in page.eval_on_selector_all(
        f"{selector} data", "all => all.map(d => d.getAttribute('value'))")]


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_numbers_equal_the_json(centre, visit, language):
    page = visit(f"{centre.address}/compliance", language=language)
    assert page.evaluate("document.documentElement.lang") == language
    calls, letters = centre.get("/v1/compliance")["contactTypes"]
    assert values(page, "#types tbody tr:first-child") == [calls["windows"][w]["sl2"] for w in ["hour", "day", "month"]]
    assert letters["promise"] is None and values(page, "#types tbody tr:last-child") == []
    for window in ["hour", "day", "month"]:
        shown = centre.get("/v1/queues/calls/compliance")["windows"][window]
        assert {key: value for key, value in shown.items() if key != "trend"} == calls["windows"][window]
        page.goto(f"{centre.address}/compliance?window={window}&type=calls&language={language}")
        share, *counts = values(page, "#details .card:first-child")
        assert share == shown["sl2"]
        assert counts == [shown[key] for key in ["offered", "answered", "answeredInTime", "abandoned"]]
        score = shown["estimates"]
        assert values(page, "#details .card:nth-child(2)") == [score[k] for k in ["coverage80", "pinball", "brierWithin30"]]
        # The trend adds up, and is all in the table below its chart.
        trend = shown["trend"]
        assert len(trend) == {"hour": 12, "day": 24, "month": 30}[window]
        assert sum(step["answered"] for step in trend) == shown["answered"]
        assert values(page, "#details .charts") == [step["share"] for step in trend if step["share"] is not None]
        # The reliability diagrams: sums of the histogram, then what was said of 30 s and what came of it.
        sums = [sum(score["pit"][:place]) for place in range(1, 10)]
        told = [step["observed"] for step in score["reliability"] if step["observed"] is not None]
        found = values(page, "#score")
        assert found[:9] == pytest.approx(sums) and found[9:9 + len(told)] == told and found[9 + len(told):] == score["pit"]
        interval = shown["interval95"]
        assert interval["lower"] < share < interval["upper"]
    assert page.locator("#score circle").count() == 9 + len(told)


def test_the_verdict_follows_the_interval(centre, visit):
    page = visit(f"{centre.address}/compliance?window=day")
    shown = centre.get("/v1/compliance")["contactTypes"][0]["windows"]["day"]
    lower, upper = shown["interval95"]["lower"], shown["interval95"]["upper"]
    word = "Kept" if lower >= 0.8 else "Missed" if upper < 0.8 else "Too close to call"
    assert word in page.inner_text("#details .card:first-child .light")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("width,theme", [(360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")])
def test_looks(centre, visit, axe, picture, language, width, theme):
    page = visit(f"{centre.address}/compliance?window=hour", language=language, width=width, theme=theme)
    page.wait_for_selector("#score circle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, f"compliance-{language}-{width}-{theme}")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    axe(page)


def test_hostile_names(centre, visit):
    page = visit(f"{centre.address}/compliance?type=%3Cscript%3E&window=%22%3E%3Cimg%20src=x%3E")
    assert page.inner_text(".kicker").lower().startswith('cards & "more" <script>')
    assert page.title() == "Promised and measured" and page.locator("img").count() == 0


def test_a_hundred_types(tmp_path, visit, axe):
    lines = ["version: 1", "calendar: {start: '2026-01-05', days: 7}", "contactTypes:"]
    lines += [f"  type{n}: {{channel: chat, handling: {{exponential: {{mean: 2min}}}}, "
              "promise: {answerWithin: 30s, target: 0.8, definition: SL1}}" for n in range(100)]
    lines += ["agentGroups:"] + [f"  group{n}: {{skills: {{type{n}: 1}}, staff: 1}}" for n in range(100)]
    (tmp_path / "many.yaml").write_text("\n".join(lines))
    server = Server(tmp_path / "many.yaml", "--clock", "events")
    page = visit(f"{server.address}/compliance", width=360)
    assert page.locator("#types tbody tr").count() == 100
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="type99", exact=True).click()
    page.wait_for_function("() => document.querySelector('#details h2').textContent == 'type99'")
    axe(page)
    server.close()


def test_keyboard_tabs_and_refresh(scenario, visit):
    server = Server(scenario, "--clock", "events")
    morning(server, contacts=40)
    page = visit(f"{server.address}/compliance?window=day")
    other = visit(f"{server.address}/compliance?window=day")
    page.get_by_role("link", name="Last hour").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.tabs [aria-current]').textContent == 'Last hour'")
    assert "window=hour" in page.url
    page.go_back()
    page.wait_for_function("() => document.querySelector('.tabs [aria-current]').textContent == 'Last 24 hours'")
    # What is unfolded stays so when fresh figures come in, in both tabs.
    for tab in [page, other]:
        tab.locator("#details summary").first.click()
    before = server.get("/v1/compliance")["contactTypes"][0]["windows"]["day"]["offered"]
    at = (START + datetime.timedelta(seconds=4000)).isoformat()
    server.post("/v1/events", {"events": [
        {"id": "x1", "time": at, "type": "enqueued", "contact": "late", "contactType": "calls"},
        {"id": "x2", "time": at, "type": "answered", "contact": "late", "agent": "agent0"}]})
    for tab in [page, other]:
        tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        tab.wait_for_function(f"() => document.querySelector('#details .card dd data').value == {before + 1}")
        assert tab.evaluate("document.querySelector('#details details').open")
    server.close()


def test_server_gone_and_back(scenario, visit):
    server = Server(scenario, "--clock", "events")
    morning(server, contacts=20)
    page = visit(f"{server.address}/compliance", allow=("ERR_CONNECTION_REFUSED",))
    server.stop()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("#late:not([hidden])")
    assert "Not up to date" in page.inner_text("#late")
    server.start()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("#late", state="hidden")
    server.close()


def test_token(scenario, visit, axe, tmp_path):
    tokens = tmp_path / "tokens"
    reading, display = (command("serve", "--new-token", scope, "--tokens", tokens).strip() for scope in ["read", "display"])
    server = Server(scenario, "--clock", "events", "--tokens", tokens)
    page = visit(f"{server.address}/compliance", allow=("401", "403"))
    axe(page)
    page.get_by_label("Token").fill(display)
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    page.get_by_label("Token").fill(reading)
    page.keyboard.press("Enter")
    page.wait_for_selector("#types table")
    page.get_by_role("link", name="简体中文").click()
    page.wait_for_function("() => document.documentElement.lang == 'zh-Hans'")
    # In a link the token stands behind #, and is taken out of the address at once.
    other = visit(f"{server.address}/compliance#token={reading}", allow=("401",))
    other.wait_for_selector("#types table")
    assert reading not in other.url
    server.close()
