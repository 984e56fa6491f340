// The bulk bar: shows how many are picked and carries their values into its form. A list that is fetched anew keeps what
// was picked, but for a row that says something else now.
const picked = () => [...document.querySelectorAll(".pick:checked")];
let kept = new Set();

// A choice of where to go next starts at the one after the last place of those who are picked ("id:place"). The last, so
// that nobody is led back unasked.
function proposeNext(select, chosen) {
  const places = [...select.options].map((option) => option.value);
  const last = Math.max(...chosen.map((box) => places.indexOf(box.value.split(":")[1])));
  if (last >= 0) select.selectedIndex = Math.min(last + 1, places.length - 1);
}

function sync() {
  const chosen = picked();
  kept = new Set(chosen.map((box) => box.value));
  const bar = document.querySelector(".bulk");
  if (!bar) return;
  bar.hidden = chosen.length === 0;
  bar.querySelector("[data-n]").textContent = String(chosen.length);
  document.querySelectorAll("input[data-ids]").forEach((field) => { field.value = chosen.map((box) => box.value).join(","); });
  const open = (field) => field.closest("dialog")?.open;
  document.querySelectorAll("select[data-after-picked]").forEach((field) => { if (chosen.length && !open(field)) proposeNext(field, chosen); });
  document.querySelector(".board")?.classList.toggle("has-sel", chosen.length > 0);
  document.querySelectorAll(".cand, tr").forEach((row) => {
    const box = row.querySelector(".pick");
    if (box) row.classList.toggle(row.matches("tr") ? "on" : "sel", box.checked);
  });
}

document.addEventListener("change", (event) => {
  const all = event.target.closest("[data-pick-all]");
  if (all) document.querySelectorAll(".pick").forEach((box) => { box.checked = all.checked; });
  if (all || event.target.matches(".pick")) sync();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-clear]")) return;
  picked().forEach((box) => { box.checked = false; });
  sync();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "x" || event.metaKey || event.ctrlKey) return;
  if (event.target.closest("textarea, select, dialog, input:not(.pick)")) return;
  const box = document.activeElement.closest("[data-row], .cand, tr")?.querySelector(".pick");
  if (box) {
    box.checked = !box.checked;
    sync();
  }
});
document.addEventListener("htmx:afterSettle", () => {
  document.querySelectorAll(".pick").forEach((box) => { box.checked ||= kept.has(box.value); });
  sync();
});
sync();
