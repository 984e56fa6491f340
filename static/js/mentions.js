// Names after an @ in a note: suggested in a list below the field, as the server knows who may see the candidate.
let list = null;
let names = [];
let chosen = 0;
let asked = 0;

const called = (field) => {
  const before = field.value.slice(0, field.selectionStart);
  const found = /(^|\s)@([^@\n]{0,40})$/u.exec(before);
  return found ? { start: before.length - found[2].length, words: found[2] } : null;
};

const close = () => {
  list?.remove();
  list = null;
  names = [];
};

const show = (field) => {
  list?.remove();
  list = document.createElement("ul");
  list.className = "names";
  list.setAttribute("aria-label", field.dataset.namesLabel ?? "");
  names.forEach((name, place) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.classList.toggle("on", place === chosen);
    button.addEventListener("mousedown", (event) => { event.preventDefault(); take(field, name); });
    item.append(button);
    list.append(item);
  });
  field.after(list);
};

const take = (field, name) => {
  const place = called(field);
  if (place) {
    field.setRangeText(`${name} `, place.start, field.selectionStart, "end");
  }
  close();
};

document.addEventListener("input", async (event) => {
  const field = event.target;
  if (!field.matches?.("textarea[data-names]")) return;
  const place = called(field);
  if (!place) return close();
  const turn = ++asked;
  const answer = await fetch(`${field.dataset.names}?q=${encodeURIComponent(place.words)}`, {
    headers: { Accept: "application/json" },
  });
  if (!answer.ok || turn !== asked) return;
  names = (await answer.json()).names;
  chosen = 0;
  if (names.length && called(field)) show(field); else close();
});

document.addEventListener("keydown", (event) => {
  if (!list || !event.target.matches?.("textarea[data-names]")) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    chosen = (chosen + step + names.length) % names.length;
    show(event.target);
  } else if (event.key === "Enter" || event.key === "Tab") {
    take(event.target, names[chosen]);
  } else if (event.key === "Escape") {
    close();
  } else {
    return;
  }
  event.preventDefault();
}, true);

document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("textarea[data-names]")) close();
});
