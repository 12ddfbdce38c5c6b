// <waitline-wait type="chat"> shows how long a queue still takes, and what else a customer can do.
//
//   <script src="https://wait.example/waitline-wait.js" defer></script>
//   <waitline-wait type="chat" contact="4711" language="zh-Hans"></waitline-wait>
//
// Attributes
//   type      the contact type; needed
//   contact   the contact that waits; without it the wait is that of the next who joins
//   server    where Waitline is; without it where this script came from
//   language  en or zh-Hans; without it the language of the page around it
//   token     a token for "display", where the server wants one
//   label     a heading
//   theme     light or dark; without it as the reader prefers
//   actions   which offers the page takes itself, as buttons: leaveMessage, call, fileTicket, comeBack
//
// Events: "waitline-update" with what is shown, and "waitline-action" with {action, contactType, contact} of a button.
// Colours and the like are custom properties; see `style` below. All is in a shadow tree, and no style or script is inline.
(() => {
  "use strict";
  if (customElements.get("waitline-wait")) return;
  const home = new URL(".", document.currentScript?.src ?? location.href).href;

  // MARK: words

  const words = {
    en: {
      next: "If you joined now",
      ahead: n => `Waiting ahead: ${n}`,
      expected: "Expected wait",
      minutes: (a, b) => a === b ? `about ${b} min` : `about ${a}–${b} min`,
      underAMinute: "under 1 min",
      hours: (a, b) => a === b ? `about ${b} h` : `about ${a}–${b} h`,
      within: (percent, time) => `${percent} % within ${time}`,
      seconds: n => `${n} s`,
      wholeMinutes: n => `${n} min`,
      unknown: "Wait not known just now",
      stale: "Wait not known just now",
      silent: (minutes, clock) => `Nothing was reported for ${minutes} min, since ${clock}.`,
      neverHeard: "Nothing was reported yet.",
      closed: "Closed now",
      opens: moment => `Opens again ${moment}`,
      at: clock => `at ${clock}`,
      on: (date, clock) => `${date} at ${clock}`,
      tomorrow: clock => `tomorrow at ${clock}`,
      closes: clock => `Open until ${clock}`,
      instead: "You can also",
      meanwhile: "Until then",
      leaveMessage: "Leave a message",
      leaveVoicemail: "Leave a voicemail",
      call: "Call instead",
      callUrgent: "Call, if it cannot wait",
      fileTicket: "File a ticket",
      comeBack: moment => `Come back ${moment}`,
      answeredBy: moment => `answered by ${moment}`,
      promisedBy: moment => `promised by ${moment}`,
      waitOf: range => `wait ${range}`,
      noTime: "time of the answer not known",
      openUntil: clock => `open until ${clock}`,
      answered: "It is your turn",
      gone: "You are no longer in the queue",
      connecting: "Connecting …",
      lost: clock => `Connection lost. This is as of ${clock}; trying again …`,
      noConnection: "No connection; trying again …",
      missing: "This contact is not in the queue.",
      noQueue: "There is no such queue.",
      denied: "This page may not see the queue: its token is missing or wrong.",
      you: "you",
    },
    zh: {
      next: "如果现在加入排队",
      ahead: n => `前面排队：${n} 人`,
      expected: "预计等待",
      minutes: (a, b) => a === b ? `约 ${b} 分钟` : `约 ${a}–${b} 分钟`,
      underAMinute: "不到 1 分钟",
      hours: (a, b) => a === b ? `约 ${b} 小时` : `约 ${a}–${b} 小时`,
      within: (percent, time) => `${time}内接通的可能性 ${percent}%`,
      seconds: n => `${n} 秒`,
      wholeMinutes: n => `${n} 分钟`,
      unknown: "暂时无法估计等待时间",
      stale: "暂时无法估计等待时间",
      silent: (minutes, clock) => `已有 ${minutes} 分钟没有收到新数据（自 ${clock} 起）。`,
      neverHeard: "尚未收到任何数据。",
      closed: "现已休息",
      opens: moment => `${moment}恢复服务`,
      at: clock => clock,
      on: (date, clock) => `${date} ${clock}`,
      tomorrow: clock => `明天 ${clock}`,
      closes: clock => `服务至 ${clock}`,
      instead: "您还可以",
      meanwhile: "在此之前",
      leaveMessage: "留言",
      leaveVoicemail: "语音留言",
      call: "改为致电",
      callUrgent: "紧急情况请致电",
      fileTicket: "提交工单",
      comeBack: moment => `${moment}再来`,
      answeredBy: moment => `${moment} 前答复`,
      promisedBy: moment => `承诺 ${moment} 前答复`,
      waitOf: range => `等待${range}`,
      noTime: "答复时间未知",
      openUntil: clock => `服务至 ${clock}`,
      answered: "轮到您了",
      gone: "您已不在队列中",
      connecting: "正在连接……",
      lost: clock => `连接已断开，以上为 ${clock} 的数据；正在重新连接……`,
      noConnection: "无法连接；正在重试……",
      missing: "该联络不在队列中。",
      noQueue: "没有这个队列。",
      denied: "此页面无权查看队列：令牌缺失或有误。",
      you: "您",
    },
  };

  // MARK: times and ranges in words

  /** A range of whole minutes; from two hours on in hours. */
  function range(lower, upper, say) {
    if (upper === null) return null;
    if (lower === 0) return say.underAMinute;
    return upper < 120 ? say.minutes(lower, upper) : say.hours(Math.max(1, Math.round(lower / 60)), Math.ceil(upper / 60));
  }

  /** A length of time: a promise. */
  function length(seconds, say) {
    return seconds >= 120 && seconds % 60 === 0 ? say.wholeMinutes(seconds / 60) : say.seconds(seconds);
  }

  /** The parts of an ISO 8601 moment as the clock of the centre shows it; with its offset where the reader's clock differs. */
  function local(iso) {
    const [date, rest] = iso.split("T");
    const zone = rest.slice(8).replace(/^\.\d+/, "");
    const offset = zone === "Z" ? 0 : (zone[0] === "-" ? -1 : 1) * (60 * zone.slice(1, 3) + +zone.slice(4, 6));
    const differs = -new Date(iso).getTimezoneOffset() !== offset;
    const name = "UTC" + (offset === 0 ? "" : zone[0] + String(+zone.slice(1, 3)) + (zone.slice(4, 6) === "00" ? "" : zone.slice(3)));
    return { date, clock: rest.slice(0, 5) + (differs ? ` (${name})` : "") };
  }

  /** A clock time, with the day when it is not today's. */
  function moment(iso, today, say, language, prefix) {
    const { date, clock } = local(iso);
    const days = (Date.parse(date) - Date.parse(today)) / 864e5;
    if (days === 0) return prefix ? say.at(clock) : clock;
    if (days === 1) return prefix ? say.tomorrow(clock) : say.tomorrow(clock).replace(" at ", " ");
    const name = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN",
      { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(date + "T00:00:00Z"));
    return prefix ? say.on(name, clock) : `${name} ${clock}`;
  }

  // MARK: looks

  const look = new CSSStyleSheet();
  look.replaceSync(`
    :host{display:block;--ink:var(--waitline-ink,#1b2430);--quiet:var(--waitline-quiet,#566273);
      --back:var(--waitline-back,#fff);--line:var(--waitline-line,#dde2e9);--accent:var(--waitline-accent,#1d56b0);
      --soft:var(--waitline-soft,#edf3fc);--warn:var(--waitline-warn,#7a4d00);--warn-back:var(--waitline-warn-back,#fdf3dc)}
    :host([hidden]){display:none}
    :host([theme=dark]){color-scheme:dark;--ink:var(--waitline-ink,#e7ebf1);--quiet:var(--waitline-quiet,#a3aebd);
      --back:var(--waitline-back,#181e27);--line:var(--waitline-line,#2d3643);--accent:var(--waitline-accent,#8db8ff);
      --soft:var(--waitline-soft,#1d2a3f);--warn:var(--waitline-warn,#f0bf5c);--warn-back:var(--waitline-warn-back,#33270c)}
    @media (prefers-color-scheme:dark){:host(:not([theme=light])){color-scheme:dark;
      --ink:var(--waitline-ink,#e7ebf1);--quiet:var(--waitline-quiet,#a3aebd);--back:var(--waitline-back,#181e27);
      --line:var(--waitline-line,#2d3643);--accent:var(--waitline-accent,#8db8ff);--soft:var(--waitline-soft,#1d2a3f);
      --warn:var(--waitline-warn,#f0bf5c);--warn-back:var(--waitline-warn-back,#33270c)}}
    *{box-sizing:border-box;margin:0}
    [hidden]{display:none!important}
    .box{padding:var(--waitline-padding,22px 24px);border:1px solid var(--line);border-radius:var(--waitline-radius,16px);
      background:var(--back);color:var(--ink);overflow-wrap:anywhere;font-variant-numeric:tabular-nums;
      font:var(--waitline-font,16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"PingFang SC",
      "Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif)}
    .title{margin-bottom:10px;font-size:1.125em;font-weight:650}
    .kicker{color:var(--quiet);font-size:.875em}
    .figures{container-type:inline-size;overflow:hidden}
    .hero{font-size:clamp(1.7em,10.5cqi,2.6em);line-height:1.2;font-weight:650;letter-spacing:-.015em}
    .hero.words{font-size:clamp(1.5em,7cqi,1.8em);letter-spacing:-.01em}
    /* A dot before each; that of the first in a line is out of sight. */
    .facts{margin:8px 0 0 -1.2em;color:var(--quiet)}
    .fact{display:inline-block}
    .fact::before{content:"·" / "";display:inline-block;width:1.2em;text-align:center}
    .line{display:flex;flex-wrap:wrap;align-items:center;gap:6px;margin-top:16px;min-height:20px}
    .line i{width:12px;height:12px;border-radius:50%;background:var(--accent);opacity:.38}
    .line i.you{width:18px;height:18px;border:3px solid var(--accent);background:none;opacity:1}
    .line span{color:var(--quiet);font-size:.8125em}
    .note{margin-top:14px;padding:8px 12px;border-radius:8px;background:var(--warn-back);color:var(--warn);font-size:.9375em}
    .heading{margin-top:20px;padding-top:16px;border-top:1px solid var(--line);color:var(--quiet);font-size:.875em;font-weight:600}
    ul{margin:8px 0 0;padding:0;list-style:none;display:grid;gap:8px}
    li{display:block}
    li>div,button{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 14px;width:100%;
      padding:10px 14px;border:0;border-radius:10px;background:var(--soft);color:var(--ink);font:inherit;text-align:start}
    button{cursor:pointer;outline-offset:2px}
    button:hover{box-shadow:inset 0 0 0 1.5px var(--accent)}
    button:focus-visible{outline:2px solid var(--accent)}
    button b::after{content:" ›";color:var(--accent)}
    li b{font-weight:600}
    li span{color:var(--quiet);font-size:.9375em}
    .old{opacity:.62}
    .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    @media (prefers-reduced-motion:no-preference){.line i{animation:in .3s}@keyframes in{from{opacity:0}}}
    @media (forced-colors:active){.line i{background:CanvasText}}
  `);

  function make(name, part, ...children) {
    const element = document.createElement(name);
    if (part) {
      element.className = part;
      element.setAttribute("part", part);
    }
    element.append(...children);
    return element;
  }

  /** Sets a text only where it changed, so that nothing is read out or drawn again. */
  function put(element, text) {
    if (element.textContent !== text) element.textContent = text;
    element.hidden = !text;
  }

  // MARK: the element

  /** Most dots in the picture of the line. */
  const mostDots = 12;
  /** What happens is read out at most so often, and a lost connection is told after so long, in milliseconds. */
  const sayEvery = 15_000, lostAfter = 3_000, oldAfter = 10_000;
  /** The server says something every 15 s; after this silence the connection is taken for dead. */
  const deadAfter = 40_000;

  class WaitlineWait extends HTMLElement {
    static observedAttributes = ["type", "contact", "server", "language", "token", "label", "actions"];

    #root = this.attachShadow({ mode: "open" });
    #parts = {};
    #data = null;
    #trouble = null; // "lost", "missing", "noQueue", "denied"
    #since = Date.now();
    #updated = null;
    #stop = null;
    #wake = () => {};
    #said = { text: "", at: 0, timer: 0 };
    #clock = 0;

    constructor() {
      super();
      this.#root.adoptedStyleSheets = [look];
      const p = this.#parts;
      // No headings: their level would have to fit the page around.
      p.title = make("p", "title");
      p.kicker = make("p", "kicker");
      p.hero = make("p", "hero");
      p.facts = make("p", "facts");
      p.line = make("div", "line");
      p.line.setAttribute("aria-hidden", "true");
      p.figures = make("div", "figures", p.kicker, p.hero, p.facts, p.line);
      p.note = make("p", "note");
      p.heading = make("p", "heading");
      p.heading.id = "heading";
      p.offers = make("ul", "offers");
      p.offers.setAttribute("role", "list");
      p.offers.setAttribute("aria-labelledby", "heading");
      p.live = make("div", "unseen");
      p.live.setAttribute("role", "status");
      p.live.setAttribute("aria-live", "polite");
      p.box = make("div", "box", p.title, p.figures, p.note, p.heading, p.offers, p.live);
      p.box.setAttribute("role", "group");
      this.#root.append(p.box);
    }

    connectedCallback() {
      this.#wakeUp = () => this.#wake();
      addEventListener("online", this.#wakeUp);
      document.addEventListener("visibilitychange", this.#wakeUp);
      this.#begin();
    }

    disconnectedCallback() {
      removeEventListener("online", this.#wakeUp);
      document.removeEventListener("visibilitychange", this.#wakeUp);
      this.#end();
    }

    #wakeUp = () => {};

    attributeChangedCallback(name, before, after) {
      if (!this.isConnected || before === after) return;
      if (["language", "label", "actions"].includes(name)) this.#show();
      else this.#begin();
    }

    /** What is shown: as the server said it, or null. */
    get state() { return this.#data; }

    get #language() {
      const tag = this.getAttribute("language") || this.closest("[lang]")?.lang || navigator.language || "en";
      return /^zh\b/i.test(tag) ? "zh-Hans" : "en";
    }

    // MARK: the connection

    #begin() {
      this.#end();
      this.#data = null;
      this.#updated = null;
      this.#trouble = null;
      this.#since = Date.now();
      this.#show();
      this.#clock = setInterval(() => { if (this.#trouble || !this.#data) this.#show(); }, 1000);
      this.#stop = new AbortController();
      this.#follow(this.#stop.signal);
    }

    #end() {
      this.#stop?.abort();
      this.#stop = null;
      clearInterval(this.#clock);
      clearTimeout(this.#said.timer);
    }

    #ask(end, signal) {
      const base = this.getAttribute("server") || home;
      const url = new URL(`v1/queues/${encodeURIComponent(this.getAttribute("type") ?? "")}/display${end}`,
        base.endsWith("/") ? base : base + "/");
      if (this.hasAttribute("contact")) url.searchParams.set("contact", this.getAttribute("contact"));
      const token = this.getAttribute("token");
      return fetch(url, {
        signal, cache: "no-store", credentials: "omit", headers: token ? { Authorization: `Bearer ${token}` } : {},
      });
    }

    /** Follows the stream for as long as the element stands in the page, whatever becomes of the server. */
    async #follow(signal) {
      let failures = 0;
      while (!signal.aborted) {
        let pause = Math.min(15, 0.5 * 2 ** failures) * (0.8 + 0.4 * Math.random());
        try {
          const answer = await this.#ask("/stream", signal);
          if (answer.ok) {
            const isOver = await this.#read(answer, signal, () => { failures = 0; });
            // A contact that was answered may be put back into a queue.
            if (isOver) pause = 30;
            else this.#fail("lost");
          } else {
            pause = await this.#refused(answer, pause, signal);
          }
        } catch {
          if (signal.aborted) return;
          this.#fail("lost");
        }
        failures = Math.min(failures + 1, 5);
        await new Promise(done => {
          const timer = setTimeout(done, 1000 * pause);
          this.#wake = () => { clearTimeout(timer); done(); };
          signal.addEventListener("abort", this.#wake, { once: true });
        });
      }
    }

    /** The server answers, but not with a stream: how many seconds to wait. */
    async #refused(answer, pause, signal) {
      const problem = await answer.json().catch(() => ({}));
      if (answer.status === 401 || answer.status === 403) {
        this.#fail("denied");
        return 60;
      }
      if (answer.status === 404) {
        this.#fail(problem.type?.endsWith(":contact-type") ? "noQueue" : "missing");
        return 5;
      }
      if (answer.status === 503) {
        // Too many streams: asking now and then does as well.
        const now = await this.#ask("", signal);
        if (now.ok) {
          this.#take(await now.json());
          return Number(answer.headers.get("Retry-After")) || 5;
        }
      }
      this.#fail("lost");
      return pause;
    }

    /** Reads server-sent events to their end; whether the contact waits no more. */
    async #read(answer, signal, onEvent) {
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let timer, text = "", isOver = false;
      const watch = () => {
        clearTimeout(timer);
        timer = setTimeout(() => reader.cancel().catch(() => {}), deadAfter);
      };
      try {
        for (watch(); ;) {
          const { done, value } = await reader.read();
          if (done || signal.aborted) return isOver;
          watch();
          text += value;
          for (let end; (end = text.indexOf("\n\n")) >= 0; text = text.slice(end + 2)) {
            const lines = text.slice(0, end).split("\n");
            const data = lines.filter(l => l.startsWith("data:")).map(l => l.slice(5)).join("\n");
            if (lines.includes("event: display")) {
              this.#take(JSON.parse(data));
              onEvent();
            }
            isOver ||= lines.includes("event: end");
          }
        }
      } finally {
        clearTimeout(timer);
      }
    }

    #take(data) {
      this.#data = data;
      this.#updated = new Date();
      this.#trouble = null;
      this.#show();
      this.dispatchEvent(new CustomEvent("waitline-update", { detail: data, bubbles: true, composed: true }));
    }

    #fail(trouble) {
      if (this.#trouble !== trouble) this.#since = Date.now();
      this.#trouble = trouble;
      if (trouble !== "lost") this.#data = null;
      this.#show();
    }

    // MARK: what is seen

    #show() {
      const p = this.#parts, data = this.#data, language = this.#language;
      const say = language === "en" ? words.en : words.zh;
      const view = data ? this.#view(data, say, language) : this.#emptyView(say);
      p.box.lang = language;
      const label = this.getAttribute("label") ?? "";
      put(p.title, label);
      p.box.setAttribute("aria-label", label || this.getAttribute("type") || say.expected);
      put(p.kicker, view.kicker ?? "");
      put(p.hero, view.hero ?? "");
      p.hero.classList.toggle("words", !view.isFigure);
      this.#showFacts(view.facts ?? []);
      this.#showLine(view.dots ?? null, say);
      const silence = Date.now() - this.#since;
      const lost = this.#trouble === "lost" && silence > lostAfter;
      const clock = this.#updated?.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
      put(p.note, lost ? (clock ? say.lost(clock) : say.noConnection) : view.note ?? "");
      p.figures.classList.toggle("old", (lost && silence > oldAfter) || Boolean(view.isOld));
      this.#showOffers(view.offers ?? [], view.heading ?? "", say);
      const sentence = [view.hero, ...(view.facts ?? []), p.note.hidden ? "" : p.note.textContent].filter(Boolean);
      this.#sayAloud(sentence.join(" · "), view.kind + (lost ? " lost" : ""));
    }

    #emptyView(say) {
      if (this.#trouble && this.#trouble !== "lost") return { kind: this.#trouble, hero: say[this.#trouble] };
      return { kind: "connecting", hero: say.connecting };
    }

    #view(data, say, language) {
      const when = (iso, prefix) => moment(iso, data.today, say, language, prefix);
      const view = { kind: data.status, offers: this.#offers(data, say, when), heading: say.instead };
      if (data.silentMinutes > 0) {
        view.note = say.silent(data.silentMinutes, when(data.reportedAt));
      }
      switch (data.status) {
        case "answered": case "gone":
          return { kind: data.status, hero: say[data.status] };
        case "closed":
          view.hero = say.closed;
          view.facts = data.opensAt ? [say.opens(when(data.opensAt, true))] : [];
          view.heading = say.meanwhile;
          // The calendar needs no reports.
          delete view.note;
          return view;
        case "estimated":
          view.isFigure = data.upperMinutes !== null;
          view.kicker = data.isContact ? say.expected : say.next;
          view.hero = range(data.lowerMinutes, data.upperMinutes, say) ?? say.unknown;
          view.facts = [say.ahead(data.waitingAhead)];
          if (data.probability !== null) {
            view.facts.push(say.within(Math.round(100 * data.probability), length(data.answerWithin, say)));
          }
          view.dots = data.waitingAhead;
          view.isOld = data.silentMinutes > 0;
          break;
        default:
          view.hero = say[data.status] ?? say.unknown;
          view.facts = data.status === "unknown" ? [say.ahead(data.waitingAhead)] : [];
          view.dots = data.status === "unknown" ? data.waitingAhead : null;
          if (data.status === "stale" && !view.note) view.note = say.neverHeard;
      }
      const left = data.closesAt ? Date.parse(data.closesAt) - Date.now() : 0;
      if (left > 0 && left < 2 * 36e5) view.facts.push(say.closes(when(data.closesAt)));
      return view;
    }

    /** Each offer in words; the name of the type where two would read alike. */
    #offers(data, say, when) {
      const shown = data.offers.filter(o => !(o.action === "comeBack" && data.status === "closed"));
      return shown.map(offer => {
        let title = typeof say[offer.action] === "function" ? say[offer.action](when(offer.at, true)) : say[offer.action];
        if (offer.action === "leaveMessage" && data.channel === "phone") title = say.leaveVoicemail;
        if (offer.action === "call" && offer.isAfterHours) title = say.callUrgent;
        if (shown.filter(o => o.action === offer.action).length > 1) title += ` – ${offer.contactType}`;
        const wait = range(offer.lowerMinutes, offer.upperMinutes, say);
        const details = [];
        if (offer.by) details.push((offer.basis === "promise" ? say.promisedBy : say.answeredBy)(when(offer.by)));
        else if (wait) details.push(say.waitOf(wait));
        else if (offer.action !== "comeBack") details.push(say.noTime);
        if (offer.openUntil && offer.action === "call") details.push(say.openUntil(when(offer.openUntil)));
        return { action: offer.action, contactType: offer.contactType, title, detail: details.join(" · ") };
      });
    }

    #showFacts(facts) {
      const p = this.#parts;
      p.facts.hidden = facts.length === 0;
      if (p.facts.childElementCount !== facts.length) p.facts.replaceChildren(...facts.map(() => make("span", "fact")));
      facts.forEach((fact, index) => put(p.facts.children[index], fact));
    }

    /** A dot for each who waits ahead, and the reader behind them. */
    #showLine(ahead, say) {
      const p = this.#parts;
      p.line.hidden = ahead === null;
      if (ahead === null) return;
      const dots = Math.min(ahead, mostDots), rest = ahead > mostDots ? `+${ahead - mostDots}` : "";
      const now = `${dots} ${rest} ${say.you}`;
      if (p.line.dataset.now === now) return;
      p.line.dataset.now = now;
      const you = make("i");
      you.className = "you";
      p.line.replaceChildren(...Array.from({ length: dots }, () => make("i")),
        ...(rest ? [make("span", null, rest)] : []), you, make("span", null, say.you));
    }

    /** Rows stay as long as they mean the same, so that the focus is not lost. */
    #showOffers(offers, heading, say) {
      const p = this.#parts, own = (this.getAttribute("actions") ?? "").split(/\s+/);
      p.heading.hidden = p.offers.hidden = offers.length === 0;
      put(p.heading, offers.length ? heading : "");
      const rows = new Map([...p.offers.children].map(row => [row.dataset.key, row]));
      const wanted = offers.map(offer => {
        const isButton = own.includes(offer.action);
        const key = `${isButton} ${offer.action} ${offer.contactType}`;
        let row = rows.get(key);
        if (!row) {
          const inner = make(isButton ? "button" : "div", isButton ? "action" : "offer", make("b"), make("span"));
          row = make("li", null, inner);
          row.dataset.key = key;
          if (isButton) {
            inner.type = "button";
            inner.addEventListener("click", () => this.dispatchEvent(new CustomEvent("waitline-action", {
              detail: { action: offer.action, contactType: offer.contactType, contact: this.getAttribute("contact") },
              bubbles: true, composed: true,
            })));
          }
        }
        put(row.firstChild.children[0], offer.title);
        put(row.firstChild.children[1], offer.detail);
        return row;
      });
      if (wanted.length !== p.offers.childElementCount || wanted.some((row, i) => row !== p.offers.children[i])) {
        p.offers.replaceChildren(...wanted);
      }
    }

    /** Reads changes out, politely: at once when the kind of the news changes, otherwise now and then. */
    #sayAloud(text, kind) {
      const said = this.#said, live = this.#parts.live;
      clearTimeout(said.timer);
      if (text === said.text) return;
      const speak = () => Object.assign(said, { text, kind, at: Date.now() }) && (live.textContent = text);
      const left = kind === said.kind ? said.at + sayEvery - Date.now() : 0;
      if (left <= 0) speak();
      else said.timer = setTimeout(speak, left);
    }
  }

  customElements.define("waitline-wait", WaitlineWait);
})();
