"use strict";
// The planner's page: keeps what was changed, asks the server for pictures of it, and shows them.

const texts = JSON.parse(document.getElementById("words").textContent);
const say = (name, parts = {}) => texts[name].replace(/\{(\w+)\}/g, (_, part) => parts[part]);
const find = (id) => document.getElementById(id);
const make = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

// ---- asking the server ----

class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || String(status));
    this.status = status;
    this.mistakes = problem.mistakes || [];
  }
}

async function ask(path, question, method = question === undefined ? "GET" : "POST", signal = undefined) {
  const headers = { Accept: "application/json" };
  if (question !== undefined) headers["Content-Type"] = "application/json";
  const token = sessionStorage.getItem("waitline.token");
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(path, { method, headers, body: question === undefined ? undefined : JSON.stringify(question), cache: "no-store", signal });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    if (answer.status === 401) askForToken();
    throw new Refused(answer.status, problem);
  }
  return answer;
}

const askJSON = async (path, question, method, signal) => (await ask(path, question, method, signal)).json();
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function askForToken() {
  if (find("token")) return;
  const form = make("form", { id: "token" });
  const field = make("input", { type: "password", id: "tokenfield", autocomplete: "off" });
  const label = make("label", { htmlFor: "tokenfield", textContent: say("tokenLabel") });
  form.append(make("h2", { textContent: say("token") }), label, field, make("button", { textContent: say("tokenUse") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sessionStorage.setItem("waitline.token", field.value.trim());
    form.remove();
    begin();
  });
  document.body.prepend(form);
  field.focus();
}

// ---- what the planner has set ----

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const fresh = () => ({ file: null, overlays: [], type: null, plan: [], staff: {}, shifts: {}, demand: null, types: {}, concurrency: {}, hours: {} });
let state = fresh();
/** A file that was dropped; it has no name that others could open. */
let dropped = null;
/** What the scenario holds, with the plan but without what is set by hand. */
let controls = null;
let past = [];
let lastChange = { key: null, time: 0 };
const tab = Math.random().toString(36).slice(2);
const isLive = (channel) => channel !== "deferred" && channel !== "ticket";

const clock = (seconds) =>
  `${String(Math.floor(seconds / 3600)).padStart(2, "0")}:${String(Math.floor(seconds / 60) % 60).padStart(2, "0")}`;

/** What is set, as changes of an overlay. */
function changes() {
  const list = [...state.plan];
  if (state.demand && controls) {
    const { type, factor, from, to } = state.demand;
    const between = from === to ? {} : { between: `${clock(from)}-${clock(to)}` };
    for (const each of controls.contactTypes) {
      if (each.hasArrivals && (type === "" || type === each.name)) {
        list.push({ set: `contactTypes.${each.name}.arrivals`, multiply: factor, ...between });
      }
    }
  }
  for (const [group, periods] of Object.entries(state.staff)) {
    const length = controls ? controls.periodSeconds : 1800;
    // Neighbours with the same heads are one change.
    const entries = Object.entries(periods).map(([period, heads]) => [Number(period), heads]).sort((a, b) => a[0] - b[0]);
    for (let first = 0; first < entries.length;) {
      let last = first;
      while (last + 1 < entries.length && entries[last + 1][0] === entries[last][0] + 1 && entries[last + 1][1] === entries[first][1]) last++;
      list.push({
        set: `agentGroups.${group}.staff`, to: entries[first][1],
        between: `${clock(entries[first][0] * length)}-${clock((entries[last][0] + 1) * length)}`,
      });
      first = last + 1;
    }
  }
  for (const [group, heads] of Object.entries(state.shifts)) {
    for (const [index, count] of Object.entries(heads)) {
      list.push({ set: `agentGroups.${group}.shifts.${index}.heads`, to: count });
    }
  }
  for (const [type, set] of Object.entries(state.types)) {
    if (set.patience !== undefined) list.push({ set: `contactTypes.${type}.patience`, multiply: set.patience });
    if (set.offer !== undefined) {
      list.push({ set: `contactTypes.${type}.announcement.offer.whenExpectedWaitAbove`, to: `${set.offer}s` });
    }
  }
  for (const [group, skills] of Object.entries(state.concurrency)) {
    for (const [type, skill] of Object.entries(skills)) list.push({ set: `agentGroups.${group}.skills.${type}`, to: skill });
  }
  for (const [name, spans] of Object.entries(state.hours)) {
    list.push({ set: `calendar.hours.${name}`, to: Object.fromEntries(spans.map(({ first, last, ranges }) =>
      [first === last ? weekdays[first] : `${weekdays[first]}-${weekdays[last]}`, ranges.map(([start, end]) => `${clock(start)}-${clock(end)}`)])) });
  }
  return list;
}

function question(more = {}) {
  return {
    scenario: dropped ? { text: dropped.text, name: dropped.name } : { file: state.file },
    overlays: state.overlays, changes: changes(), language: texts.language, ...more,
  };
}

/** Changes the state, remembers what it was, and shows what comes of it. Changes of one control in a row are one step. */
function change(key, body) {
  const now = Date.now();
  if (key !== lastChange.key || now - lastChange.time > 1500) past.push(JSON.stringify(state));
  lastChange = { key, time: now };
  if (past.length > 200) past.shift();
  body(state);
  changed();
}

function changed() {
  find("undo").disabled = past.length === 0;
  find("reset").disabled = changes().length === 0;
  writeAddress();
  drawStaff();
  simulate();
}

// ---- the address holds the state, so that it can be shared ----

function writeAddress() {
  const hash = dropped ? "" : `#${encodeURIComponent(JSON.stringify(state))}`;
  history.replaceState(null, "", location.pathname + location.search + hash);
  const query = `?language=${texts.language}`;
  const day = { file: state.file, dropped: dropped !== null, overlays: state.overlays, changes: changes(), state: dropped ? null : state };
  find("replay").href = `/replay${query}#${encodeURIComponent(JSON.stringify(day))}`;
  const other = find("other");
  other.href = `${other.getAttribute("href").split("#")[0]}${hash}`;
}

function readAddress() {
  try {
    const read = JSON.parse(decodeURIComponent(location.hash.slice(1)));
    if (typeof read !== "object" || !read || typeof read.file !== "string") return null;
    return { ...fresh(), ...read, hours: Object.fromEntries(Object.entries(read.hours || {}).filter(([, spans]) => Array.isArray(spans))) };
  } catch {
    return null;
  }
}

// ---- pictures: a first one at once, better ones while nothing moves ----

const steps = [4, 16, 64, 200, 500];
let wanted = 0;
let isRunning = false;
let picture = null;
/** The scenarios asked for so far, and which of them the controls are of. */
let [opening, opened] = [0, 0];

/** From now on what is shown is not of what is set; `data-replications` says how exact it is once it is again. */
function outdate() {
  wanted++;
  document.body.dataset.replications = 0;
}

function simulate() {
  outdate();
  if (!isRunning) run();
}

async function run() {
  isRunning = true;
  try {
    for (let mine = -1, step = 0; controls && opening === opened;) {
      const scenario = opening;
      if (mine !== wanted) [mine, step] = [wanted, 0];
      if (step >= steps.length) break;
      document.body.setAttribute("aria-busy", "true");
      let answer;
      try {
        const given = new AbortController();
        const asking = askJSON("/v1/planner/picture", question({ replications: steps[step], contactType: state.type, tab }), "POST", given.signal);
        // What makes an older picture more precise is given up for what is set now, and not waited for.
        asking.catch(() => {});
        answer = await (step === 0 ? asking : Promise.race([asking, until(() => mine !== wanted)]));
        if (!answer) {
          given.abort();
          continue;
        }
      } catch (error) {
        if (error instanceof Refused) {
          if (error.status === 409 || mine !== wanted) continue;
          if (error.status === 503) { await sleep(1000); continue; }
          show(error);
          if (mine === wanted) break;
          continue;
        }
        find("status").textContent = say("offline");
        await sleep(1000);
        continue;
      }
      if (scenario !== opening) continue;
      // A picture of what is no longer set is shown all the same while a bar is dragged: it is nearer than the one before.
      if (mine === wanted || step === 0) draw(answer);
      if (mine !== wanted) continue;
      document.body.dataset.replications = answer.replications;
      step++;
      const isLast = step >= steps.length || !answer.complete;
      tell(answer, isLast);
      if (isLast) break;
      await Promise.race([sleep(step === 1 ? 250 : 60), until(() => mine !== wanted)]);
    }
  } finally {
    isRunning = false;
    document.body.removeAttribute("aria-busy");
  }
}

async function until(condition) {
  while (!condition()) await sleep(20);
}

function tell(answer, isLast) {
  const name = answer.contactType;
  const type = answer.changed.contactTypes[name];
  const figure = type.compliance || type.deadlineCompliance;
  const parts = { n: answer.replications, s: answer.seconds.toFixed(1) };
  let text = !isLast ? say("refining", parts) : answer.complete ? say("ready", parts) : say("limited", parts);
  if (figure && figure.halfWidth !== null) {
    text += ` · ${say("precision", { w: (figure.halfWidth * 100).toFixed(1), t: name })}`;
  }
  find("status").textContent = text;
}

function show(error) {
  const box = find("problem");
  box.hidden = false;
  box.replaceChildren(make("h2", { textContent: say("failed") }), make("p", { textContent: error.message }));
  if (error.mistakes.length) {
    box.append(make("ul", {}, ...error.mistakes.map((mistake) => make("li", { textContent: mistake }))));
  }
  document.body.classList.add("stale");
  find("status").textContent = "";
}

function draw(answer) {
  picture = answer;
  find("problem").hidden = true;
  document.body.classList.remove("stale");
  for (const [name, html] of Object.entries(answer.html)) {
    const place = document.querySelector(`[data-piece="${name}"]`);
    replace(place, html);
    place.closest("section").hidden = html === "";
  }
  drawStaff();
}

/** Puts new markup in place and leaves what was unfolded, scrolled to and focused as it was. */
function replace(place, html) {
  const open = [...place.querySelectorAll("details")].map((details) => details.open);
  const scrolled = [...place.querySelectorAll(".scroll")].map((scroll) => [scroll.scrollLeft, scroll.scrollTop]);
  const focusable = "a,button,summary,[tabindex]";
  const focused = [...place.querySelectorAll(focusable)].indexOf(document.activeElement);
  const template = make("template");
  template.innerHTML = html;
  place.replaceChildren(template.content);
  place.querySelectorAll("details").forEach((details, index) => { details.open = open[index] || false; });
  place.querySelectorAll(".scroll").forEach((scroll, index) => {
    if (scrolled[index]) [scroll.scrollLeft, scroll.scrollTop] = scrolled[index];
  });
  if (focused >= 0) place.querySelectorAll(focusable)[focused]?.focus({ preventScroll: true });
}

// ---- staff ----

let charts = new Map();

function perDay(values) {
  const count = 86400 / controls.periodSeconds;
  if (!values || values.length < count) return null;
  // The mean over the days, at each time of day.
  const days = Math.floor(values.length / count);
  return Array.from({ length: count }, (_, period) => {
    let sum = 0;
    for (let day = 0; day < days; day++) sum += values[day * count + period] || 0;
    return sum / days;
  });
}

function makeStaff() {
  charts = new Map();
  const boxes = controls.agentGroups.map((group, index) => {
    const chart = new StaffChart(group.name, say, (period, heads) => {
      change(`staff ${group.name} ${period}`, (state) => {
        const set = state.staff[group.name] || (state.staff[group.name] = {});
        if (heads === group.staff[period]) delete set[period];
        else set[period] = heads;
        if (!Object.keys(set).length) delete state.staff[group.name];
      });
    });
    charts.set(group.name, chart);
    const box = make("div", { className: "panel group" }, make("h3", { textContent: group.name }), chart.root);
    if (group.shifts.length) box.append(shiftList(group));
    if (index < 12) return box;
    return make("details", { className: "panel" }, make("summary", { textContent: group.name }), box);
  });
  find("groups").replaceChildren(...boxes);
}

function shiftList(group) {
  const list = make("div", { className: "shifts" });
  group.shifts.forEach((shift, index) => {
    const id = `shift-${group.name}-${index}`;
    const field = make("input", { type: "number", min: 0, max: 9999, id, value: shiftHeads(group, index) });
    field.addEventListener("input", () => {
      const heads = Math.round(Number(field.value));
      if (field.value === "" || !(heads >= 0 && heads <= 9999)) return;
      change(id, (state) => {
        const set = state.shifts[group.name] || (state.shifts[group.name] = {});
        if (heads === shift.heads) delete set[index];
        else set[index] = heads;
        if (!Object.keys(set).length) delete state.shifts[group.name];
      });
    });
    list.append(make("label", { htmlFor: id, textContent: `${shift.name} · ${clock(shift.start)}–${clock(shift.end % 86400 || 86400)}` }), field);
  });
  return list;
}

const shiftHeads = (group, index) => state.shifts[group.name]?.[index] ?? group.shifts[index].heads;

function drawStaff() {
  if (!controls) return;
  for (const group of controls.agentGroups) {
    const chart = charts.get(group.name);
    const run = picture?.changed.agentGroups[group.name];
    const perDayCount = 86400 / controls.periodSeconds;
    const saved = group.staff && group.staff.slice(0, perDayCount);
    const staff = saved && !group.shifts.length ? saved.map((heads, period) => state.staff[group.name]?.[period] ?? heads) : null;
    const planned = run ? perDay(run.planned) : null;
    if (!staff && !planned) continue;
    chart.update({
      staff, saved, periodSeconds: controls.periodSeconds, planned, busy: run ? perDay(run.busy) : null,
    });
  }
}

// ---- controls ----

function slider(id, label, { min, max, step, value, format, apply }) {
  const field = make("input", { type: "range", id, min, max, step, value });
  const output = make("output", { htmlFor: id, textContent: format(value) });
  field.addEventListener("input", () => {
    output.textContent = format(Number(field.value));
    change(id, (state) => apply(state, Number(field.value)));
  });
  return make("div", { className: "control" }, make("label", { htmlFor: id, textContent: label }), output, field);
}

function times(id, label, value, { from = 0, to = 86400 } = {}) {
  const step = Math.max(controls.periodSeconds, 1800);
  const field = make("select", { id, ariaLabel: label });
  for (let second = from; second <= to; second += step) field.append(new Option(clock(second), second));
  if (![...field.options].some((option) => Number(option.value) === value)) field.append(new Option(clock(value), value));
  field.value = value;
  return field;
}

function makeControls() {
  const type = controls.contactTypes.find((each) => each.name === state.type) || controls.contactTypes[0];
  const parts = [demandControl()];
  const section = make("section", { className: "ofType" }, make("h3", { textContent: type.name }));
  const set = state.types[type.name] || {};
  const store = (state, key, value, neutral) => {
    const entry = state.types[type.name] || (state.types[type.name] = {});
    if (value === neutral) delete entry[key];
    else entry[key] = value;
    if (!Object.keys(entry).length) delete state.types[type.name];
  };
  if (type.patience !== null) {
    section.append(slider("patience", say("patience"), {
      min: 0.25, max: 4, step: 0.05, value: set.patience ?? 1, format: (value) => `${value.toFixed(2)} · ${length(value * type.patience)}`,
      apply: (state, value) => store(state, "patience", value, 1),
    }));
  }
  if (type.offerAbove !== null) {
    section.append(slider("offer", say("offer"), {
      min: 0, max: 900, step: 15, value: set.offer ?? type.offerAbove, format: length,
      apply: (state, value) => store(state, "offer", value, type.offerAbove),
    }));
  }
  for (const group of controls.agentGroups) {
    const skill = group.skills.find((each) => each.contactType === type.name);
    if (!skill || type.channel !== "chat") continue;
    const value = state.concurrency[group.name]?.[type.name]?.concurrency ?? skill.concurrency;
    section.append(slider(`concurrency-${group.name}`, `${say("concurrency")}: ${group.name}`, {
      min: 1, max: 8, step: 1, value, format: String,
      apply: (state, count) => {
        const skills = state.concurrency[group.name] || (state.concurrency[group.name] = {});
        if (count === skill.concurrency) delete skills[type.name];
        else {
          // The whole skill: it may be written as a rank alone.
          const { rank, after, whenIdle } = skill;
          skills[type.name] = { rank, concurrency: count, slowdown: slowdown(skill.slowdown, count), after: `${after}s`, whenIdle };
        }
        if (!Object.keys(skills).length) delete state.concurrency[group.name];
      },
    }));
  }
  const hours = controls.hours.find((each) => each.name === type.hours);
  if (hours && hours.spans.length) section.append(hoursControl(hours));
  if (section.childNodes.length > 1) parts.push(section);
  find("controls").replaceChildren(...parts);
}

/** With more at once than the scenario tells of, each one more slows down as much as the last did. */
function slowdown(known, count) {
  const last = known[known.length - 1];
  const more = known.length > 1 ? Math.max(0, last - known[known.length - 2]) : 0.2;
  return Array.from({ length: count }, (_, index) =>
    index < known.length ? known[index] : Math.round((last + more * (index - known.length + 1)) * 1000) / 1000);
}

const length = (seconds) =>
  seconds >= 120 ? `${+(seconds / 60).toFixed(1)} ${say("minutes")}` : `${Math.round(seconds)} ${say("seconds")}`;

function demandControl() {
  const demand = state.demand || { type: "", factor: 1, from: 0, to: 0 };
  const set = (part) => change("demand", (state) => {
    const next = { type: "", factor: 1, from: 0, to: 0, ...state.demand, ...part };
    state.demand = next.factor === 1 ? null : next;
    Object.assign(demand, next);
  });
  const field = slider("demand", say("demandFactor"), {
    min: 0.2, max: 4, step: 0.05, value: demand.factor, format: (value) => value.toFixed(2),
    apply: (state, factor) => {
      const next = { ...demand, factor };
      Object.assign(demand, next);
      state.demand = factor === 1 ? null : next;
    },
  });
  const from = times("demandFrom", say("from"), demand.from, { to: 84600 });
  const to = times("demandTo", say("to"), demand.to || 86400, { from: 1800 });
  const type = make("select", { id: "demandType", ariaLabel: say("onlyType") }, new Option(say("allTypes"), ""),
    ...controls.contactTypes.filter((each) => each.hasArrivals).map((each) => new Option(each.name, each.name)));
  type.value = demand.type;
  const moved = () => {
    const [start, end] = [Number(from.value), Number(to.value)];
    const isAllDay = start === 0 && end === 86400;
    set({ type: type.value, from: isAllDay ? 0 : start, to: isAllDay ? 0 : end });
  };
  for (const each of [from, to, type]) each.addEventListener("change", moved);
  return make("section", {}, make("h3", { textContent: say("demand") }), field,
    make("div", { className: "row" }, make("label", { htmlFor: "demandType", textContent: say("onlyType") }), type),
    make("div", { className: "row" }, make("label", { htmlFor: "demandFrom", textContent: say("from") }), from,
      make("label", { htmlFor: "demandTo", textContent: say("to") }), to));
}

/** The weekdays of a span, Monday is 0; nothing for the whole week. */
function weekdayNames({ first, last }) {
  if (first === 0 && last === 6) return "";
  const name = (day) => new Date(Date.UTC(2024, 0, 1 + day)).toLocaleDateString(texts.language, { weekday: "short", timeZone: "UTC" });
  return first === last ? name(first) : `${name(first)}–${name(last)}`;
}

function hoursControl(hours) {
  const spans = structuredClone(state.hours[hours.name] || hours.spans);
  const rows = spans.flatMap((span, index) => span.ranges.map((range, part) => {
    const suffix = index + part ? `-${index}-${part}` : "";
    const days = weekdayNames(span);
    const from = times(`hoursFrom${suffix}`, `${days} ${say("from")}`.trim(), range[0], { to: 84600 });
    const to = times(`hoursTo${suffix}`, `${days} ${say("to")}`.trim(), range[1], { from: 1800 });
    const moved = () => {
      const [start, end] = [Number(from.value), Number(to.value)];
      if (end <= start) return;
      range.splice(0, 2, start, end);
      change(`hours${suffix}`, (state) => {
        if (JSON.stringify(spans) === JSON.stringify(hours.spans)) delete state.hours[hours.name];
        else state.hours[hours.name] = structuredClone(spans);
      });
    };
    for (const each of [from, to]) each.addEventListener("change", moved);
    return make("div", { className: "row" }, ...(days ? [make("span", { className: "days", textContent: days })] : []),
      make("label", { htmlFor: from.id, textContent: say("from") }), from, make("label", { htmlFor: to.id, textContent: say("to") }), to);
  }));
  return make("fieldset", { className: "control" }, make("legend", { textContent: `${say("hours")}: ${hours.name}` }), ...rows);
}

function chooseType(name) {
  if (!controls.contactTypes.some((each) => each.name === name)) return;
  state.type = name;
  find("type").value = name;
  writeAddress();
  makeControls();
  simulate();
}

// ---- opening a scenario ----

async function open() {
  const mine = ++opening;
  outdate();
  find("status").textContent = say("simulating");
  const overlays = state.overlays;
  let loaded;
  for (;;) {
    try {
      loaded = await askJSON("/v1/planner/controls", { ...question(), changes: state.plan });
      break;
    } catch (error) {
      if (mine !== opening) return;
      if (error instanceof Refused && error.status !== 503) {
        [controls, picture, opened] = [null, null, mine];
        for (const place of document.querySelectorAll("[data-piece], #groups, #controls")) place.replaceChildren();
        find("type").replaceChildren();
        show(error);
        return;
      }
      find("status").textContent = say("offline");
      await sleep(1000);
    }
  }
  if (mine !== opening) return;
  [controls, picture, opened] = [loaded, null, mine];
  if (!controls.contactTypes.some((each) => each.name === state.type)) {
    const busiest = controls.contactTypes.find((each) => each.hasPromise && each.hasArrivals);
    state.type = (busiest || controls.contactTypes[0]).name;
  }
  find("type").replaceChildren(...controls.contactTypes.map((each) => new Option(each.name, each.name)));
  find("type").value = state.type;
  find("schedule").disabled = !controls.agentGroups.some((group) => group.hasPatterns);
  const boxes = controls.overlaysDefined.map((name, index) => {
    const box = make("input", { type: "checkbox", id: `overlay-${index}`, checked: overlays.includes(name), value: name });
    box.addEventListener("change", () => {
      past.push(JSON.stringify(state));
      state.overlays = controls.overlaysDefined.filter((each) => each === name ? box.checked : state.overlays.includes(each));
      open();
    });
    return make("label", { htmlFor: box.id }, box, name);
  });
  const fieldset = find("overlays");
  fieldset.replaceChildren(fieldset.querySelector("legend"), ...boxes);
  fieldset.hidden = boxes.length === 0;
  makeControls();
  makeStaff();
  changed();
}

async function openDropped(file) {
  dropped = { name: file.name, text: await file.text() };
  state = fresh();
  past = [];
  let option = find("scenario").querySelector("[data-dropped]");
  if (!option) find("scenario").prepend(option = make("option"));
  option.dataset.dropped = "";
  option.value = "";
  option.textContent = file.name;
  find("scenario").value = "";
  open();
}

async function begin() {
  let list;
  for (;;) {
    try {
      list = (await askJSON("/v1/planner/scenarios")).scenarios.map((each) => each.file);
      break;
    } catch (error) {
      if (error instanceof Refused) return show(error);
      find("status").textContent = say("offline");
      await sleep(1000);
    }
  }
  find("scenario").replaceChildren(...list.map((file) => new Option(file, file)));
  const shared = readAddress();
  state = shared || fresh();
  if (!state.file) state.file = list.includes("card-platform.yaml") ? "card-platform.yaml" : list[0] ?? null;
  find("scenario").value = state.file;
  if (state.file) open();
  else find("status").textContent = say("dropHere");
}

// ---- searches ----

let job = null;

async function search(kind) {
  find("found").hidden = true;
  const buttons = [find("staff"), find("schedule")];
  buttons.forEach((button) => { button.disabled = true; });
  find("cancel").hidden = false;
  const progress = find("progress");
  try {
    job = await askJSON("/v1/planner/jobs", question({ kind, aim: find("aim").value }));
    while (job.state === "waiting" || job.state === "running") {
      const cost = (value) => value === null ? "–" : Math.round(value).toLocaleString("en");
      progress.textContent = job.state === "waiting" ? say("jobWaiting")
        : kind === "staff" ? say("jobStaff", { n: job.steps.toLocaleString("en") })
        : say("jobSchedule", { n: job.steps, c: cost(job.cost), b: cost(job.bound) });
      await sleep(500);
      try {
        job = await askJSON(`/v1/planner/jobs/${encodeURIComponent(job.id)}`);
      } catch (error) {
        if (error instanceof Refused) throw error;
        progress.textContent = say("offline");
      }
    }
    if (job.state === "done") {
      progress.textContent = say("jobDone");
      find("found").hidden = false;
      find("found").querySelector("pre").textContent = job.text;
    } else {
      progress.textContent = job.state === "cancelled" ? say("jobCancelled") : say("jobFailed") + job.text;
    }
  } catch (error) {
    progress.textContent = error.status === 404 && job ? say("jobLost") : say("jobFailed") + [error.message, ...(error.mistakes || [])].join(" ");
  }
  find("cancel").hidden = true;
  find("staff").disabled = false;
  find("schedule").disabled = !controls?.agentGroups.some((group) => group.hasPatterns);
}

function usePlan() {
  past.push(JSON.stringify(state));
  state.plan = job.changes;
  [state.staff, state.shifts] = [{}, {}];
  open();
}

// ---- files ----

function download(name, text, type) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const baseName = () => (dropped ? dropped.name : state.file).replace(/\.[^.]+$/, "");

async function file(format, ending) {
  find("status").textContent = say("making");
  try {
    const answer = await ask("/v1/planner/file", question({ format, replications: Math.max(100, picture?.replications || 0) }));
    download(`${baseName()}.${ending}`, await answer.text(), answer.headers.get("Content-Type"));
    find("status").textContent = "";
  } catch (error) {
    show(error);
  }
}

/** A scenario file that changes another: it can be simulated as it is. */
function overlayText() {
  const quoted = (value) => JSON.stringify(value);
  const base = dropped ? dropped.name : state.file;
  return [
    `# Changes to ${base}, made on the planner's page. Put it beside that file and simulate it as it is.`,
    "version: 1", `base: ${quoted(base)}`, `name: ${quoted(`${controls.name}, changed`)}`,
    ...(state.overlays.length ? [`with: ${quoted(state.overlays)}`] : []),
    "changes:", ...changes().map((each) => `  - ${quoted(each)}`), "",
  ].join("\n");
}

// ---- beginning ----

if (find("scenario")) {
  find("scenario").addEventListener("change", () => {
    if (find("scenario").value === "") return;
    dropped = null;
    [state, past] = [{ ...fresh(), file: find("scenario").value }, []];
    open();
  });
  find("drop").addEventListener("change", () => { if (find("drop").files[0]) openDropped(find("drop").files[0]); });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) openDropped(event.dataTransfer.files[0]);
  });
  find("type").addEventListener("change", () => chooseType(find("type").value));
  find("undo").addEventListener("click", () => {
    if (!past.length) return;
    state = JSON.parse(past.pop());
    lastChange.key = null;
    open();
  });
  find("reset").addEventListener("click", () => {
    past.push(JSON.stringify(state));
    state = { ...fresh(), file: state.file, overlays: state.overlays, type: state.type };
    open();
  });
  find("replay").addEventListener("click", () => {
    if (dropped) sessionStorage.setItem("waitline.dropped", JSON.stringify(dropped));
  });
  find("share").addEventListener("click", async () => {
    if (dropped) { find("status").textContent = say("notShared"); return; }
    try {
      await navigator.clipboard.writeText(location.href);
      find("status").textContent = say("copied");
    } catch {
      find("status").textContent = say("linkHere");
    }
  });
  find("save").addEventListener("click", () => {
    if (!controls || !changes().length) { find("status").textContent = say("nothingChanged"); return; }
    const name = `${baseName()}-changed.yaml`;
    download(name, overlayText(), "application/yaml");
    find("status").textContent = say("saved", { f: name });
  });
  find("report").addEventListener("click", () => file("report", "html"));
  find("csv").addEventListener("click", () => file("periods", "csv"));
  find("staff").addEventListener("click", () => search("staff"));
  find("schedule").addEventListener("click", () => search("schedule"));
  find("cancel").addEventListener("click", () => job && askJSON(`/v1/planner/jobs/${encodeURIComponent(job.id)}/cancel`, {}).catch(() => {}));
  find("apply").addEventListener("click", usePlan);
  document.querySelector("[data-piece=promises]").addEventListener("click", (event) => {
    const card = event.target.closest("[data-type]");
    if (card) chooseType(card.dataset.type);
  });
  window.addEventListener("hashchange", () => { const read = readAddress(); if (read) { state = read; dropped = null; find("scenario").value = state.file; open(); } });
  begin();
}
