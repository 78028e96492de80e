// What changes on a section's page as one answers: the questions that are asked, and the
// rows of tables. Without this script the conditions stand beside the questions.
const boxes = [...document.querySelectorAll("form[data-autosave] [data-question]")];
const byName = new Map(boxes.map((box) => [box.dataset.question, box]));

const chosen = (box, name) =>
  [...box.querySelectorAll(`[name="${name}"]:checked`)].map((field) => field.value);

function number(box, name) {
  const text = box.querySelector(`[name="${name}"]`)?.value.replace(/[\s,]/g, "") ?? "";
  return text === "" ? NaN : Number(text);
}

// What stands in a question that is not asked, or does not apply, meets no condition.
function holds({ name, holds: isSettled, answers, below, above }) {
  if (isSettled !== undefined) return isSettled;
  const box = byName.get(name);
  if (box.hidden || box.querySelector(`[name="${name}-na"]:checked`)) return false;
  if (answers) return chosen(box, name).some((value) => answers.includes(value));
  const given = number(box, name);
  return below === undefined ? given > above : given < below;
}

// In order: a question may depend on one that depends on another.
function show() {
  for (const box of boxes) {
    if (box.dataset.showIf) box.hidden = !JSON.parse(box.dataset.showIf).every(holds);
  }
}

if (boxes.some((box) => box.dataset.showIf)) {
  show();
  document.addEventListener("input", show);
  document.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  document.addEventListener("app:answers-put-back", show);
}

// Another empty row, with the next number in its names. The button saves and loads the
// page again where this script does not run.
export function addRow(rows) {
  const all = rows.querySelectorAll("[data-row]");
  const last = all[all.length - 1];
  const row = last.cloneNode(true);
  row.setAttribute("aria-label", `Row ${all.length + 1}`);
  const name = rows.closest("[data-question]").dataset.question;
  const next = (text) => text.replace(`${name}-${all.length - 1}-`, `${name}-${all.length}-`);
  for (const field of row.querySelectorAll("[name]")) {
    field.name = next(field.name);
    field.id = next(field.id);
    if (field.tagName === "SELECT") field.selectedIndex = 0;
    else {
      field.defaultValue = "";
      field.value = "";
    }
  }
  for (const label of row.querySelectorAll("label")) label.htmlFor = next(label.htmlFor);
  last.after(row);
  return row;
}

for (const button of document.querySelectorAll("[data-more]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const rows = button.closest("[data-question]").querySelector("[data-rows]");
    addRow(rows).querySelector("[name]").focus();
  });
}
