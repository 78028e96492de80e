// The notes of one item: kept and sent as they are typed.
const { forget, keep, newKey } = await import(document.getElementById("room-keeping").href);
const { apply, show, state } = await import(document.getElementById("room-showing").href);
const { answered, send, wait } = await import(document.getElementById("room-sending").href);
const { lines } = await import(document.getElementById("room-lines").href);
const TYPING_PAUSE = 800;

export class Notes {
  constructor(section) {
    this.section = section;
    this.item = section.dataset.item;
    this.form = section.querySelector("[data-notes]");
    this.status = section.querySelector("[data-status]");
    this.text = this.form.elements.notes;
    this.keptAs = `notes.${this.item}`;
    // Since when something here is unsaved; the text last sent, until it is answered.
    this.since = null;
    this.sent = null;
    this.isDirty = false;
    this.isSending = false;
    this.isBeside = false;
    this.form.addEventListener("input", () => this.changed(TYPING_PAUSE));
    // With the button everything goes at once, and what is asked can be confirmed.
    this.form.addEventListener("submit", (event) => {
      if (this.hasQuestion) {
        state.isLeaving = true;
        return;
      }
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

  get key() {
    return this.form.elements.key.value;
  }

  keep() {
    const { item, since, version, key, sent } = this;
    keep(this.keptAs, { item, since, version, key, sent, text: this.text.value });
  }

  changed(pause) {
    this.isDirty = true;
    this.hasQuestion = false;
    this.since ??= Date.now();
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
    show();
  }

  async send() {
    if (this.isSending || !this.isDirty || this.hasQuestion) return;
    clearTimeout(this.timer);
    this.isSending = true;
    // What was sent without an answer goes again as it was. It may have been saved, and
    // what was typed since continues it: only the server can say at which version.
    this.sent ??= this.text.value;
    this.isDirty = this.sent !== this.text.value;
    this.keep();
    const fields = { notes: this.sent, version: this.version, key: this.key };
    const { outcome, told: answer } = await send(this.form.action, { fields });
    this.isSending = false;
    if (outcome === "saved" || outcome === "told") {
      this.sent = null;
      answered(answer);
      if (outcome === "saved") this.saved(answer);
      else this.refused(answer);
    } else {
      this.isDirty = true;
      wait(outcome);
    }
    show();
    if (this.isDirty && !state.trouble) this.send();
  }

  saved(answer) {
    this.version = answer.version;
    this.isBeside = false;
    this.done(`Saved at ${answer.saved}`);
  }

  done(words) {
    if (this.isDirty) {
      this.keep();
    } else {
      forget(this.keptAs);
      this.since = null;
    }
    this.say(words, "saved");
  }

  refused(answer) {
    if (answer.beside) {
      this.isBeside = true;
      apply(answer);
      return this.done("These notes were changed elsewhere too. Both texts are kept, and stand side by side below.");
    }
    // What was typed meanwhile may have settled it.
    this.hasQuestion = !this.isDirty;
    this.isDirty = true;
    const words = answer.errors?.join(". ") ?? answer.refused ?? "";
    this.say(`Not saved. ${words}`, "wrong");
  }

  // What the server has now. Nothing typed here gives way to it.
  take({ version, notes }) {
    if (this.isBeside) {
      if (this.section.querySelector(`[data-settles="${this.key}"]`)) return;
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

  // What a tab that is closed now could not send.
  restore({ text, version, key, sent, since }) {
    // The page asks about this very text: it stays here until it is answered.
    if (this.form.querySelector(".govuk-error-message")) {
      this.changed(0);
      clearTimeout(this.timer);
      this.hasQuestion = true;
      return;
    }
    const stands = this.text.value.trim();
    if (text.trim() === stands) return;
    const follows = version === this.version || sent?.trim() === stands;
    if (follows && !this.isDirty && !this.isSending) {
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
