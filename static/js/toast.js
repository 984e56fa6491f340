// Toasts: the server sends them; this module closes them, and says what went wrong where nothing came back.
const SHOWN_MS = 8000;

// The place of toasts; it carries the words of what this module says by itself.
const shelf = () => document.getElementById("toasts");

function fade(toast) {
  if (!toast.classList.contains("bad")) setTimeout(() => toast.remove(), SHOWN_MS);
}

function say(text, tone) {
  const toast = document.createElement("div");
  toast.className = tone === "bad" ? "tst bad" : "tst";
  toast.setAttribute("role", tone === "bad" ? "alert" : "status");
  const words = document.createElement("span");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.dataset.toastClose = "";
  close.textContent = shelf()?.dataset.close ?? "";
  toast.append(words, close);
  shelf()?.append(toast);
}

document.addEventListener("toast", (event) => say(event.detail.text, event.detail.tone));
document.addEventListener("click", (event) => event.target.closest("[data-toast-close]")?.closest(".tst").remove());
document.addEventListener("htmx:sendError", () => say(shelf()?.dataset.unreached, "bad"));
document.addEventListener("htmx:timeout", () => say(shelf()?.dataset.late, "bad"));
document.addEventListener("htmx:responseError", (event) => {
  const answer = event.detail.xhr;
  if (answer.getResponseHeader("HX-Trigger") || answer.getResponseHeader("HX-Redirect")) return;
  say(shelf()?.dataset.failed.replace("{status}", answer.status), "bad");
});

// What a redirect brought along stood there before the page was read: only a later change is announced.
function announce() {
  const brought = [...shelf().querySelectorAll(".tst > span")].map((words) => words.textContent);
  const place = document.getElementById("live");
  if (place && brought.length) setTimeout(() => { place.textContent = brought.join(" "); }, 300);
}

if (shelf()) {
  announce();
  shelf().querySelectorAll(".tst").forEach(fade);
  new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach((node) => node.classList && fade(node));
  }).observe(shelf(), { childList: true });
}
