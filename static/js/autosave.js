// Keeps each answer as it is typed. What could not be sent stays in this browser until
// it has been, or its writer signs out: a lost connection, a closed tab or an expired
// session loses nothing.
const TYPING_PAUSE = 800;
const { device } = await import(document.getElementById("keeping").href);
const { addRow } = await import(document.getElementById("conditions").href);
const { ask, pauseAfter } = await import(document.getElementById("sending").href);
// How long the button waits for an answer that is on its way.
const PATIENCE = 5000;

const form = document.querySelector("form[data-autosave]");
const writer = form?.dataset.person;
// The page is being left, or its writer has signed out: nothing more is kept.
let isOver = false;

class Question {
  constructor(box) {
    this.box = box;
    this.name = box.dataset.question;
    this.url = box.dataset.saveUrl;
    this.status = box.querySelector("[data-status]");
    this.version = box.querySelector(`[name="${this.name}-version"]`);
    this.keptAs = `return.${writer}.${form.dataset.autosave}.${this.name}`;
    this.timer = null;
    this.isSending = false;
    this.isDirty = false;
    this.failures = 0;
    box.addEventListener("input", () => this.changed(TYPING_PAUSE));
    box.addEventListener("change", () => this.changed(0));
  }

  fields() {
    return [...this.box.querySelectorAll("input, textarea, select")].filter((field) => field.name);
  }

  typed() {
    return this.fields()
      .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
      .map((field) => [field.name, field.value]);
  }

  changed(pause) {
    this.isDirty = true;
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), pause);
  }

  now() {
    this.timer = null;
    this.send();
  }

  // One request at a time for each question, so that versions follow one another.
  send() {
    if (this.isSending || !this.isDirty) return;
    this.isSending = true;
    this.isDirty = false;
    this.say("Saving…");
    this.onItsWay = this.post();
  }

  // Sends what is waiting, and waits until that has been tried.
  async settled() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.isSending) await this.onItsWay;
    this.send();
    if (this.isSending) await this.onItsWay;
  }

  async post() {
    this.answered(await ask(this.url, { fields: this.typed(), headers: { "X-Written-By": writer } }));
    this.isSending = false;
    if (this.isDirty && !this.timer) this.send();
  }

  answered({ outcome, told }) {
    if (outcome === "away") {
      return this.wait("No connection. Your answer is saved in this browser and will be sent later.");
    }
    if (outcome === "signed out") {
      return this.wait("You have been signed out. Sign in again in another tab. Your answer is saved in this browser.");
    }
    if (outcome === "later") {
      return this.wait("Not saved yet. Your answer is saved in this browser and will be sent later.");
    }
    this.failures = 0;
    if (outcome === "saved") {
      this.version.value = told.version;
      if (!this.isDirty) this.forget();
      return this.say(`Saved at ${told.saved}`, "saved");
    }
    // Somebody else has signed in here: this page is not theirs to see.
    if (told.who) return leave();
    if (told.errors || told.refused) {
      this.say(`Not saved. ${told.errors?.join(". ") ?? told.refused}`, "wrong");
      return this.offer("Discard what I typed", () => this.discard());
    }
    // Someone else was faster: theirs stands until ours is sent knowingly, and what
    // leaves with the button just now has not seen it.
    if (!this.isLeaving) this.version.value = told.version;
    this.say(
      `Not saved. ${told.by} changed this answer while you were editing it: “${told.theirs}”. Both answers are kept. Change yours, or select ‘Save and continue’, to use it instead.`,
      "wrong",
    );
    this.offer("Discard what I typed", () => this.discard());
  }

  wait(words) {
    this.isDirty = true;
    this.say(words, "wrong");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), pauseAfter(this.failures));
    this.failures += 1;
  }

  say(words, tone = "") {
    this.status.textContent = words;
    this.status.dataset.tone = tone;
    for (const button of this.box.querySelectorAll("[data-offer]")) button.remove();
  }

  // A button below the status, gone with the next status.
  offer(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = words;
    button.dataset.offer = "";
    button.addEventListener("click", act);
    this.box.append(button);
  }

  // Lets go of this answer alone. The page comes again with what is saved, and with what
  // waits in other answers.
  discard() {
    clearTimeout(this.timer);
    this.forget();
    isOver = true;
    location.reload();
  }

  keep() {
    if (isOver) return;
    const typed = this.typed().filter(([name]) => name !== this.version.name);
    device.keep(this.keptAs, { typed, version: this.version.value });
  }

  forget() {
    device.forget(this.keptAs);
  }

  // Whether something stands here that the page did not come with: an answer given while
  // this script was still on its way.
  isTouched() {
    return this.fields()
      .filter((field) => field !== this.version)
      .some((field) =>
        ["radio", "checkbox"].includes(field.type)
          ? field.checked !== field.defaultChecked
          : field.value !== field.defaultValue,
      );
  }

  // What an earlier visit could not send is put back and sent. Where the answer was saved
  // since, by the button or by someone else, it is only offered: nothing is overwritten.
  restore() {
    if (this.isTouched()) return this.changed(0);
    const kept = device.read(this.keptAs);
    if (!kept) return;
    if (this.says(kept.typed)) {
      this.forget();
      return this.say("Saved", "saved");
    }
    if (kept.version === this.version.value) return this.putBack(kept.typed);
    this.say("An answer you typed here earlier was not saved.", "wrong");
    this.offer("Restore my answer", () => this.putBack(kept.typed));
    this.offer("Discard it", () => {
      this.forget();
      this.say("");
    });
  }

  // Whether the page shows what was typed, give or take how it is written.
  says(typed) {
    const plain = (fields) =>
      JSON.stringify(
        fields
          .filter(([name]) => name !== this.version.name)
          .map(([name, value]) => [name, asKept(value)])
          .filter(([, value]) => value !== "")
          .sort(),
      );
    return plain(this.typed()) === plain(typed);
  }

  putBack(typed) {
    const values = new Map();
    for (const [name, value] of typed) values.set(name, [...(values.get(name) ?? []), value]);
    const rows = this.box.querySelector("[data-rows]");
    const places = [...values.keys()].map((name) => Number(name.match(/-(\d+)-/)?.[1] ?? -1));
    while (rows && rows.children.length <= Math.max(...places)) addRow(rows);
    for (const field of this.fields()) {
      if (field === this.version) continue;
      const own = values.get(field.name) ?? [];
      if (["radio", "checkbox"].includes(field.type)) field.checked = own.includes(field.value);
      else field.value = own[0] ?? "";
    }
    document.dispatchEvent(new Event("app:answers-put-back"));
    this.changed(0);
  }
}

