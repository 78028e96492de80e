// GOV.UK Frontend's behaviours, and the two of our own that every page may need.
const frontend = document.getElementById("govuk-frontend");
const { initAll, Radios } = await import(frontend.href);

// A radio button has no expanded state: https://github.com/alphagov/govuk-frontend/issues/979
const reveal = Radios.prototype.syncConditionalRevealWithInputState;
Radios.prototype.syncConditionalRevealWithInputState = function (input) {
  reveal.call(this, input);
  input.removeAttribute("aria-expanded");
};
initAll();

// Signing in again in another tab gives a new token, which only the cookie knows.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
document.addEventListener("submit", ({ target }) => {
  const box = target.elements.csrfmiddlewaretoken;
  if (box && token()) box.value = token();
});

// What notes of a meeting and answers of a return could not send stays on the device
// until its writer signs out.
document.addEventListener("submit", (event) => {
  const header = document.querySelector("form[data-sign-out]");
  if (!header || event.target.getAttribute("action") !== header.getAttribute("action")) return;
  let unsent = [];
  try {
    const own = new RegExp(`^(room|return)\\.${header.dataset.signOut}\\.`);
    unsent = Object.keys(localStorage).filter((name) => own.test(name));
  } catch {
    // Nothing was kept where nothing can be.
  }
  const kinds = { room: "notes", return: "answers" };
  const what = [...new Set(unsent.map((name) => kinds[name.split(".")[0]]))].join(" and ");
  const warning = `You have unsent ${what}. If you sign out now, they will be deleted from this device. Sign out?`;
  if (unsent.length && !confirm(warning)) return event.preventDefault();
  for (const name of unsent) localStorage.removeItem(name);
  document.dispatchEvent(new Event("app:signing-out"));
  new BroadcastChannel("signing-out").postMessage(header.dataset.signOut);
});
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (token()) detail.headers["X-CSRFToken"] = token();
});
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) {
    initAll({ scope: event.target });
    describeTables(event.target);
  }
});

// Rows drawn as cards on a narrow screen stay rows to a screen reader.
// https://adrianroselli.com/2018/02/tables-css-display-properties-and-aria.html
function describeTables(within) {
  const roles = {
    table: "table",
    "thead, tbody, tfoot": "rowgroup",
    tr: "row",
    td: "cell",
    "th[scope=row]": "rowheader",
    "th[scope=col]": "columnheader",
  };
  for (const table of within.querySelectorAll("table.app-table")) {
    table.setAttribute("role", roles.table);
    for (const [selector, role] of Object.entries(roles)) {
      for (const part of table.querySelectorAll(selector)) {
        part.setAttribute("role", role);
      }
    }
  }
}
describeTables(document);

// The filter stands open beside the list where there is room for both.
const wide = matchMedia("(min-width: 48.0625em)");
for (const filter of document.querySelectorAll("[data-module=app-filter]")) {
  if (wide.matches) filter.open = true;
}
