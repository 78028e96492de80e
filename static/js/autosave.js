// Keeps each answer as it is typed. What could not be sent stays in this browser until
// it has been: a lost connection, a closed tab or an expired session loses nothing.
const TYPING_PAUSE = 800;
const { device } = await import(document.getElementById("keeping").href);
const { ask, pauseAfter } = await import(document.getElementById("sending").href);
// How long the button waits for an answer that is on its way.
const PATIENCE = 5000;

const form = document.querySelector("form[data-autosave]");

class Question {
  constructor(box) {
    this.box = box;
    this.name = box.dataset.question;
    this.url = box.dataset.saveUrl;
    this.status = box.querySelector("[data-status]");
    this.version = box.querySelector(`[name="${this.name}-version"]`);
    this.keptAs = `${form.dataset.autosave}.${this.name}`;
    this.timer = null;
    this.isSending = false;
    this.isDirty = false;
    this.failures = 0;
    box.addEventListener("input", () => this.changed(TYPING_PAUSE));
    box.addEventListener("change", () => this.changed(0));
  }

  fields() {
    return [...this.box.querySelectorAll("input, textarea")].filter((field) => field.name);
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

  async post() {
    this.answered(await ask(this.url, { fields: this.typed() }));
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
    if (told.errors) return this.say(`Not saved. ${told.errors.join(". ")}`, "wrong");
    if (told.refused) return this.say(`Not saved. ${told.refused}`, "wrong");
    // Someone else was faster: theirs stands until ours is sent knowingly, and what
    // leaves with the button just now has not seen it.
    if (!this.isLeaving) this.version.value = told.version;
    this.say(
      `Not saved. ${told.by} changed this answer while you were editing it: “${told.theirs}”. Change yours, or select ‘Save and continue’ to replace theirs.`,
      "wrong",
    );
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
  }

  keep() {
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
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = "Restore my answer";
    button.addEventListener("click", () => {
      button.remove();
      this.putBack(kept.typed);
    });
    this.status.after(button);
  }

  says(typed) {
    const shown = this.typed().filter(([name]) => name !== this.version.name);
    return JSON.stringify(shown) === JSON.stringify(typed);
  }

  putBack(typed) {
    const values = new Map();
    for (const [name, value] of typed) values.set(name, [...(values.get(name) ?? []), value]);
    for (const field of this.fields()) {
      if (field === this.version) continue;
      const own = values.get(field.name) ?? [];
      if (["radio", "checkbox"].includes(field.type)) field.checked = own.includes(field.value);
      else field.value = own[0] ?? "";
    }
    this.changed(0);
  }
}

if (form) {
  const questions = [...form.querySelectorAll("[data-question]")].map((box) => new Question(box));
  for (const question of questions) question.restore();
  window.addEventListener("online", () => {
    for (const question of questions) question.send();
  });
  // The button sends everything itself, so nothing waits here any longer. An answer on
  // its way first brings back its version: otherwise one would meet oneself.
  let isWaiting = false;
  form.addEventListener("submit", (event) => {
    const onTheirWay = questions.filter((question) => question.isSending);
    for (const question of questions) {
      clearTimeout(question.timer);
      question.isDirty = false;
      question.isLeaving = true;
    }
    if (isWaiting || onTheirWay.length) event.preventDefault();
    if (isWaiting || !onTheirWay.length) return;
    isWaiting = true;
    Promise.race([
      Promise.all(onTheirWay.map((question) => question.onItsWay)),
      new Promise((resolve) => setTimeout(resolve, PATIENCE)),
    ]).then(() => form.submit());
  });
  // Whoever comes back to this page writes on.
  window.addEventListener("pageshow", () => {
    isWaiting = false;
    for (const question of questions) question.isLeaving = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (questions.some((question) => question.isDirty || question.isSending)) {
      if (!questions.some((question) => question.isLeaving)) event.preventDefault();
    }
  });
}
