// What this tab keeps on the device until the server has acknowledged it, under the name
// of its writer, of the meeting and of the tab.
const { device } = await import(document.getElementById("keeping").href);
const { person, room } = document.querySelector("[data-room]").dataset;

// randomUUID only exists on secure pages.
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

const ours = `room.${person}.${room}.`;
const mine = `${ours}${newKey().slice(0, 8)}.`;
let isOver = false;

export function keep(name, value) {
  if (!isOver) device.keep(mine + name, value);
}

export function forget(name) {
  device.forget(mine + name);
}

// The writer signs out: nothing of this tab stays on the device, nor comes to it again.
export function end() {
  isOver = true;
  for (const name of device.names(mine)) device.forget(name);
}

// A lock shows the writer's other tabs that this one is open. Where a browser has none,
// a tab looks for what closed ones have left only when it is opened.
if (navigator.locks) {
  await new Promise((isHeld) => {
    const asLongAsOpen = () => {
      isHeld();
      return new Promise(() => {});
    };
    navigator.locks.request(mine, asLongAsOpen).catch(isHeld);
  });
}

async function openTabs() {
  try {
    return (await navigator.locks.query()).held.map(({ name }) => name);
  } catch {
    return [];
  }
}

// Hands over what tabs that are closed by now could not send, oldest first. What is taken
// is this tab's from then on.
let hasLooked = false;
export async function inherit(take) {
  if (isOver || (hasLooked && !navigator.locks)) return;
  hasLooked = true;
  const open = [mine, ...(await openTabs())];
  const left = device
    .names(ours)
    .filter((name) => !open.some((tab) => name.startsWith(tab)))
    .map((name) => ({ name, kept: device.read(name) }))
    .filter(({ kept }) => kept)
    .sort((one, other) => one.kept.since - other.kept.since);
  for (const { name, kept } of left) {
    if (take(kept)) device.forget(name);
  }
}
