// Names for what Django's administration leaves unnamed to those who listen: set once the page has built its widgets.
const hide = (text) => Object.assign(document.createElement("span"), { className: "vh", textContent: text });

const named = (field) => field.labels?.length || field.getAttribute("aria-label") || field.getAttribute("aria-labelledby");

// What stands over or before a field: its column's head in a table, else the label or legend of its row.
const title = (field) => {
  const cell = field.closest("td");
  const head = cell && cell.closest("table")?.tHead?.rows[0]?.cells[cell.cellIndex];
  return (head || field.closest(".form-row, fieldset")?.querySelector("label, legend"))?.textContent.trim().replace(/:$/, "") || "";
};

const nameFields = (root) => {
  const fields = root.querySelectorAll("input:not([type=hidden]):not([type=submit]), select, textarea");
  for (const field of fields) {
    if (!named(field)) field.setAttribute("aria-label", [title(field), field.previousSibling?.textContent?.trim()].filter(Boolean).join(" ") || field.name);
  }
  for (const box of root.querySelectorAll(".select2-selection")) {
    const select = box.closest(".related-widget-wrapper, td, div")?.querySelector("select");
    const label = (select?.labels?.[0]?.textContent || select?.getAttribute("aria-label") || "").trim().replace(/:$/, "");
    if (!label) continue;
    box.removeAttribute("aria-labelledby");
    for (const part of [box, box.querySelector("[role=textbox]")]) part?.setAttribute("aria-label", label);
  }
};

// Whoever can't drag a wide table can move it by the arrow keys, once it can be reached.
const reach = (root) => {
  for (const box of root.querySelectorAll(".tabular.inline-related, .tabular fieldset.module")) {
    const stops = [...box.querySelectorAll("a[href], input:not([type=hidden]), select, textarea, button")];
    if (!stops.some((each) => each.checkVisibility({ visibilityProperty: true }))) box.tabIndex = 0;
  }
};

// The words of this module, in the page's language.
const words = document.querySelector("meta[name=words]").dataset;

const nameRest = (root) => {
  for (const head of root.querySelectorAll("th:empty")) head.append(hide(words.entry));
  for (const link of root.querySelectorAll("#changelist-filter a:empty")) link.append(words.empty);
  for (const icon of root.querySelectorAll("span.help-tooltip[aria-label], span.help[aria-label]")) icon.setAttribute("role", "img");
};

const name = (root) => {
  nameFields(root);
  nameRest(root);
  reach(root);
};

// Django builds its choice fields whenever jQuery is ready, before or after the page has loaded.
const isChoice = (node) => node.classList?.contains("select2-container");
new MutationObserver((seen) => {
  if (seen.some((change) => [...change.addedNodes].some(isChoice))) name(document);
}).observe(document.body, { childList: true, subtree: true });
window.addEventListener("load", () => name(document));
document.addEventListener("formset:added", (event) => setTimeout(() => name(event.target)));
