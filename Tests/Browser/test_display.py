"""The queue display and the element <waitline-wait>, as customers see them."""

import datetime
import functools
import http.server
import json
import re
import threading
import urllib.error
import urllib.parse
import urllib.request

import pytest
from waitline import Server

# A name that would be markup where somebody forgot to escape it. Types of a scenario cannot be called so; contacts can.
HOSTILE = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"

SCENARIO = """
version: 1
calendar: {start: "2026-01-05", days: 7, timezone: Asia/Shanghai, hours: {office: "09:00-18:00"}}
contactTypes:
  chat:
    channel: chat
    hours: office
    afterHours: {becomes: message}
    arrivals: {perHour: 60}
    handling: {exponential: {mean: 2min}}
    patience: {exponential: {mean: 30min}}
    announcement: {from: 1, offer: {becomes: message, whenExpectedWaitAbove: 2min, acceptance: 0.3}}
    promise: {answerWithin: 30s, target: 0.8, definition: SL1}
  phone:
    channel: phone
    hours: office
    afterHours: [{becomes: voicemail, share: 0.8}, {becomes: emergency, share: 0.2}]
    arrivals: {perHour: 10}
    handling: {exponential: {mean: 3min}}
    promise: {answerWithin: 20s, target: 0.8, definition: SL1}
  message: {channel: deferred, handling: {exponential: {mean: 4min}}}
  voicemail: {channel: deferred, handling: {exponential: {mean: 4min}}}
  emergency: {channel: phone, handling: {exponential: {mean: 5min}}}
agentGroups:
  chatters: {skills: {chat: 1}, staff: 2}
  callers: {skills: {phone: 1}, staff: 2}
  writers: {skills: {message: 1}, staff: 1}
  hearers: {skills: {voicemail: 1}, staff: 1}
  doctors: {skills: {emergency: 1}, staff: 1}
"""

