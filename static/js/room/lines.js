// Everything but notes: taps, and what is entered in one line, such as an action.
const { forget, keep, newKey } = await import(document.getElementById("room-keeping").href);
const { apply, room, say, show, stamps, start, state, timeOf } = await import(
  document.getElementById("room-showing").href
);
const { answered, send, wait } = await import(document.getElementById("room-sending").href);

// Sent one after another, in the order in which it was entered.
export const lines = {
  waiting: [],
  isSending: false,
  since: () => lines.waiting.map(({ since }) => since),
  add(line) {
    line.since ??= Date.now();
    line.name ??= `line.${new Map(line.fields).get("key") ?? newKey()}`;
    this.waiting = this.waiting.filter(({ name }) => name !== line.name);
    this.waiting.push(line);
    const { url, fields, since } = line;
    keep(line.name, { url, fields, since });
    show();
    this.send();
  },
  async send() {
    if (this.isSending) return;
    this.isSending = true;
    while (!state.isLeaving) {
      const line = this.waiting.find(({ isAsked }) => !isAsked);
      if (!line) break;
      const seen = stamps().map((stamp) => ["seen", stamp]);
      const { outcome, told: answer } = await send(line.url, { fields: [...line.fields, ...seen] });
      if (outcome !== "saved" && outcome !== "told") {
        wait(outcome);
        break;
      }
      answered(answer);
      if (outcome === "saved" || answer.beside) this.done(line, answer);
      else this.asked(line, answer);
    }
    this.isSending = false;
    show();
  },
  done(line, answer) {
    this.waiting = this.waiting.filter((one) => one !== line);
    forget(line.name);
    line.form?.emptied();
    apply(answer);
  },
  // The server asks something, or refuses: what was typed goes back to where it was.
  asked(line, answer) {
    line.isAsked = true;
    const form = line.form ?? Line.at(line.url);
    if (form) form.ask(line, answer);
    else say(answer.errors?.join(". ") ?? answer.refused);
  },
};

const pathOf = (url) => new URL(url, location).pathname;

export class Line {
  static known = new WeakMap();

  static of(form) {
    if (!Line.known.has(form)) Line.known.set(form, new Line(form));
    return Line.known.get(form);
  }

  // The line that is sent to an address, if it is on the page.
  static at(url) {
    const forms = [...room.querySelectorAll("form[data-line]")];
    const form = forms.findLast((one) => pathOf(one.action) === pathOf(url));
    return form && Line.of(form);
  }

  constructor(form) {
    this.form = form;
    this.blank = form.innerHTML;
    this.keptAs = `draft.${pathOf(form.action)}`;
  }

  // Whether something is typed here, and not only pressed.
  get isTyped() {
    return "key" in this.form.elements;
  }

  fields(submitter) {
    return [...new FormData(this.form, submitter)].filter(([name]) => !["csrfmiddlewaretoken", "key"].includes(name));
  }

  typed(fields) {
    return fields.filter(([name, value]) => value.trim() && !["beside", "settle"].includes(name));
  }

  // What has been typed and not yet been entered is kept too. What the server asked about
  // is kept as it was sent.
  changed() {
    if (!this.isTyped || this.isAsked) return;
    const fields = this.fields();
    if (!this.typed(fields).length) return this.entered();
    const since = drafts.get(this.keptAs) ?? Date.now();
    drafts.set(this.keptAs, since);
    keep(this.keptAs, { draft: this.form.action, fields, since });
    show();
  }

  entered() {
    drafts.delete(this.keptAs);
    forget(this.keptAs);
    show();
  }

  // Puts back what a tab that is closed now has left, unless something else stands here.
  restore(fields, since) {
    const typed = this.typed(this.fields());
    if (this.isAsked || (typed.length && `${typed}` !== `${this.typed(fields)}`)) return false;
    this.put(fields);
    drafts.set(this.keptAs, since);
    this.changed();
    this.form.closest("details")?.setAttribute("open", "");
    return true;
  }

  put(fields) {
    for (const [name, value] of fields) {
      const field = this.form.elements[name];
      if (field?.type === "checkbox") field.checked = true;
      else if (field && !("length" in field && !field.tagName)) field.value = value;
    }
  }

  submit(submitter) {
    const fields = this.fields(submitter);
    const typed = this.typed(fields);
    if (this.isTyped && !typed.length) return this.focus();
    const key = this.isAsked ? this.form.elements.key.value : newKey();
    if (this.isTyped) fields.push(["key", key]);
    this.wait(typed.map(([, value]) => value).join(" – "));
    lines.add({ url: this.form.action, fields, form: this });
    if (!this.isTyped || this.isAsked) return;
    this.clear();
    this.entered();
  }

  clear() {
    for (const field of this.form.elements) {
      if (field.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio])")) field.value = "";
      if (field.matches("[type=checkbox]")) field.checked = false;
    }
  }

  // Shows what is on its way below the form until it has arrived.
  wait(words) {
    this.note?.remove();
    if (!this.isTyped) return;
    this.show(`Being sent: ${words}`);
  }

  show(words) {
    this.note?.remove();
    this.note = document.createElement("p");
    this.note.className = "app-waiting";
    this.note.textContent = words;
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
      say((answer.errors ?? []).join(". "));
    } else {
      this.put(line.fields);
      this.show(`Being sent: not saved. ${answer.refused}`);
    }
    this.form.closest("details")?.setAttribute("open", "");
  }

  focus() {
    this.form.querySelector("input:not([type=hidden]), textarea")?.focus();
  }
}

// Since when something stands in a line that has not been entered.
const drafts = new Map();
export const draftsSince = () => [...drafts.values()];

// Taps on the attendance list show at once what they say. One that is sent later still
// says when it was made.
export function tapped(form, submitter) {
  const [key] = submitter.value.split(":");
  const names = new Set(["mark", `deputy_${key}`, `time_${key}`]);
  const fields = [...new FormData(form, submitter)]
    .filter(([name]) => names.has(name))
    .map(([name, value]) => [name, value || (name === `time_${key}` ? timeOf(Date.now()) : "")]);
  const taps = submitter.closest(".app-roll__taps");
  for (const tap of taps?.querySelectorAll(".app-tap") ?? []) {
    tap.setAttribute("aria-pressed", String(tap === submitter));
  }
  lines.add({ url: form.action, fields });
}
