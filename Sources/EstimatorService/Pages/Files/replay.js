"use strict";
// The replay of a day: what the event log says of each moment, drawn; nothing on it is made up between events.

const texts = JSON.parse(document.getElementById("words").textContent);
const say = (name, parts = {}) => texts[name].replace(/\{(\w+)\}/g, (_, part) => parts[part]);
const find = (id) => document.getElementById(id);
const make = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};
const isCalm = matchMedia("(prefers-reduced-motion: reduce)");

/** The log, and the state that it gives at any moment. */
class DayLog {
  constructor(trace) {
    this.trace = trace;
    this.events = trace.events;
    this.kinds = trace.kinds;
    this.end = this.events.length ? this.events[this.events.length - 1][0] : 0;
    this.end = Math.min(this.end, trace.days * 86400);
    this.reset();
  }

  reset() {
    this.next = 0;
    this.time = 0;
    /** By contact type: the tickets that wait, in the order in which they joined. */
    this.waiting = this.trace.contactTypes.map(() => new Map());
    /** By group: the tickets in each agent's hands. */
    this.hands = this.trace.groups.map(() => new Map());
    this.where = new Map();
    this.answered = this.trace.contactTypes.map(() => 0);
    this.abandoned = this.trace.contactTypes.map(() => 0);
  }

  /** Goes to a moment; back only from the start. */
  seek(time) {
    if (time < this.time) this.reset();
    while (this.next < this.events.length && this.events[this.next][0] <= time) this.apply(this.events[this.next++]);
    this.time = time;
  }

  leave(issue) {
    const place = this.where.get(issue);
    if (!place) return;
    if (place.queue !== undefined) this.waiting[place.queue].delete(issue);
    else {
      const held = this.hands[place.group].get(place.agent);
      held?.delete(issue);
      if (held && !held.size) this.hands[place.group].delete(place.agent);
    }
    this.where.delete(issue);
  }

  apply([, issue, type, kind, group, agent]) {
    switch (this.kinds[kind]) {
      case "queued": case "interrupted":
        this.leave(issue);
        this.waiting[type].set(issue, type);
        this.where.set(issue, { queue: type, type });
        break;
      case "answered": {
        this.leave(issue);
        this.answered[type]++;
        if (group < 0) break;
        if (!this.hands[group].has(agent)) this.hands[group].set(agent, new Map());
        this.hands[group].get(agent).set(issue, type);
        this.where.set(issue, { group, agent, type });
        break;
      }
      case "abandoned": this.abandoned[type]++; this.leave(issue); break;
      case "finished": case "cutOff": case "broadcast": case "balked": case "blocked": case "message": case "turnedAway": case "lost": case "resolved":
        this.leave(issue);
        break;
    }
  }

  planned(group) {
    const period = Math.floor(this.time / this.trace.periodSeconds);
    const values = this.trace.groups[group].planned;
    return values[Math.min(period, values.length - 1)] || 0;
  }

  clock(time = this.time) {
    const day = Math.floor(time / 86400), rest = time % 86400;
    const two = (number) => String(Math.floor(number)).padStart(2, "0");
    const clock = `${two(rest / 3600)}:${two(rest / 60 % 60)}:${two(rest % 60)}`;
    return this.trace.days > 1 ? `${say("dayN", { n: day + 1 })} · ${clock}` : clock;
  }
}

const speeds = [10, 60, 300, 900, 3600];
const view = { log: null, playing: false, speed: 300, tokens: new Map(), followed: null, last: 0, boxes: [] };
let source = null;

function colours() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue(name).trim();
  return { ink: get("--ink"), quiet: get("--quiet"), line: get("--line"), card: get("--card"), accent: get("--link"), edge: get("--edge") };
}

/** Types get hues that lie far apart; each also has its row, so that colour is never alone. */
const hue = (type) => `hsl(${(type * 137.5 + 210) % 360} 62% ${matchMedia("(prefers-color-scheme: dark)").matches ? 66 : 44}%)`;

