// The room of a meeting. Whatever is typed stays on this device, under the name of its
// writer and of the meeting, until the server has acknowledged it.
const { ask, RETRY_AFTER } = await import(document.getElementById("sending").href);
const TYPING_PAUSE = 800;
const POLL_EVERY = 5000;

const room = document.querySelector("[data-room]");
const { person: writer, since: sinceUrl, signIn } = room.dataset;
const own = `room.${writer}.${room.dataset.room}.`;
const saved = room.querySelector("[data-saved]");
const told = room.querySelector("[data-told]");
const timeOf = (moment) =>
  new Date(moment).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

// randomUUID only exists on secure pages.
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
// Two tabs of one writer keep their copies apart.
const tab = newKey().slice(0, 8);

const device = {
  keep(name, value) {
    try {
      localStorage.setItem(own + name, JSON.stringify(value));
    } catch {
      // A full or forbidden store: what is typed still stands on the page.
    }
  },
  forget(name) {
    try {
      localStorage.removeItem(own + name);
    } catch {
      // Nothing was kept where nothing can be.
    }
  },
  all() {
    try {
      return Object.keys(localStorage)
        .filter((name) => name.startsWith(own))
        .map((name) => ({ name: name.slice(own.length), ...JSON.parse(localStorage[name]) }))
        .sort((one, other) => one.since - other.since);
    } catch {
      return [];
    }
  },
};

let trouble = "";
let failures = 0;
let retry = null;
let isLeaving = false;

const send = (url, fields) => ask(url, { fields, headers: { "X-Written-By": writer } });

// Sets aside what could not be sent, and tries again later.
function wait(outcome) {
  trouble = outcome;
  clearTimeout(retry);
  retry = setTimeout(sendAll, RETRY_AFTER[Math.min(failures, RETRY_AFTER.length - 1)]);
  failures += 1;
}

function answered(answer) {
  trouble = "";
  failures = 0;
  if (answer?.who && String(answer.who) !== writer) {
    // Somebody else has signed in here: this page is not theirs to see.
    isLeaving = true;
    location.replace("/");
  }
}

class Notes {
  constructor(section) {
    this.section = section;
    this.item = section.dataset.item;
    this.form = section.querySelector("[data-notes]");
    this.status = section.querySelector("[data-status]");
    this.text = this.form.elements.notes;
    this.keptAs = `notes.${this.item}.${tab}`;
    this.since = null;
    this.isDirty = false;
    this.isSending = false;
    this.isBeside = false;
    this.form.addEventListener("input", () => this.changed(TYPING_PAUSE));
    // With the button everything goes at once, and what is asked can be confirmed.
    this.form.addEventListener("submit", (event) => {
      if (this.hasQuestion) return this.leave();
      event.preventDefault();
      this.changed(0);
    });
  }

  get version() {
    return this.form.elements.version.value;
  }

  set version(number) {
    this.form.elements.version.value = number;
  }

  leave() {
    isLeaving = true;
  }

  changed(pause) {
    this.isDirty = true;
    this.hasQuestion = false;
    this.since ??= Date.now();
    const { version } = this;
    device.keep(this.keptAs, { since: this.since, version, key: this.key(), text: this.text.value });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
    show();
  }

  key() {
    return this.form.elements.key.value;
  }

  async send() {
    if (this.isSending || !this.isDirty || this.hasQuestion) return;
    clearTimeout(this.timer);
    this.isSending = true;
    this.isDirty = false;
    const fields = { notes: this.text.value, version: this.version, key: this.key() };
    const { outcome, told: answer } = await send(this.form.action, fields);
    this.isSending = false;
    if (outcome === "saved") this.saved(answer);
    else if (outcome === "told") this.refused(answer);
    else {
      this.isDirty = true;
      wait(outcome);
    }
    show();
    if (this.isDirty && !trouble) this.send();
  }

  saved(answer) {
    answered(answer);
    this.version = answer.version;
    this.isBeside = false;
    this.done(`Saved at ${answer.saved}`);
  }

  done(words) {
    if (!this.isDirty) {
      device.forget(this.keptAs);
      this.since = null;
    }
    this.say(words, "saved");
  }

  refused(answer) {
    answered(answer);
    if (answer.beside) {
      this.isBeside = true;
      apply(answer);
      return this.done("Someone else wrote here too. Both texts are kept, and stand side by side below.");
    }
    this.isDirty = true;
    this.hasQuestion = true;
    const words = answer.errors?.join(". ") ?? answer.refused ?? "";
    this.say(`Not saved. ${words}`, "wrong");
  }

  // What the server has now. Nothing typed here gives way to it.
  take({ version, notes }) {
    if (this.isBeside) {
      if (this.section.querySelector(`[data-settles="${this.key()}"]`)) return;
      this.isBeside = false;
      this.form.elements.key.value = newKey();
    }
    if (this.isDirty || this.isSending || Number(version) < Number(this.version)) return;
    this.version = version;
    if (this.text.value.trim() === notes.trim()) return;
    const { selectionStart, selectionEnd } = this.text;
    this.text.value = notes;
    this.text.setSelectionRange(selectionStart, selectionEnd);
  }