MONDAY = datetime.datetime(2026, 1, 5, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


# What the console says of a server that is gone: a test that stops one provokes it.
LOST = ("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED", "ERR_CONNECTION_RESET")


class Reporter:
    """Reports events at seconds after Monday, ten o'clock."""

    def __init__(self, server, start=MONDAY):
        self.server, self.start, self.count = server, start, 0

    def __call__(self, second, kind=None, contact=None, **more):
        event = {"id": f"{self.start:%d%H}-{self.count}", "type": kind, "contact": contact,
                 "time": (self.start + datetime.timedelta(seconds=second)).isoformat()}
        event = {key: value for key, value in {**event, **more}.items() if value is not None}
        self.count += 1
        answer = self.server.post("/v1/events", {"events": [event]})
        assert answer["rejected"] == [], answer

    def staff(self):
        for group, agents in {"chatters": 2, "callers": 2, "writers": 1, "hearers": 1, "doctors": 1}.items():
            plan = [{"from": self.start.isoformat(), "onDuty": agents}]
            self(0, "staffPlan", group=group, plan=plan)

    def queue(self, waiting, contact_type="chat", agents=2):
        """Agents busy with a0, a1, …, and w1, w2, … waiting."""
        for agent in range(agents):
            self(agent, "enqueued", f"a{agent}", contactType=contact_type)
            self(agent, "answered", f"a{agent}", agent=f"agent{agent}")
        for place in range(1, waiting + 1):
            self(10 + place, "enqueued", f"w{place}", contactType=contact_type)


@pytest.fixture
def scenario(tmp_path):
    file = tmp_path / "display.yaml"
    file.write_text(SCENARIO)
    return file


@pytest.fixture
def centre(scenario):
    server = Server(scenario, "--clock", "events")
    report = Reporter(server)
    report.staff()
    report.queue(4)
    yield server, report
    server.close()


def expect(page, part, text):
    """Waits until a part of the element reads like this."""
    page.wait_for_function(
        "([part, text]) => new RegExp(text).test("
        "[...document.querySelector('waitline-wait')?.shadowRoot?.querySelectorAll('.' + part) ?? []]"
        ".filter(e => !e.hidden).map(e => e.innerText).join(' · '))",
        arg=[part, text])


def read(page, part):
    return page.evaluate(
        "part => [...document.querySelector('waitline-wait').shadowRoot.querySelectorAll('.' + part)]"
        ".filter(e => !e.hidden).map(e => e.innerText)", part)


def state(server, contact=None, contact_type="chat"):
    query = f"?contact={contact}" if contact else ""
    return server.get(f"/v1/queues/{urllib.parse.quote(contact_type, safe='')}/display{query}")


@pytest.mark.parametrize("language,ahead,wait,chance,offer", [
    ("en", r"Waiting ahead: 3", r"about (\d+)–(\d+) min", r"(\d+) % within 30 s", r"Leave a message\s+answered by 10:\d[05]"),
    ("zh-Hans", r"前面排队：3 人", r"约 (\d+)–(\d+) 分钟", r"30 秒内接通的可能性 (\d+)%", r"留言\s+10:\d[05].* 前答复"),
])
def test_numbers_equal_the_json(centre, visit, language, ahead, wait, chance, offer):
    server, _ = centre
    page = visit(f"{server.address}/display/chat?contact=w4", language=language)
    assert page.evaluate("document.documentElement.lang") == language
    expect(page, "fact", ahead)
    shown = state(server, "w4")
    assert shown["status"] == "estimated" and shown["waitingAhead"] == 3
    assert re.search(wait, read(page, "hero")[0]).groups() == (str(shown["lowerMinutes"]), str(shown["upperMinutes"]))
    assert int(re.search(chance, " ".join(read(page, "fact"))).group(1)) == round(100 * shown["probability"])
    assert re.search(offer, read(page, "offers")[0])
    message = next(o for o in shown["offers"] if o["action"] == "leaveMessage")
    assert message["by"][11:16] in read(page, "offers")[0]
    # Four wait ahead of the next who joins.
    other = visit(f"{server.address}/display/chat", language=language)
    expect(other, "fact", ahead.replace("3", "4"))


def test_counts_down_in_two_tabs(centre, visit):
    server, report = centre
    first = visit(f"{server.address}/display/chat?contact=w4")
    second = visit(f"{server.address}/display/chat?contact=w4", language="zh-Hans")
    expect(first, "fact", "Waiting ahead: 3")
    expect(second, "fact", "3 人")
    uppers = [state(server, "w4")["upperMinutes"]]
    for step in range(1, 4):
        # One after the other is answered, a minute apart.
        report(60 * step, "completed", f"a{step - 1}" if step < 3 else "w1")
        report(60 * step, "answered", f"w{step}", agent=f"agent{step}")
        expect(first, "fact", f"Waiting ahead: {3 - step}")
        expect(second, "fact", f"{3 - step} 人")
        uppers.append(state(server, "w4")["upperMinutes"])
        assert str(uppers[-1]) in read(first, "hero")[0] and str(uppers[-1]) in read(second, "hero")[0]
    assert uppers == sorted(uppers, reverse=True) and uppers[-1] < uppers[0]
    report(200, "answered", "w4", agent="agent9")
    expect(first, "hero", "It is your turn")
    expect(second, "hero", "轮到您了")


def test_the_wait_does_not_grow_without_events(scenario, visit):
    """On the wall clock an announced wait never grows by itself."""
    server = Server(scenario)
    now = datetime.datetime.now(datetime.timezone.utc)
    report = Reporter(server, now - datetime.timedelta(seconds=540))
    report.staff()
    report.queue(1, contact_type="emergency", agents=1)
    page = visit(f"{server.address}/display/emergency?contact=w1", allow=LOST)
    expect(page, "fact", "Waiting ahead: 0")
    before = state(server, "w1", "emergency")
    page.wait_for_timeout(3000)
    assert state(server, "w1", "emergency")["upperMinutes"] <= before["upperMinutes"]
    server.close()


def test_reconnects_after_a_restart(centre, visit):
    server, report = centre
    page = visit(f"{server.address}/display/chat?contact=w2", allow=LOST)
    expect(page, "fact", "Waiting ahead: 1")
    server.stop()
    expect(page, "note", r"Connection lost\. This is as of \d\d:\d\d")
    # What was known is still shown, and not as if it were new.
    assert read(page, "fact")[0] == "Waiting ahead: 1"
    server.start()
    report(60, "completed", "a0")
    report(60, "answered", "w1", agent="agent0")
    expect(page, "fact", "Waiting ahead: 0")
    assert read(page, "note") == []


def test_stale_and_unknown(scenario, visit):
    server = Server(scenario)
    page = visit(f"{server.address}/display/emergency", allow=LOST)
    expect(page, "hero", "Wait not known just now")
    expect(page, "note", "Nothing was reported yet")
    now = datetime.datetime.now(datetime.timezone.utc)
    # A centre that fell silent five minutes ago, which is told; its figures are still given.
    report = Reporter(server, now - datetime.timedelta(seconds=300))
    report.staff()
    report.queue(2, contact_type="emergency", agents=1)
    expect(page, "fact", "Waiting ahead: 2")
    server.close()


def test_a_silent_centre_is_said_to_be_silent(scenario, visit, axe, picture):
    """The journal of a server that stood still for long: it takes up what it knew, and says how old that is."""
    server = Server(scenario, "--window", "1h")
    now = datetime.datetime.now(datetime.timezone.utc)
    report = Reporter(server, now)
    report.staff()
    report.queue(2, contact_type="emergency", agents=1)
    page = visit(f"{server.address}/display/emergency", width=360, allow=LOST)
    expect(page, "fact", "Waiting ahead: 2")
    # What the server would send after eleven minutes without a word.
    silent = {**state(server, contact_type="emergency"), "status": "stale", "silentMinutes": 11,
              "reportedAt": now.isoformat(timespec="seconds"), "lowerMinutes": None, "upperMinutes": None,
              "probability": None, "offers": []}
    body = f"event: display\ndata: {json.dumps(silent)}\n\n"
    page.route("**/display/stream", lambda route: route.fulfill(body=body, content_type="text/event-stream"))
    page.reload()
    expect(page, "hero", "Wait not known just now")
    expect(page, "note", "Nothing was reported for 11 min, since")
    axe(page)
    picture(page, "display-stale-en-360-light")
    server.close()


@pytest.mark.parametrize("language,closed,opens,voicemail,urgent", [
    ("en", "Closed now", r"Opens again tomorrow at 09:00", "Leave a voicemail", "Call, if it cannot wait"),
    ("zh-Hans", "现已休息", r"明天 09:00.*恢复服务", "语音留言", "紧急情况请致电"),
])
def test_after_hours(scenario, visit, axe, picture, language, closed, opens, voicemail, urgent):
    server = Server(scenario, "--clock", "events")
    report = Reporter(server, MONDAY.replace(hour=20))
    report.staff()
    for width, theme in [(360, "light"), (1440, "dark")]:
        page = visit(f"{server.address}/display/phone", language=language, width=width, theme=theme, allow=LOST)
        expect(page, "hero", closed)
        expect(page, "fact", opens)
        expect(page, "offers", voicemail)
        expect(page, "offers", urgent)
        axe(page)
        picture(page, f"display-closed-{language}-{width}-{theme}")
    shown = state(server, contact_type="phone")
    assert shown["status"] == "closed" and shown["opensAt"] == "2026-01-06T09:00:00+08:00"
    assert {offer["contactType"] for offer in shown["offers"] if offer["isAfterHours"]} == {"voicemail", "emergency"}
    server.close()


def test_hostile_names(centre, visit, axe):
    server, report = centre
    report(20, "enqueued", HOSTILE, contactType="chat")
    hostile = urllib.parse.quote(HOSTILE, safe="")
    page = visit(f"{server.address}/display/chat?contact={hostile}")
    expect(page, "fact", "Waiting ahead: 4")
    assert page.get_attribute("waitline-wait", "contact") == HOSTILE
    assert page.locator("img").count() == 0 and "Waiting time" in page.title()
    page.click("footer a")
    expect(page, "fact", "前面排队：4 人")
    missing = visit(f"{server.address}/display/{hostile}", allow=("404",))
    assert missing.inner_text("h1") == "There is no such queue"
    assert missing.locator("img").count() == 0 and "owned" not in missing.content()
    axe(missing)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("width,theme", [(360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")])
def test_looks(centre, visit, axe, picture, language, width, theme):
    server, _ = centre
    page = visit(f"{server.address}/display/chat?contact=w4", language=language, width=width, theme=theme, motion="reduce")
    expect(page, "fact", "3")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "document.querySelector('waitline-wait').shadowRoot.getAnimations().filter(a => a.playState == 'running').length") == 0
    picture(page, f"display-{language}-{width}-{theme}")


# What a shop would have on its page: a policy of its own that lets in the script and the figures, and nothing inline.
SHOP = """<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>Shop</title>
<script src="{server}/waitline-wait.js" defer></script></head><body><main><h1>Shop</h1>
<waitline-wait type="chat" contact="w3" token="{token}" label="Chat with us" actions="leaveMessage"></waitline-wait>
</main></body></html>"""


@pytest.fixture
def shop():
    """A web server with one page at another origin."""
    page = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = page["body"].encode() if self.path == "/" else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy",
                             "default-src 'none'; script-src {0}; connect-src {0}".format(page["server"]))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", page
    server.shutdown()


def token(scope, file):
    from waitline import command
    return command("serve", "--new-token", scope, "--tokens", file).strip()


def ask(server, path, method="GET", **headers):
    request = urllib.request.Request(server.address + path, method=method, headers=headers)
    try:
        answer = urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.headers


def test_element_in_another_site(scenario, tmp_path, browser, shop, axe):
    address, page_of_shop = shop
    tokens = tmp_path / "tokens"
    display, reading, writing = (token(scope, tokens) for scope in ["display", "read", "events"])
    server = Server(scenario, "--clock", "events", "--tokens", tokens, "--allow-origin", address)
    report = Reporter(server)
    opener = urllib.request.build_opener()
    opener.addheaders = [("Authorization", f"Bearer {writing}")]
    urllib.request.install_opener(opener)
    try:
        report.staff()
        report.queue(4)
    finally:
        urllib.request.install_opener(None)

    # The token for the display is good for nothing else.
    bearer = {"Authorization": f"Bearer {display}"}
    assert ask(server, "/v1/queues/chat/display", **bearer)[0] == 200
    assert ask(server, "/v1/queues/chat/display", Authorization=f"Bearer {reading}")[0] == 200
    assert ask(server, "/v1/queues/chat/display")[0] == 401
    for path in ["/v1/queues", "/v1/compliance", "/metrics", "/v1/queues/chat/estimate"]:
        assert ask(server, path, **bearer)[0] == 403
    # Other origins may not read it, and nobody may read anything else.
    assert ask(server, "/v1/queues/chat/display", Origin=address, **bearer)[1]["Access-Control-Allow-Origin"] == address
    assert ask(server, "/v1/queues/chat/display", Origin="http://evil.example", **bearer)[1]["Access-Control-Allow-Origin"] is None
    assert ask(server, "/v1/queues", Origin=address, Authorization=f"Bearer {reading}")[1]["Access-Control-Allow-Origin"] is None
    preflight = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}
    assert ask(server, "/v1/queues/chat/display", "OPTIONS", Origin=address, **preflight)[0] == 204
    assert ask(server, "/v1/queues/chat/display", "OPTIONS", Origin="http://evil.example", **preflight)[0] == 405

    context = browser.new_context(viewport={"width": 800, "height": 600})
    context.set_default_timeout(60_000)
    page = context.new_page()
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page_of_shop.update(server=server.address, body=SHOP.format(language="zh-CN", server=server.address, token=display))
    page.goto(address)
    # The language of the page around it, its heading, and the button that the page takes itself.
    expect(page, "title", "Chat with us")
    expect(page, "fact", "前面排队：2 人")
    page.evaluate("addEventListener('waitline-action', e => { window.done = e.detail; })")
    page.locator("waitline-wait").get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.done") == {"action": "leaveMessage", "contactType": "message", "contact": "w3"}
    page.evaluate("document.querySelector('waitline-wait').setAttribute('language', 'en')")
    expect(page, "fact", "Waiting ahead: 2")
    page.evaluate("document.body.style.setProperty('--waitline-accent', 'rgb(1, 2, 3)')")
    assert page.evaluate("getComputedStyle(document.querySelector('waitline-wait').shadowRoot.querySelector('.you'))"
                         ".borderTopColor") == "rgb(1, 2, 3)"
    assert [error for error in errors if "favicon" not in error] == []
    # A wrong token is told, and not asked about again and again.
    page.evaluate("document.querySelector('waitline-wait').setAttribute('token', 'wrong')")
    expect(page, "hero", "may not see the queue")
    context.close()
    server.close()


def test_what_is_read_out(centre, visit):
    """A live region, polite, that does not follow every change."""
    server, report = centre
    page = visit(f"{server.address}/display/chat?contact=w4")
    expect(page, "fact", "Waiting ahead: 3")
    live = "document.querySelector('waitline-wait').shadowRoot.querySelector('[aria-live]')"
    assert page.evaluate(f"{live}.getAttribute('aria-live')") == "polite"
    expect(page, "unseen", "about .* Waiting ahead: 3 · .* within 30 s")
    page.evaluate(f"window.heard = []; new MutationObserver(() => heard.push({live}.textContent))"
                  f".observe({live}, {{childList: true, characterData: true, subtree: true}})")
    report(70, "abandoned", "w1")
    expect(page, "fact", "Waiting ahead: 2")
    report(80, "abandoned", "w2")
    expect(page, "fact", "Waiting ahead: 1")
    assert page.evaluate("heard") == []
    report(90, "answered", "w4", agent="agent7")
    expect(page, "hero", "It is your turn")
    assert page.evaluate("heard") == ["It is your turn"]
