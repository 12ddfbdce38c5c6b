// Keeps the compliance page up to date, and sends a token along where the server wants one. The page itself is made by the
// server: without this script it is as good, only not fresh.
(() => {
  "use strict";
  const every = 15_000;
  // Behind # an address is sent to nobody; the tab remembers it.
  const hash = new URLSearchParams(location.hash.slice(1)).get("token");
  if (hash) {
    sessionStorage.setItem("token", hash);
    history.replaceState(null, "", location.pathname + location.search);
  }
  const token = () => sessionStorage.getItem("token");
  let loading = null;

  /** Fetches the page at an address and takes over what it says. */
  async function load(address, { push = false, isQuiet = false } = {}) {
    loading?.abort();
    const own = loading = new AbortController();
    const late = document.querySelector("#late");
    try {
      const headers = token() ? { Authorization: `Bearer ${token()}` } : {};
      const answer = await fetch(address, { headers, signal: own.signal, cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok) sessionStorage.removeItem("token");
      if (push) history.pushState(null, "", address);
      take(page, isQuiet);
      late.hidden = true;
    } catch {
      if (own.signal.aborted) return;
      late.textContent = late.dataset.text;
      late.hidden = false;
    }
  }

  /** Puts in what is new; what is unfolded stays so, and the focus stays where it is. */
  function take(page, isQuiet) {
    const opened = [...document.querySelectorAll("main details")].map(d => d.open);
    const path = isQuiet ? place(document.activeElement) : null;
    const scrolled = [...document.querySelectorAll("main .scroll")].map(s => s.scrollLeft);
    for (const part of ["header.top", "main", "footer"]) {
      const now = document.querySelector(part), next = page.querySelector(part);
      if (next && now.innerHTML !== next.innerHTML) now.replaceChildren(...next.childNodes);
    }
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    if (!isQuiet) return;
    document.querySelectorAll("main details").forEach((d, i) => { d.open = Boolean(opened[i]); });
    document.querySelectorAll("main .scroll").forEach((s, i) => { s.scrollLeft = scrolled[i] ?? 0; });
    path?.reduce((at, index) => at?.children[index], document.querySelector("main"))?.focus({ preventScroll: true });
  }

  /** The way from <main> to an element, as indices. */
  function place(element) {
    const main = document.querySelector("main");
    if (!element || element === main || !main.contains(element)) return null;
    const path = [];
    for (let at = element; at !== main; at = at.parentElement) path.unshift([...at.parentElement.children].indexOf(at));
    return path;
  }

  document.addEventListener("click", event => {
    const link = event.target.closest("main a, footer a");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    load(link.href, { push: true }).then(() => document.querySelector(link.hash || "main")?.scrollIntoView());
  });
  document.addEventListener("submit", event => {
    event.preventDefault();
    sessionStorage.setItem("token", event.target.querySelector("input").value.trim());
    load(location.href);
  });
  addEventListener("popstate", () => load(location.href));
  const refresh = () => {
    if (!document.hidden && !document.querySelector("main form")) load(location.href, { isQuiet: true });
  };
  setInterval(refresh, every);
  document.addEventListener("visibilitychange", refresh);
  if (token()) load(location.href);
})();