  // What an earlier visit could not send.
  restore({ name, text, version, key, since }) {
    device.forget(name);
    // The page asks about this very text: it stays here until it is answered.
    if (this.form.querySelector(".govuk-error-message")) {
      this.changed(0);
      clearTimeout(this.timer);
      this.hasQuestion = true;
      return;
    }
    if (text.trim() === this.text.value.trim()) return;
    if (version === this.version && !this.isDirty) {
      this.text.value = text;
      this.since = since;
      this.changed(0);
    } else {
      lines.add({ url: this.form.action, fields: [["notes", text], ["version", version], ["key", key]], since });
    }
  }

  say(words, tone = "") {
    this.status.textContent = words;
    this.status.dataset.tone = tone;
  }
}

// Everything but notes: sent one after another, in the order in which it was entered.
const lines = {
  waiting: [],
  isSending: false,
  add(line) {
    line.since ??= Date.now();
    line.name ??= `line.${new Map(line.fields).get("key") ?? newKey()}`;
    this.waiting = this.waiting.filter(({ name }) => name !== line.name);
    this.waiting.push(line);
    const { url, fields, since } = line;
    device.keep(line.name, { url, fields, since });
    show();
    this.send();
  },
  async send() {
    if (this.isSending) return;
    this.isSending = true;
    for (;;) {
      const line = this.waiting.find(({ isAsked }) => !isAsked);
      if (!line) break;
      const seen = stamps().map((stamp) => ["seen", stamp]);
      const { outcome, told: answer } = await send(line.url, [...line.fields, ...seen]);
      if (outcome === "saved" || answer?.beside) this.done(line, answer);
      else if (outcome === "told") this.asked(line, answer);
      else {
        wait(outcome);
        break;
      }
    }
    this.isSending = false;
    show();
  },
  done(line, answer) {
    answered(answer);
    this.waiting = this.waiting.filter((one) => one !== line);
    device.forget(line.name);
    line.form?.emptied();
    apply(answer);
  },
  // The server asks something, or refuses: what was typed goes back to where it was.
  asked(line, answer) {
    answered(answer);
    line.isAsked = true;
    const form = line.form ?? Line.of(line.url);
    if (form) form.ask(line, answer);
    else told.textContent = answer.errors?.join(". ") ?? answer.refused;
  },
};

class Line {
  static known = [];

  static of(url) {
    return Line.known.findLast((line) => new URL(line.form.action).pathname === new URL(url, location).pathname);
  }

  constructor(form) {
    this.form = form;
    this.blank = form.innerHTML;
    Line.known.push(this);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit(event.submitter);
    });
  }

  submit(submitter) {
    const fields = [...new FormData(this.form, submitter)].filter(
      ([name]) => !["csrfmiddlewaretoken", "key"].includes(name),
    );
    const typed = fields.filter(([name, value]) => value.trim() && !["beside", "settle"].includes(name));
    const isTyped = "key" in this.form.elements;
    if (isTyped && !typed.length) return this.focus();
    const key = this.isAsked ? this.form.elements.key.value : newKey();
    if (isTyped) fields.push(["key", key]);
    this.wait(typed.map(([, value]) => value).join(" – "), isTyped);
    if (isTyped && !this.isAsked) this.clear();
    lines.add({ url: this.form.action, fields, form: this });
  }

  clear() {
    for (const field of this.form.elements) {
      if (field.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio])")) field.value = "";
      if (field.matches("[type=checkbox]")) field.checked = false;
    }
  }

  // Shows what is on its way below the form until it has arrived.
  wait(words, isTyped) {
    this.note?.remove();
    if (!isTyped) return;
    this.note = document.createElement("p");
    this.note.className = "app-waiting";
    this.note.textContent = `Being sent: ${words}`;
    this.form.after(this.note);
  }

  emptied() {
    this.note?.remove();
    if (!this.isAsked) return;
    this.isAsked = false;
    const hadFocus = this.form.contains(document.activeElement);
    this.form.innerHTML = this.blank;
    this.clear();
    if (hadFocus) this.focus();
  }

  async ask(line, answer) {
    this.note?.remove();
    this.isAsked = true;
    line.form = this;
    const csrf = this.form.querySelector("[name=csrfmiddlewaretoken]");
    if (answer.form) {
      this.form.replaceChildren(csrf);
      this.form.insertAdjacentHTML("beforeend", answer.form);
      await start(this.form);
      (this.form.querySelector(".govuk-form-group--error :is(input, select, textarea)") ?? this.form).focus();
      told.textContent = (answer.errors ?? []).join(". ");
    } else {
      for (const [name, value] of line.fields) {
        const field = this.form.elements[name];
        if (field && !("length" in field && !field.tagName)) field.value = value;
      }
      this.wait(`not saved. ${answer.refused}`, true);
    }
    this.form.closest("details")?.setAttribute("open", "");
  }

  focus() {
    this.form.querySelector("input:not([type=hidden]), textarea")?.focus();
  }
}

async function start(scope) {
  const { initAll } = await import(document.getElementById("govuk-frontend").href);
  initAll({ scope });
}

