// The command menu: Ctrl or ⌘ with K, or its button. Results are links that come from the server; arrows walk through them,
// Enter in the field opens the first.
const menu = () => document.getElementById("palette");
const field = () => menu().querySelector("input");
const hits = () => [...menu().querySelectorAll("a.hit")];

function open() {
  if (!menu().open) menu().showModal();
  field().select();
  field().dispatchEvent(new Event("palette"));
}

function walk(step) {
  const all = hits();
  const at = all.indexOf(document.activeElement);
  (at + step < 0 ? field() : all[Math.min(all.length - 1, at + step)])?.focus();
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-palette]") || event.metaKey || event.ctrlKey || !menu()) return;
  event.preventDefault();
  open();
});
document.addEventListener("keydown", (event) => {
  if (!menu()) return;
  if (event.key === "k" && (event.metaKey || event.ctrlKey)) {
    event.preventDefault();
    open();
  } else if (menu().open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    walk(event.key === "ArrowDown" ? 1 : -1);
  }
});
document.addEventListener("submit", (event) => {
  if (event.target.parentElement !== menu() || !hits().length) return;
  event.preventDefault();
  hits()[0].click();
});
