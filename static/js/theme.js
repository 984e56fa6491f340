// Light or dark at once; the server keeps the choice. Without this module the form does the same with a reload.
const root = document.documentElement;

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form) return;
  event.preventDefault();
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  const data = new FormData(form);
  data.set("theme", root.dataset.theme);
  fetch(form.action, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
});
