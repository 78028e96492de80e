// Sends for the room: who wrote it, when to try again, and what every answer can say.
const { ask, pauseAfter } = await import(document.getElementById("sending").href);
const { end } = await import(document.getElementById("room-keeping").href);
const { room, state } = await import(document.getElementById("room-showing").href);

const writer = room.dataset.person;
// What is called when it is time to try again.
export const senders = [];
let failures = 0;
let retry = null;

export const send = (url, request) => ask(url, { ...request, headers: { ...request.headers, "X-Written-By": writer } });

export function sendAll() {
  state.trouble = "";
  for (const sender of senders) sender();
}

// Sets aside what could not be sent, and tries again later.
export function wait(outcome) {
  state.trouble = outcome;
  clearTimeout(retry);
  retry = setTimeout(sendAll, pauseAfter(failures));
  failures += 1;
}

export function answered(answer) {
  state.trouble = "";
  failures = 0;
  // Somebody else has signed in here: this page is not theirs to see.
  if (answer?.who) leave();
}

function leave() {
  state.isLeaving = true;
  location.replace("/");
}
document.addEventListener("app:leaving", () => {
  state.isLeaving = true;
});

// Signing out, here or in another tab, lets go of what could not be sent.
document.addEventListener("app:signing-out", () => {
  state.isLeaving = true;
  end();
});
new BroadcastChannel("signing-out").addEventListener("message", ({ data }) => {
  if (state.isLeaving || data !== writer) return;
  end();
  leave();
});