function build(trace) {
  view.log = new DayLog(trace);
  find("name").textContent = trace.scenario;
  const stage = find("stage");
  stage.hidden = false;
  const play = make("button", { type: "button", id: "play" });
  play.addEventListener("click", () => setPlaying(!view.playing));
  const speed = make("select", { id: "speed" }, ...speeds.map((each) => new Option(`${each} ×`, each)));
  speed.value = view.speed;
  speed.addEventListener("change", () => { view.speed = Number(speed.value); });
  const slider = make("input", { type: "range", id: "time", min: 0, max: Math.ceil(view.log.end), step: 1, value: 0 });
  slider.addEventListener("input", () => seek(Number(slider.value)));
  const day = make("input", { type: "number", id: "day", min: 1, max: 10000, value: trace.replication + 1 });
  day.addEventListener("change", () => load(Math.max(0, Math.round(Number(day.value)) - 1)));
  const controls = make("div", { className: "panel transport" },
    make("output", { id: "clock", htmlFor: "time" }), play,
    make("label", { htmlFor: "speed", textContent: say("speed") }), speed,
    make("label", { htmlFor: "day", textContent: say("replication") }), day,
    make("label", { htmlFor: "time", className: "wide" }, say("clock"), slider));
  const canvas = make("canvas", { id: "canvas" });
  canvas.setAttribute("role", "img");
  canvas.addEventListener("click", pick);
  const ticket = make("input", { type: "number", id: "ticket", min: 1 });
  const form = make("form", { className: "row" }, make("label", { htmlFor: "ticket", textContent: say("ticket") }), ticket,
    make("button", { textContent: say("follow") }));
  form.addEventListener("submit", (event) => { event.preventDefault(); follow(Number(ticket.value)); });
  stage.replaceChildren(controls, make("div", { className: "scene" },
    make("div", { className: "panel" }, canvas, make("div", { id: "counts", className: "counts" })),
    make("section", { className: "panel" }, make("h2", { textContent: say("follow") }), form,
      make("p", { id: "who", role: "status", className: "note" }), make("ol", { id: "story" }))));
  makeCounts();
  view.tokens.clear();
  // From where the first customer waits on the line, rather than from an empty midnight.
  const isLive = (type) => !["deferred", "ticket"].includes(trace.contactTypes[type].channel);
  const live = trace.events.find((event) => trace.kinds[event[3]] === "queued" && isLive(event[2]));
  seek(live ? live[0] : 0);
  setPlaying(!isCalm.matches);
}

function setPlaying(playing) {
  view.playing = playing;
  view.last = 0;
  find("play").textContent = say(playing ? "pause" : "play");
  if (playing) requestAnimationFrame(frame);
}

function seek(time) {
  view.log.seek(Math.max(0, Math.min(time, view.log.end)));
  update();
}

function frame(now) {
  if (!view.playing) return;
  // With less motion wanted, the picture changes once a second.
  if (!isCalm.matches || now - view.last >= 1000 || !view.last) {
    const passed = view.last ? Math.min(now - view.last, 1000) / 1000 : 0;
    view.last = now;
    view.log.seek(Math.min(view.log.time + passed * view.speed, view.log.end));
    update();
    if (view.log.time >= view.log.end) setPlaying(false);
  }
  requestAnimationFrame(frame);
}

// ---- numbers, for all ----

