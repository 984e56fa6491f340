// One-key deeds: an element names its key (data-key). J and K walk through [data-row]. G and then the first letter of an
// entry of the navigation goes there, ? to the list of keys. Never in fields or dialogs.
const GOING_MS = 1500;
let goingUntil = 0;
const TYPING = "textarea, select, input:not([type=checkbox]):not([type=radio]), [contenteditable], dialog";
const visible = (element) => element.offsetParent !== null;

function walk(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter(visible);
  if (!rows.length) return;
  const at = rows.indexOf(document.activeElement.closest("[data-row]"));
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
  (next.querySelector("a, button") ?? next).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey || event.target.closest(TYPING)) return;
  if (event.timeStamp < goingUntil) {
    goingUntil = 0;
    return document.querySelector(`[data-go="${CSS.escape(event.key)}"]`)?.click();
  }
  if (event.key === "g") {
    goingUntil = event.timeStamp + GOING_MS;
    return;
  }
  if (event.key === "?") return location.assign("/help/#keys");
  if ("jk".includes(event.key) && document.querySelector("[data-row]")) return walk(event.key === "j" ? 1 : -1);
  if (event.key === "/") {
    const find = document.querySelector("input[type=search]");
    if (find) {
      event.preventDefault();
      find.focus();
    }
    return;
  }
  const wanted = [...document.querySelectorAll("[data-key]")].find((e) => e.dataset.key === event.key && visible(e));
  if (wanted) {
    event.preventDefault();
    wanted.focus();
    wanted.click();
  }
});
