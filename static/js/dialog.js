// Dialogs: an element names the dialog that it opens (data-dialog). Menus: placed below their button.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener && opener.getAttribute("aria-disabled") !== "true") {
    document.getElementById(opener.dataset.dialog)?.showModal();
  }
  event.target.closest("[data-dialog-close]")?.closest("dialog").close();
});

// A dialog that came with a swap opens by itself.
document.addEventListener("htmx:afterSettle", (event) => {
  const dialog = event.target.querySelector?.("dialog[data-show]");
  if (dialog && !dialog.open) dialog.showModal();
});

const GAP = 4;

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (event.newState !== "open" || !menu.matches("[data-menu]")) return;
  const button = document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`).getBoundingClientRect();
  const box = menu.getBoundingClientRect();
  const below = button.bottom + GAP + box.height <= innerHeight;
  menu.style.top = `${below ? button.bottom + GAP : Math.max(GAP, button.top - GAP - box.height)}px`;
  menu.style.left = `${Math.max(GAP, Math.min(button.left, innerWidth - box.width - 2 * GAP))}px`;
}, true);
