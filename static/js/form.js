// Forms: one submit at a time; a refused one shows its summary; a button that is blocked says why and does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
});

addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

document.addEventListener("click", (event) => {
  if (event.target.closest("[aria-disabled='true']")) event.preventDefault();
}, true);

// Filters: a form that asks again as soon as an answer changes.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-instant]");
  if (form) form.requestSubmit();
});

// A file field names the chosen file.
document.addEventListener("change", (event) => {
  const field = event.target.closest(".drop input[type=file]");
  if (!field) return;
  const words = field.closest(".drop").querySelector("[data-file-name]");
  if (words && field.files.length) words.textContent = field.files[0].name;
});

const showSummary = () => document.querySelector("[data-focus]")?.focus();
document.addEventListener("htmx:afterSettle", showSummary);
showSummary();
