// What the page of the room shows: whether everything is saved, and the parts of the page
// as the server draws them now.
export const room = document.querySelector("[data-room]");
const saved = room.querySelector("[data-saved]");
const told = room.querySelector("[data-told]");

// In words why nothing can be sent now; whether the page is being left on purpose.
export const state = { trouble: "", isLeaving: false };
// The notes of each item. They never give way to what the server has.
export const boxes = [];
// Each answers since when it has had something unsent.
export const unsent = [];

const CLOCK = { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" };
export const timeOf = (moment) => new Date(moment).toLocaleTimeString("en-GB", CLOCK);

export function say(words) {
  told.textContent = words;
}

export function unsentSince() {
  const times = unsent.flatMap((since) => since()).filter(Boolean);
  return times.length ? Math.min(...times) : null;
}

const REASONS = {
  away: "No connection. What you typed is kept on this device.",
  later: "The server is not answering. What you typed is kept on this device.",
  "signed out": "You have been signed out.",
};

export function show() {
  const { trouble } = state;
  const since = unsentSince();
  const words = since ? `Not saved since ${timeOf(since)}` : "Saved";
  const reason = REASONS[trouble] ?? "";
  const now = `${words}. ${reason}`;
  if (saved.dataset.state === now) return;
  saved.dataset.state = now;
  saved.dataset.tone = since && trouble ? "wrong" : "";
  saved.hidden = false;
  saved.textContent = reason ? `${words}. ${reason} ` : words;
  if (trouble === "signed out") {
    const link = document.createElement("a");
    const { signIn } = room.dataset;
    Object.assign(link, { href: signIn, target: "_blank", rel: "noopener", className: "govuk-link" });
    link.textContent = "Sign in again (opens in a new tab)";
    saved.append(link);
  }
  // Aloud only when something is wrong or is right again, not at each letter.
  if (!since || trouble) say(trouble ? now : "Saved");
}

export const stamps = () => [...room.querySelectorAll("[data-stamp]")].map((one) => one.dataset.stamp);

export function apply({ parts = {}, items = {}, attendance }) {
  for (const [name, html] of Object.entries(parts)) {
    const part = room.querySelector(`[data-part="${name}"]`);
    if (part) draw(part, html);
    if (part && name === "attendance" && attendance) part.dataset.stamp = attendance;
  }
  for (const [item, now] of Object.entries(items)) {
    const notes = boxes.find((box) => box.item === item);
    if (!notes) continue;
    notes.section.dataset.stamp = `${item}=${now.stamp}`;
    notes.take(now);
  }
  sayQuorum();
}

// Draws a part anew. What is open, typed or in use there stays so.
const drawn = new WeakMap();
function draw(part, html) {
  if (drawn.get(part) === html) return;
  drawn.set(part, html);
  const active = part.contains(document.activeElement) ? document.activeElement : null;
  const open = [...part.querySelectorAll("details[open]")].map((one) => one.closest("[data-person]")?.dataset.person);
  const typed = [...part.querySelectorAll("input:not([type=hidden])")]
    .filter((field) => field.value !== field.defaultValue)
    .map(({ id, value }) => [id, value]);
  part.innerHTML = html;
  for (const line of part.querySelectorAll("[data-person]")) {
    if (open.includes(line.dataset.person)) line.querySelector("details")?.setAttribute("open", "");
  }
  for (const [id, value] of typed) {
    const field = document.getElementById(id);
    if (field && !field.value) field.value = value;
  }
  if (active) {
    const value = active.matches("button") && active.value;
    const again = active.id ? document.getElementById(active.id) : value && part.querySelector(`[value="${value}"]`);
    again?.focus();
  }
}

let quorum = room.querySelector("[data-quorum]").dataset.quorum;
function sayQuorum() {
  const bar = room.querySelector("[data-quorum]");
  if (bar.dataset.quorum === quorum) return;
  quorum = bar.dataset.quorum;
  say(bar.textContent.trim().replace(/\s+/g, " "));
}

// GOV.UK Frontend's behaviours, for what was drawn by a script.
export async function start(scope) {
  const { initAll } = await import(document.getElementById("govuk-frontend").href);
  initAll({ scope });
}
