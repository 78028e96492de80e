// The room of a meeting. Whatever is typed stays on this device until the server has
// acknowledged it (room/keeping.js); what is sent is notes (room/notes.js) or lines
// (room/lines.js).
const { inherit } = await import(document.getElementById("room-keeping").href);
const { apply, boxes, room, show, stamps, start, state, timeOf, unsent, unsentSince } = await import(
  document.getElementById("room-showing").href
);
const { answered, send, sendAll, senders } = await import(document.getElementById("room-sending").href);
const { Line, draftsSince, lines, tapped } = await import(document.getElementById("room-lines").href);
const { Notes } = await import(document.getElementById("room-notes").href);
const POLL_EVERY = 5000;

async function poll() {
  if (document.hidden) return;
  await inherit(restore);
  const query = new URLSearchParams(stamps().map((stamp) => ["seen", stamp]));
  const { outcome, told: answer } = await send(`${room.dataset.since}?${query}`, {
    method: "GET",
    headers: { "X-Watching": "yes" },
  });
  if (outcome === "saved") {
    const wasTrouble = state.trouble;
    answered(answer);
    apply(answer);
    if (wasTrouble) sendAll();
  } else if (outcome === "told") {
    answered(answer);
  } else {
    state.trouble = outcome;
    const clock = room.querySelector("[data-clock]");
    if (clock) clock.textContent = timeOf(Date.now());
  }
  show();
}

// Takes over what a tab that is closed now has left; answers whether it could.
function restore(kept) {
  if (kept.draft) return restoreDraft(kept);
  if (kept.url) lines.add(kept);
  else boxes.find(({ item }) => item === kept.item)?.restore(kept);
  return true;
}

function restoreDraft({ draft, fields, since }) {
  const item = draft.match(/\/items\/(\d+)\//)?.[1];
  const more = room.querySelector(`[data-item="${item}"] [data-open-more]`);
  if (!Line.at(draft) && more) openMore(more);
  return Line.at(draft)?.restore(fields, since) ?? false;
}

function openMore(link) {
  const place = link.closest("[data-more]");
  const { item } = link.closest("[data-item]").dataset;
  place.innerHTML = document
    .getElementById("room-more")
    .innerHTML.replaceAll("/items/0/", `/items/${item}/`)
    .replaceAll("id_0_", `id_${item}_`);
  start(place);
  return place;
}

// Keys: with a second key held, or where they cannot be part of a text.
function moveBy(step) {
  const at = boxes.findIndex(({ section }) => section.contains(document.activeElement));
  const box = boxes[Math.min(Math.max(at + step, 0), boxes.length - 1)];
  box?.text.focus();
  box?.section.scrollIntoView({ block: "start" });
}
room.addEventListener("keydown", (event) => {
  const section = event.target.closest("[data-item]");
  if (event.altKey && event.key === "PageDown") moveBy(1);
  else if (event.altKey && event.key === "PageUp") moveBy(-1);
  else if (event.ctrlKey && event.key === "Enter" && event.target.name === "notes") {
    section.querySelector("[data-line=action] input:not([type=hidden])")?.focus();
  } else if (event.key === "Escape" && event.target.name === "line") {
    section.querySelector("[name=notes]")?.focus();
  } else return;
  event.preventDefault();
});

room.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-line]");
  if (form) Line.of(form).changed();
});
room.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!form.matches("[data-taps], [data-line], [data-hint]")) return;
  event.preventDefault();
  if (form.matches("[data-taps]")) return tapped(form, submitter);
  if (form.matches("[data-line]")) return Line.of(form).submit(submitter);
  const line = form.closest("[data-item]").querySelector("[data-line=action] [name=line]");
  line.value = form.elements.line.value;
  line.focus();
});
room.addEventListener("click", (event) => {
  const link = event.target.closest("[data-open-more]");
  if (!link) return;
  event.preventDefault();
  openMore(link).querySelector("summary").focus();
});

boxes.push(...[...room.querySelectorAll("[data-item]")].map((section) => new Notes(section)));
unsent.push(() => boxes.map(({ since }) => since), lines.since, draftsSince);
senders.push(...boxes.map((box) => () => box.send()), () => lines.send());
await inherit(restore);
// What was typed while this script was still on its way.
for (const box of boxes) {
  if (box.text.value !== box.text.defaultValue && !box.isDirty && !box.isSending) box.changed(0);
}
show();
setInterval(poll, POLL_EVERY);
for (const moment of ["online", "focus"]) {
  window.addEventListener(moment, () => (state.trouble ? poll() : sendAll()));
}
document.addEventListener("visibilitychange", poll);
window.addEventListener("beforeunload", (event) => {
  if (!state.isLeaving && unsentSince()) event.preventDefault();
});
