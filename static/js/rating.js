// Ratings: 1 to 4 answer the marked line and go on to the next.
const lines = () => [...document.querySelectorAll(".rate")];

function mark(line) {
  lines().forEach((one) => one.classList.toggle("cur", one === line));
}

document.addEventListener("focusin", (event) => {
  const line = event.target.closest(".rate");
  if (line) mark(line);
});
document.addEventListener("keydown", (event) => {
  if (!["1", "2", "3", "4"].includes(event.key) || event.target.closest("textarea, select, dialog, input:not([type=radio])")) return;
  const line = document.querySelector(".rate.cur");
  const choice = line?.querySelectorAll("input")[Number(event.key) - 1];
  if (!choice) return;
  choice.checked = true;
  choice.focus();
  const all = lines();
  mark(all[all.indexOf(line) + 1] ?? line);
});