function makeCounts() {
  const { trace } = view.log;
  const table = (names, columns, id) => {
    const body = make("tbody");
    for (const name of names) {
      const row = body.insertRow();
      row.append(make("th", { scope: "row", textContent: name }));
      for (const _ of columns) row.insertCell();
    }
    const head = make("tr", {}, make("td"), ...columns.map((column) => make("th", { scope: "col", textContent: say(column) })));
    return make("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: say(columns[0]) }, make("table", { id }, make("thead", {}, head), body));
  };
  find("counts").replaceChildren(
    table(trace.contactTypes.map((type) => type.name), ["waiting", "answeredN", "abandonedN"], "queues"),
    table(trace.groups.map((group) => group.name), ["onDuty", "busy", "idle"], "agents"));
}

function update() {
  const { log } = view;
  find("clock").textContent = log.clock();
  const slider = find("time");
  slider.value = log.time;
  slider.setAttribute("aria-valuetext", log.clock());
  log.trace.contactTypes.forEach((_, type) => {
    const cells = find("queues").tBodies[0].rows[type].cells;
    [log.waiting[type].size, log.answered[type], log.abandoned[type]].forEach((count, column) => {
      cells[column + 1].textContent = count.toLocaleString("en-US");
    });
  });
  log.trace.groups.forEach((_, group) => {
    const cells = find("agents").tBodies[0].rows[group].cells;
    const [planned, busy] = [Math.round(log.planned(group)), log.hands[group].size];
    cells[1].textContent = Math.max(planned, busy);
    cells[2].textContent = busy;
    cells[3].textContent = Math.max(0, planned - busy);
  });
  draw();
  markStory();
}

// ---- the picture ----

function draw() {
  const { log } = view;
  const canvas = find("canvas");
  const frame = getComputedStyle(canvas.parentElement);
  const width = Math.floor(canvas.parentElement.clientWidth - parseFloat(frame.paddingLeft) - parseFloat(frame.paddingRight));
  const isNarrow = width < 560;
  const types = log.trace.contactTypes, groups = log.trace.groups;
  const rowHeight = types.length > 30 ? 16 : 30;
  const left = isNarrow ? 96 : 150;
  const cell = 15;
  const queueWidth = isNarrow ? width : Math.floor(width * 0.52);
  const agentsLeft = isNarrow ? 0 : queueWidth + 24;
  const perLine = Math.max(4, Math.floor((width - agentsLeft - 8) / cell));
  let y = isNarrow ? types.length * rowHeight + 46 : 30;
  const plans = groups.map((group, index) => {
    const most = Math.max(log.planned(index), log.hands[index].size, ...group.planned);
    const place = { y, lines: Math.max(1, Math.ceil(most / perLine)) };
    y += 24 + place.lines * cell + 8;
    return place;
  });
  const height = Math.max(types.length * rowHeight + 40, y) + 6;
  const scale = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const pen = canvas.getContext("2d");
  const paint = colours();
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.font = "12px system-ui, sans-serif";
  pen.textBaseline = "middle";
  pen.fillStyle = paint.quiet;
  pen.fillText(say("waiting"), 4, 14);
  if (!isNarrow) pen.fillText(say("busy"), agentsLeft, 14);
  const targets = new Map();
  types.forEach((type, index) => {
    const row = 30 + index * rowHeight + rowHeight / 2;
    pen.strokeStyle = paint.line;
    pen.beginPath();
    pen.moveTo(0, row + rowHeight / 2);
    pen.lineTo(queueWidth, row + rowHeight / 2);
    pen.stroke();
    pen.fillStyle = hue(index);
    pen.fillRect(0, row - 5, 4, 10);
    pen.fillStyle = paint.ink;
    pen.fillText(shorten(pen, type.name, left - 38), 10, row);
    pen.fillStyle = paint.quiet;
    pen.textAlign = "right";
    pen.fillText(String(log.waiting[index].size), left - 6, row);
    pen.textAlign = "left";
    // The head of the line stands at the right, next to the agents.
    const waiting = log.waiting[index].size;
    const fits = Math.floor((queueWidth - left - 10) / 9);
    // Behind more than fit stands how many there are still.
    const room = waiting > fits ? Math.max(0, fits - 5) : fits;
    let place = 0;
    for (const issue of log.waiting[index].keys()) {
      if (place >= room) break;
      targets.set(issue, { x: queueWidth - 8 - place * 9, y: row, type: index, size: 3.6 });
      place++;
    }
    if (waiting > room) {
      pen.fillStyle = paint.quiet;
      pen.fillText(`+${waiting - room}`, left + 4, row);
    }
  });
  groups.forEach((group, index) => {
    const { y } = plans[index];
    const busy = log.hands[index];
    const planned = Math.round(log.planned(index));
    pen.fillStyle = paint.ink;
    pen.fillText(`${shorten(pen, group.name, 160)} · ${busy.size}/${Math.max(planned, busy.size)}`, agentsLeft, y + 8);
    // The log numbers agents from 0 and uses numbers again: those at work take their place in order, the free follow.
    const at = [...busy.keys()].sort((a, b) => a - b);
    const shown = Math.max(planned, at.length);
    for (let spot = 0; spot < shown; spot++) {
      const x = agentsLeft + (spot % perLine) * cell, top = y + 20 + Math.floor(spot / perLine) * cell;
      pen.strokeStyle = paint.edge;
      pen.strokeRect(x + 0.5, top + 0.5, cell - 3, cell - 3);
      const held = busy.get(at[spot]);
      if (!held) continue;
      let part = 0;
      for (const [issue, type] of held) {
        targets.set(issue, { x: x + (cell - 2) / 2 + (held.size > 1 ? (part - (held.size - 1) / 2) * 4 : 0), y: top + (cell - 2) / 2, type, size: held.size > 1 ? 2.3 : 3.6 });
        part++;
      }
    }
  });
  move(targets, left, isCalm.matches || !view.playing);
  view.boxes = [];
  for (const [issue, token] of view.tokens) {
    pen.fillStyle = hue(token.type);
    pen.globalAlpha = token.leaving ? token.leaving : 1;
    pen.beginPath();
    pen.arc(token.x, token.y, token.size, 0, 7);
    pen.fill();
    pen.globalAlpha = 1;
    if (issue === view.followed) {
      pen.strokeStyle = paint.ink;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(token.x, token.y, 8, 0, 7);
      pen.stroke();
      pen.lineWidth = 1;
    }
    if (!token.leaving) view.boxes.push([token.x, token.y, issue]);
  }
  const waiting = log.waiting.reduce((sum, queue) => sum + queue.size, 0);
  const busy = log.hands.reduce((sum, group) => sum + group.size, 0);
  canvas.setAttribute("aria-label", `${say("waiting")}: ${waiting} · ${say("busy")}: ${busy}`);
}

function shorten(pen, text, width) {
  if (pen.measureText(text).width <= width) return text;
  let short = text;
  while (short.length > 1 && pen.measureText(`${short}…`).width > width) short = short.slice(0, -1);
  return `${short}…`;
}

/** Each contact glides to where the log has it; one that is gone fades where it was. */
function move(targets, left, jumps) {
  for (const [issue, token] of view.tokens) {
    if (targets.has(issue)) continue;
    token.leaving = jumps ? 0 : (token.leaving || 1) - 0.08;
    if (token.leaving <= 0) view.tokens.delete(issue);
  }
  for (const [issue, target] of targets) {
    let token = view.tokens.get(issue);
    if (!token || token.leaving) view.tokens.set(issue, token = jumps ? { ...target } : { ...target, x: token ? token.x : left });
    const share = jumps ? 1 : 0.22;
    token.x += (target.x - token.x) * share;
    token.y += (target.y - token.y) * share;
    [token.type, token.size] = [target.type, target.size];
    token.leaving = 0;
  }
}

// ---- one ticket ----

function pick(event) {
  const box = event.target.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  let best = null;
  for (const [tx, ty, issue] of view.boxes) {
    const distance = Math.hypot(tx - x, ty - y);
    if (distance < 14 && (!best || distance < best[0])) best = [distance, issue];
  }
  if (best) follow(best[1]);
}

function follow(issue) {
  const { log } = view;
  const events = log.events.filter((event) => event[1] === issue);
  find("story").replaceChildren();
  if (!events.length) {
    view.followed = null;
    find("who").textContent = say("noTicket", { n: issue });
    return;
  }
  view.followed = issue;
  find("ticket").value = issue;
  find("who").textContent = say("followed", { n: issue });
  for (const [time, , type, kind, group, agent, ahead] of events) {
    const parts = [log.trace.contactTypes[type].name, say(`event.${log.kinds[kind]}`)];
    if (group >= 0) parts.push(say("agentN", { g: log.trace.groups[group].name, n: agent + 1 }));
    if (ahead >= 0) parts.push(say("ahead", { n: ahead }));
    const jump = make("button", { type: "button", textContent: log.clock(time) });
    jump.addEventListener("click", () => { setPlaying(false); seek(time); });
    const item = make("li", {}, jump, ` ${parts.join(" · ")}`);
    item.dataset.time = time;
    find("story").append(item);
  }
  update();
}

function markStory() {
  let current = null;
  for (const item of find("story").children) {
    item.classList.toggle("past", Number(item.dataset.time) <= view.log.time);
    item.removeAttribute("aria-current");
    if (Number(item.dataset.time) <= view.log.time) current = item;
  }
  current?.setAttribute("aria-current", "step");
}

// ---- loading ----

async function load(replication) {
  find("status").textContent = say("loading");
  find("problem").hidden = true;
  view.playing = false;
  const headers = { "Content-Type": "application/json" };
  const token = sessionStorage.getItem("waitline.token");
  if (token) headers.Authorization = `Bearer ${token}`;
  try {
    const answer = await fetch("/v1/planner/trace", {
      method: "POST", headers, body: JSON.stringify({ ...source, language: texts.language, replication }),
    });
    const value = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(value.detail), { mistakes: value.mistakes || [] });
    view.followed = null;
    build(value);
    find("status").textContent = "";
  } catch (error) {
    find("status").textContent = "";
    const box = find("problem");
    box.hidden = false;
    box.replaceChildren(make("h2", { textContent: say("failed") }), make("p", { textContent: error.message }),
      make("ul", {}, ...(error.mistakes || []).map((mistake) => make("li", { textContent: mistake }))));
  }
}

function begin() {
  let read = null;
  try {
    read = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  } catch { /* An address without a state shows the first scenario. */ }
  const dropped = JSON.parse(sessionStorage.getItem("waitline.dropped") || "null");
  source = { overlays: read?.overlays || [], changes: read?.changes || [] };
  if (read?.dropped && dropped) source.scenario = dropped;
  else source.scenario = { file: read?.file || "card-platform.yaml" };
  const query = `?language=${texts.language}`;
  find("back").href = `/${query}${read?.state ? `#${encodeURIComponent(JSON.stringify(read.state))}` : ""}`;
  load(0);
}

window.addEventListener("resize", () => { if (view.log) draw(); });
window.addEventListener("hashchange", begin);
begin();