// Taps on the attendance list show at once what they say.
function tapped(event) {
  event.preventDefault();
  const { target: form, submitter } = event;
  const [key] = submitter.value.split(":");
  const names = new Set(["mark", `deputy_${key}`, `time_${key}`]);
  const fields = [...new FormData(form, submitter)].filter(([name]) => names.has(name));
  const taps = submitter.closest(".app-roll__taps");
  for (const tap of taps?.querySelectorAll(".app-tap") ?? []) {
    tap.setAttribute("aria-pressed", String(tap === submitter));
  }
  lines.add({ url: form.action, fields });
}

// Parts of the page as the server draws them now.
function apply({ parts = {}, items = {}, attendance }) {
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
  for (const form of part.querySelectorAll("form[data-line]")) new Line(form);
}

let quorum = room.querySelector("[data-quorum]").dataset.quorum;
function sayQuorum() {
  const bar = room.querySelector("[data-quorum]");
  if (bar.dataset.quorum === quorum) return;
  quorum = bar.dataset.quorum;
  told.textContent = bar.textContent.trim().replace(/\s+/g, " ");
}

const stamps = () => [...room.querySelectorAll("[data-stamp]")].map((one) => one.dataset.stamp);

function unsentSince() {
  const times = [...boxes.map(({ since }) => since), ...lines.waiting.map(({ since }) => since)];
  return times.filter(Boolean).sort((one, other) => one - other)[0];
}

const REASONS = {
  away: "No connection. What you typed is kept on this device.",
  later: "The server is not answering. What you typed is kept on this device.",
};

function show() {
  const since = unsentSince();
  const words = since ? `Not saved since ${timeOf(since)}` : "Saved";
  const reason = trouble === "signed out" ? "You have been signed out." : (REASONS[trouble] ?? "");
  const state = `${words}. ${reason}`;
  if (saved.dataset.state === state) return;
  saved.dataset.state = state;
  saved.dataset.tone = since && trouble ? "wrong" : "";
  saved.hidden = false;
  saved.textContent = reason ? `${words}. ${reason} ` : words;
  if (trouble === "signed out") {
    const link = document.createElement("a");
    Object.assign(link, { href: signIn, target: "_blank", rel: "noopener", className: "govuk-link" });
    link.textContent = "Sign in again (opens in a new tab)";
    saved.append(link);
  }
  // Aloud only when something is wrong or is right again, not at each letter.
  const aloud = trouble ? state : "Saved";
  if (!since || trouble) told.textContent = aloud;
}

function sendAll() {
  trouble = "";
  for (const box of boxes) box.send();
  lines.send();
}

async function poll() {
  if (document.hidden) return;
  const query = new URLSearchParams(stamps().map((stamp) => ["seen", stamp]));
  const { outcome, told: answer } = await ask(`${sinceUrl}?${query}`, {
    method: "GET",
    headers: { "X-Watching": "yes" },
  });
  if (outcome === "saved") {
    const wasTrouble = trouble;
    answered(answer);
    apply(answer);
    if (wasTrouble) sendAll();
  } else if (outcome !== "told") {
    trouble = outcome;
    const clock = room.querySelector("[data-clock]");
    if (clock) clock.textContent = timeOf(Date.now());
  }
  show();
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

room.addEventListener("submit", (event) => {
  if (event.target.matches("[data-taps]")) tapped(event);
  if (!event.target.matches("[data-hint]")) return;
  event.preventDefault();
  const line = event.target.closest("[data-item]").querySelector("[data-line=action] [name=line]");
  line.value = event.target.elements.line.value;
  line.focus();
});
room.addEventListener("click", (event) => {
  const link = event.target.closest("[data-open-more]");
  if (!link) return;
  event.preventDefault();
  const place = link.closest("[data-more]");
  const { item } = link.closest("[data-item]").dataset;
  place.innerHTML = document
    .getElementById("room-more")
    .innerHTML.replaceAll("/items/0/", `/items/${item}/`)
    .replaceAll("id_0_", `id_${item}_`);
  for (const form of place.querySelectorAll("form[data-line]")) new Line(form);
  start(place);
  place.querySelector("summary").focus();
});

const boxes = [...room.querySelectorAll("[data-item]")].map((section) => new Notes(section));
for (const form of room.querySelectorAll("form[data-line]")) new Line(form);
for (const kept of device.all()) {
  if (kept.url) lines.add(kept);
  else boxes.find(({ item }) => item === kept.name.split(".")[1])?.restore(kept);
}
// What was typed while this script was still on its way.
for (const box of boxes) {
  if (box.text.value !== box.text.defaultValue && !box.isDirty) box.changed(0);
}
show();
setInterval(poll, POLL_EVERY);
for (const moment of ["online", "focus"]) window.addEventListener(moment, () => (trouble ? poll() : sendAll()));
document.addEventListener("visibilitychange", poll);
document.addEventListener("app:signing-out", () => {
  isLeaving = true;
});
window.addEventListener("beforeunload", (event) => {
  if (!isLeaving && unsentSince()) event.preventDefault();
});