// Numbers are kept without separators, and text without blanks around it.
function asKept(value) {
  const text = value.replace(/\r\n/g, "\n").trim();
  const digits = text.replace(/[\s,]/g, "");
  return /^[\d.]{1,15}$/.test(digits) ? String(Number(digits)) : text;
}

// Whoever signs out, here or in another tab, leaves nothing unsent in this browser.
function end() {
  isOver = true;
  for (const name of device.names(`return.${writer}.`)) device.forget(name);
}

function leave() {
  isOver = true;
  location.replace("/");
}

if (form) {
  const questions = [...form.querySelectorAll("[data-question]")].map((box) => new Question(box));
  for (const question of questions) question.restore();
  window.addEventListener("online", () => {
    for (const question of questions) question.send();
  });
  // What was typed last is saved first, so that nothing kept in this browser outlives a
  // good save; then the button sends everything itself.
  let isWaiting = false;
  form.addEventListener("submit", (event) => {
    if (isWaiting === "no longer") return;
    if (isWaiting) return event.preventDefault();
    const unsaved = questions.filter((question) => question.isSending || question.isDirty);
    for (const question of questions) question.isLeaving = true;
    if (!unsaved.length) return;
    event.preventDefault();
    isWaiting = true;
    Promise.race([
      Promise.all(unsaved.map((question) => question.settled())),
      new Promise((resolve) => setTimeout(resolve, PATIENCE)),
    ]).then(() => {
      for (const question of questions) {
        clearTimeout(question.timer);
        question.isDirty = false;
      }
      isWaiting = "no longer";
      form.requestSubmit(event.submitter);
    });
  });
  // Whoever comes back to this page writes on.
  window.addEventListener("pageshow", () => {
    isWaiting = false;
    for (const question of questions) question.isLeaving = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isOver || !questions.some((question) => question.isDirty || question.isSending)) return;
    if (!questions.some((question) => question.isLeaving)) event.preventDefault();
  });
  document.addEventListener("app:leaving", () => {
    isOver = true;
  });
  document.addEventListener("app:signing-out", end);
  new BroadcastChannel("signing-out").addEventListener("message", ({ data }) => {
    if (isOver || data !== writer) return;
    end();
    leave();
  });
}
