// Live hints: an element with data-live="url" asks that address; when its answer changes, the element gets the event
// "live" and refetches itself (hx-trigger="live"), so that permissions are checked per reader. Quiet while the tab is
// hidden, a card is under way, a dialog is open or somebody writes. A hint that fails is simply asked for again later.
const EVERY_MS = 10_000;
const seen = new Map();

function busy() {
  return document.hidden || document.querySelector("[data-busy], .drag, .ghost, dialog[open]")
    || document.activeElement?.matches("textarea, input, select");
}

async function ask(element) {
  const url = element.dataset.live;
  const headers = seen.has(url) ? { "If-None-Match": seen.get(url) } : {};
  const answer = await fetch(url, { headers, cache: "no-store" });
  if (!answer.ok) return;
  const tag = answer.headers.get("ETag") ?? await answer.text();
  if (seen.has(url) && seen.get(url) !== tag) element.dispatchEvent(new CustomEvent("live", { bubbles: true }));
  seen.set(url, tag);
}

setInterval(() => {
  if (!busy()) document.querySelectorAll("[data-live]").forEach((element) => ask(element).catch(() => {}));
}, EVERY_MS);
