// Warns before a session ends, and loses nothing when it has: what is typed stays on the
// page, covered, until the same person has signed in again in this browser.
const dialog = document.getElementById("idle");
const part = (name) => document.getElementById(`idle-${name}`);
const [title, words, told] = [part("title"), part("words"), part("told")];
const [stay, signIn, close] = [part("stay"), part("sign-in"), part("close")];
const { url, who } = dialog.dataset;
const warning = Number(dialog.dataset.warning);
// Asked again so often while the dialog is open, and how exactly time is told aloud.
const TICK = 1000;
const OFTEN = 5000;

let endsAt = Date.now() + Number(dialog.dataset.seconds) * 1000;
let canStay = dialog.dataset.canStay === "yes";
let hasEnded = false;
let timer = null;
let said = "";

// Rounded up: nobody is told of the end before it.
const secondsLeft = () => Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));

// A form opened before a new sign-in holds an old token; the cookie has the present one.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

async function ask(method = "GET") {
  try {
    const answer = await fetch(url, {
      method,
      headers: { Accept: "application/json", "X-CSRFToken": token() ?? "" },
      credentials: "same-origin",
      redirect: "manual",
    });
    if (!answer.ok) return false;
    const left = await answer.json();
    if (left.who && left.who !== who) {
      // Somebody else has signed in here: this page is not theirs to see.
      document.dispatchEvent(new Event("app:leaving"));
      location.replace("/");
      return false;
    }
    endsAt = Date.now() + left.seconds * 1000;
    canStay = left.can_stay;
    hasEnded = left.seconds <= 0;
    return true;
  } catch {
    return false;
  }
}

function inWords(seconds) {
  if (seconds >= 60) {
    const minutes = Math.round(seconds / 60);
    return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  }
  return `${seconds} seconds`;
}

function draw() {
  const left = secondsLeft();
  hasEnded ||= left <= 0;
  dialog.classList.toggle("app-idle--over", hasEnded);
  title.textContent = hasEnded ? "You have been signed out" : "You will be signed out soon";
  stay.hidden = hasEnded || !canStay;
  signIn.hidden = !hasEnded;
  close.hidden = hasEnded;
  if (hasEnded) {
    words.textContent =
      "What you typed is still on this page. Sign in again in a new tab, then come back here to continue.";
  } else if (canStay) {
    words.textContent = `You have not been active for a while. For your security, you will be signed out in ${inWords(left)}.`;
  } else {
    words.textContent = `You have been signed in for a long time. You will be signed out in ${inWords(left)}. Save your work.`;
  }
  // Aloud by the minute, at last by twenty seconds: a voice for each second tells nothing.
  const step = left > 60 ? Math.round(left / 60) : `${Math.ceil(left / 20)} last`;
  const key = hasEnded ? "over" : `${step}`;
  if (key !== said) {
    said = key;
    told.textContent = words.textContent;
  }
}

function open() {
  if (!dialog.open) {
    dialog.showModal();
    title.focus();
  }
  draw();
}

function shut() {
  dialog.close();
  said = "";
}

async function look() {
  clearTimeout(timer);
  await ask();
  const left = secondsLeft();
  if (!hasEnded && left > warning) {
    if (dialog.open) shut();
    timer = setTimeout(look, (left - warning) * 1000 + 500);
    return;
  }
  open();
  let since = 0;
  const tick = async () => {
    since += TICK;
    if (since % OFTEN === 0) return look();
    draw();
    timer = setTimeout(tick, TICK);
  };
  timer = setTimeout(tick, TICK);
}

stay.addEventListener("click", async () => {
  if (await ask("POST")) look();
  else words.textContent = "No connection. Try again.";
});
close.addEventListener("click", () => {
  shut();
  clearTimeout(timer);
  timer = setTimeout(look, secondsLeft() * 1000 + 500);
});
// Escape closes a warning, never the cover of a session that is over.
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  if (!hasEnded) close.click();
});
// Coming back from the tab where one signed in, or from a computer asleep.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) look();
});
window.addEventListener("focus", look);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) look();
});
timer = setTimeout(look, Math.max(0, secondsLeft() - warning) * 1000 + 500);
