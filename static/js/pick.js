// A box of check boxes: a field above it narrows it down to the labels that hold what was typed; ticked ones stay.
const wanted = (label, words) =>
  label.querySelector("input").checked || words.every((word) => label.textContent.toLowerCase().includes(word));

for (const box of document.querySelectorAll("[data-pick]")) {
  const find = box.querySelector("[data-pick-find]");
  const labels = [...box.querySelectorAll(".picks label")];
  if (!find || labels.length < 8) continue;
  find.hidden = false;
  find.querySelector("input").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const label of labels) label.hidden = !wanted(label, words);
  });
  find.querySelector("input").addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
