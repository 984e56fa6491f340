// The board: a card moves at once and goes back if the server says no. Sortable comes first on the page.
const LIMIT_MS = 10_000;
const live = (text) => { const place = document.getElementById("live"); if (place) place.textContent = text; };
const warn = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone: "bad" } }));
// A sentence of the board in the reader's language: its places are filled in.
const said = (words, places) => document.querySelector("[data-board]").dataset[words].replace(/\{(\w+)\}/g, (_, place) => places[place]);
const column = (element) => element.closest("[data-column]");
const list = (col) => col.querySelector("[data-list]");

function recount(col, change) {
  const place = col.querySelector("[data-count]");
  const now = Number(place.textContent);
  if (!Number.isNaN(now)) place.textContent = String(now + change);
  const none = col.querySelector(".none:not(rect)");
  if (none) none.hidden = list(col).children.length > 0;
}

function putBack(card, from, to, index) {
  list(from).insertBefore(card, list(from).children[index] ?? null);
  recount(from, 1);
  recount(to, -1);
}

// The server's sentence: from its toast, or from a problem document.
function sentence(answer) {
  const trigger = answer.headers.get("HX-Trigger");
  return trigger ? JSON.parse(trigger).toast?.text : "";
}

async function send(card, to, after) {
  const body = new FormData();
  body.set("to", to.dataset.column);
  body.set("version", card.dataset.version);
  if (after) body.set("after", after);
  const headers = { "HX-Request": "true", "X-CSRFToken": card.closest("[data-board]").dataset.csrf };
  return fetch(card.dataset.moveUrl, { method: "POST", body, headers, redirect: "manual", signal: AbortSignal.timeout(LIMIT_MS) });
}

// 200: the server's card and heads replace ours. 422: it asks for more in a dialog; cancel puts the card back.
async function move(card, from, to, index) {
  const name = card.querySelector("[data-name]").dataset.name;
  let stale = false;
  recount(from, -1);
  recount(to, 1);
  card.dataset.busy = "";
  try {
    const answer = await send(card, to, card.previousElementSibling?.id);
    const html = await answer.text();
    if (answer.status === 422 && html.includes("<dialog")) return ask(html, () => { putBack(card, from, to, index); focusOn(card); });
    if (answer.status === 409) stale = true;
    if (!answer.ok) throw new Error(sentence(answer) || said("refused", { name }));
    if (html.trim()) htmx.swap(`#${CSS.escape(card.id)}`, html, { swapStyle: "outerHTML" });
    live(said("moved", { name, milestone: to.dataset.title }));
  } catch (problem) {
    putBack(card, from, to, index);
    const text = problem instanceof TypeError || problem.name === "TimeoutError"
      ? said("unanswered", { name, milestone: from.dataset.title }) : problem.message;
    warn(text);
    live(text);
  } finally {
    delete card.dataset.busy;
    // The board is older than what the server knows: show it as it is now.
    if (stale) card.closest("[data-board]").dispatchEvent(new CustomEvent("live"));
  }
}

// The cards' links by which the keyboard reaches them.
const focusOn = (card) => document.querySelector(`#${CSS.escape(card.id)} .name`)?.focus();

// A move by key or menu: the card goes first of its new column, and the focus stays with it.
function shift(card, to) {
  const from = column(card);
  const index = [...list(from).children].indexOf(card);
  list(to).prepend(card);
  return move(card, from, to, index).then(() => focusOn(card));
}

// A form that the server asks for before the move: shown as a dialog; whatever closes it unsent is a "no".
function ask(html, cancelled) {
  const holder = document.createElement("div");
  document.body.append(holder);
  htmx.swap(holder, html, { swapStyle: "innerHTML" });
  const dialog = holder.querySelector("dialog");
  let sent = false;
  dialog.addEventListener("submit", () => { sent = true; });
  dialog.addEventListener("close", () => { if (!sent) { cancelled(); holder.remove(); } });
  if (!dialog.open) dialog.showModal();
}

function arm(board) {
  if ("armed" in board.dataset) return;
  board.dataset.armed = "";
  const coarse = matchMedia("(pointer: coarse)").matches;
  board.querySelectorAll("[data-list]").forEach((element) => new Sortable(element, {
    group: "board", draggable: "[data-move-url]:not([data-busy])", handle: coarse ? ".grip" : undefined,
    filter: "a, input, .menu-pop", preventOnFilter: false,
    animation: 140, ghostClass: "ghost", dragClass: "drag", delayOnTouchOnly: true, delay: 120,
    onEnd: (event) => {
      const from = column(event.from), to = column(event.to);
      if (from !== to) move(event.item, from, to, event.oldDraggableIndex);
    },
  }));
}

document.addEventListener("keydown", (event) => {
  if (!["[", "]"].includes(event.key) || event.metaKey || event.ctrlKey) return;
  if (event.target.closest("textarea, select, dialog, input:not(.pick)")) return;
  const card = document.activeElement.closest("[data-move-url]");
  if (!card || "busy" in card.dataset) return;
  const from = column(card);
  const to = event.key === "]" ? from.nextElementSibling : from.previousElementSibling;
  if (!to || !list(to)) return;
  shift(card, to);
});

// The menu of a card posts a form; with a column to move to on the page, the card moves there as if it were dragged.
document.addEventListener("submit", (event) => {
  const card = event.target.closest("[data-menu]") && event.target.closest("[data-move-url]");
  const to = card && document.getElementById(`col-${event.submitter?.value}`);
  if (!to || !list(to) || "busy" in card.dataset) return;
  event.preventDefault();
  event.target.closest("[data-menu]").hidePopover();
  shift(card, to);
});

document.querySelectorAll("[data-board]").forEach(arm);
document.addEventListener("htmx:afterSettle", (event) => {
  event.target.parentElement?.querySelectorAll("[data-board]").forEach(arm);
});
