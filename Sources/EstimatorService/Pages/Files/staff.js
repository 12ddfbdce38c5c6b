"use strict";
// The staff of a group by period as bars that can be dragged, over the load that they have to cover.

class StaffChart {
  /** `onChange(period, heads)` is called while a bar is dragged; `words(name, parts)` translates. */
  constructor(group, words, onChange) {
    this.group = group;
    this.words = words;
    this.onChange = onChange;
    this.height = 150;
    this.selected = 0;
    this.data = null;
    this.root = document.createElement("div");
    this.root.className = "staff";
    this.svg = StaffChart.node("svg", { class: "chart staffchart", height: this.height });
    this.edit = document.createElement("div");
    this.edit.className = "edit";
    this.table = document.createElement("details");
    this.table.className = "data";
    this.key = document.createElement("ul");
    this.key.className = "legend";
    this.root.append(this.svg, this.key, this.edit, this.table);
    this.plane = StaffChart.node("g", {});
    this.svg.append(this.plane);
    this.slider = null;
  }

  static node(name, attributes, text) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    return node;
  }

  /** data: staff (editable heads, or null), saved, planned, busy: one number a period of a day; periodSeconds. */
  update(data) {
    this.data = data;
    if (!this.slider && data.staff) this.makeEditable();
    this.draw();
  }

  clock(period) {
    const seconds = period * this.data.periodSeconds;
    const two = (number) => String(number).padStart(2, "0");
    return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  }

  makeEditable() {
    // One stop for the keyboard: left and right choose a period, up and down change its heads.
    this.slider = StaffChart.node("rect", {
      class: "handle", role: "slider", tabindex: 0, width: "100%", height: this.height, "aria-orientation": "vertical",
      "aria-valuemin": 0,
    });
    this.slider.addEventListener("keydown", (event) => this.key_(event));
    this.slider.addEventListener("pointerdown", (event) => this.drag(event));
    this.slider.addEventListener("focus", () => this.draw());
    this.slider.addEventListener("blur", () => this.draw());
    this.svg.append(this.slider);
    const label = document.createElement("label");
    this.period = document.createElement("select");
    this.period.addEventListener("change", () => { this.selected = Number(this.period.value); this.draw(); });
    this.number = document.createElement("input");
    this.number.type = "number";
    this.number.min = 0;
    this.number.max = 9999;
    this.number.addEventListener("input", () => {
      const heads = Math.round(Number(this.number.value));
      if (this.number.value !== "" && heads >= 0 && heads <= 9999) this.onChange(this.selected, heads);
    });
    this.period.setAttribute("aria-label", `${this.group}: ${this.words("period")}`);
    this.number.setAttribute("aria-label", `${this.group}: ${this.words("scheduled")}`);
    label.textContent = this.words("scheduled");
    this.number.id = label.htmlFor = `heads-${StaffChart.count = (StaffChart.count || 0) + 1}`;
    this.edit.append(this.period, label, this.number);
  }

  key_(event) {
    const step = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 }[event.key];
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const count = this.data.staff.length;
    if (step) this.onChange(this.selected, Math.max(0, this.data.staff[this.selected] + step));
    else if (move) this.selected = (this.selected + move + count) % count;
    else if (event.key === "Home") this.selected = 0;
    else if (event.key === "End") this.selected = count - 1;
    else return;
    event.preventDefault();
    this.draw();
  }

  drag(event) {
    event.preventDefault();
    this.slider.focus({ preventScroll: true });
    const box = this.slider.getBoundingClientRect();
    const count = this.data.staff.length;
    this.selected = Math.min(count - 1, Math.max(0, Math.floor((event.clientX - box.left) / box.width * count)));
    // The scale stays as it was when the drag began, or bars would run away from the pointer.
    this.frozen = this.upper();
    const set = (at) => {
      const heads = Math.max(0, Math.round((1 - (at.clientY - box.top) / box.height) * this.frozen));
      if (heads !== this.data.staff[this.selected]) this.onChange(this.selected, heads);
    };
    const move = (at) => { at.preventDefault(); set(at); };
    const end = () => {
      this.slider.removeEventListener("pointermove", move);
      this.frozen = null;
      this.draw();
    };
    this.slider.setPointerCapture(event.pointerId);
    this.slider.addEventListener("pointermove", move);
    this.slider.addEventListener("pointerup", end, { once: true });
    this.slider.addEventListener("pointercancel", end, { once: true });
    set(event);
  }

  upper() {
    const { staff, saved, planned, busy } = this.data;
    const highest = Math.max(1, ...(staff || []), ...(saved || []), ...(planned || []), ...(busy || []));
    const wanted = highest * 1.15;
    const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000].find((step) => wanted / step <= 5) || 5000;
    this.step = step;
    return Math.ceil(wanted / step) * step;
  }

  draw() {
    const { staff, saved, planned, busy } = this.data;
    const count = (staff || planned).length, height = this.height;
    const upper = this.frozen || this.upper();
    const y = (value) => height * (1 - Math.min(1, value / upper));
    const x = (period) => `${(period / count * 100).toFixed(3)}%`;
    const width = `${(100 / count).toFixed(3)}%`;
    const parts = [];
    for (let tick = 0; tick <= upper + 1e-9; tick += this.step) {
      parts.push(StaffChart.node("line", { class: tick ? "grid" : "base", x2: "100%", y1: y(tick), y2: y(tick) }));
      parts.push(StaffChart.node("text", { class: "y", x: -8, y: y(tick), dy: ".32em" }, String(tick)));
    }
    for (let hour = 0; hour <= 24; hour += 3) {
      const at = hour / 24 * 100;
      parts.push(StaffChart.node("line", { class: "tick", x1: `${at}%`, x2: `${at}%`, y1: height, y2: height + 5 }));
      parts.push(StaffChart.node("text", { class: hour % 6 ? "x minor" : "x", x: `${at}%`, y: height + 19 },
        `${String(hour).padStart(2, "0")}:00`));
    }
    for (let period = 0; period < count; period++) {
      if (staff && saved && saved[period] !== staff[period]) {
        parts.push(StaffChart.node("rect", { class: "ghost", x: x(period), width, y: y(saved[period]), height: height - y(saved[period]) }));
      }
      if (staff) {
        parts.push(StaffChart.node("rect", {
          class: period === this.selected && document.activeElement === this.slider ? "staffbar chosen" : "staffbar",
          x: x(period), width, y: y(staff[period]), height: height - y(staff[period]),
        }));
      }
      if (busy) {
        parts.push(StaffChart.node("rect", { class: "busy", x: x(period), width, y: y(busy[period]), height: height - y(busy[period]) }));
      }
      if (planned) {
        parts.push(StaffChart.node("line", { class: "duty", x1: x(period), x2: x(period + 1), y1: y(planned[period]), y2: y(planned[period]) }));
        if (period && planned[period] !== planned[period - 1]) {
          parts.push(StaffChart.node("line", { class: "duty", x1: x(period), x2: x(period), y1: y(planned[period - 1]), y2: y(planned[period]) }));
        }
      }
    }
    this.plane.replaceChildren(...parts);
    if (!this.slider) {
      this.svg.setAttribute("role", "img");
      this.svg.setAttribute("aria-label", this.group);
    } else {
      const said = this.words("heads", { g: this.group, c: this.clock(this.selected), n: staff[this.selected] });
      this.slider.setAttribute("aria-label", this.group);
      this.slider.setAttribute("aria-valuenow", staff[this.selected]);
      this.slider.setAttribute("aria-valuemax", Math.max(upper, staff[this.selected]));
      this.slider.setAttribute("aria-valuetext", said);
      if (this.period.options.length !== count) {
        this.period.replaceChildren(...staff.map((_, period) => new Option(this.clock(period), period)));
      }
      this.period.value = this.selected;
      if (document.activeElement !== this.number) this.number.value = staff[this.selected];
    }
    this.drawKey();
    this.drawTable();
  }

  drawKey() {
    const entry = (name, sign) => {
      const item = document.createElement("li");
      const mark = document.createElement("i");
      mark.className = sign;
      item.append(mark, this.words(name));
      return item;
    };
    const { staff, planned, busy } = this.data;
    this.key.replaceChildren(...[
      staff && entry("scheduled", "bar staffbar"), planned && entry("onDuty", "s2 line solid"), busy && entry("busy", "s1 area"),
    ].filter(Boolean));
  }

  drawTable() {
    if (!this.table.firstChild) {
      const summary = document.createElement("summary");
      summary.textContent = this.words("numbers");
      this.table.append(summary);
      this.table.addEventListener("toggle", () => this.drawTable());
    }
    while (this.table.childNodes.length > 1) this.table.lastChild.remove();
    if (!this.table.open) return;
    const { staff, planned, busy } = this.data;
    const columns = [["scheduled", staff], ["onDuty", planned], ["busy", busy]].filter((column) => column[1]);
    const scroll = document.createElement("div");
    scroll.className = "scroll";
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", this.group);
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    for (const name of [this.words("period"), ...columns.map((column) => this.words(column[0]))]) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = name;
      head.append(cell);
    }
    const body = table.createTBody();
    for (let period = 0; period < columns[0][1].length; period++) {
      const row = body.insertRow();
      const name = document.createElement("th");
      name.scope = "row";
      name.textContent = this.clock(period);
      row.append(name);
      for (const column of columns) row.insertCell().textContent = Math.round(column[1][period] * 10) / 10;
    }
    scroll.append(table);
    this.table.append(scroll);
  }
}
