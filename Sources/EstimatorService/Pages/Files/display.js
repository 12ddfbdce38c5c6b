// A token for the display stands behind the # of the address: that part is sent to nobody and logged nowhere.
(() => {
  "use strict";
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) return;
  document.querySelector("waitline-wait")?.setAttribute("token", token);
  for (const link of document.querySelectorAll("a[data-keeps-token]")) link.hash = location.hash;
})();
