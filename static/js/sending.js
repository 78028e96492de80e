// Sends what was typed, and says in one word what came of it. Shared by the pages that
// save as one types.

// Milliseconds before trying again, longer each time.
const RETRY_AFTER = [2000, 5000, 15000, 30000];
export const pauseAfter = (failures) => RETRY_AFTER[Math.min(failures, RETRY_AFTER.length - 1)];

// Signing in again in another tab gives a new token, which only the cookie knows.
export function token() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return found?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]").value;
}

// The outcome is "saved", "told" (an answer that is not yes), "signed out", "later" (the
// server has trouble) or "away" (no connection).
export async function ask(url, { method = "POST", fields, headers = {} } = {}) {
  try {
    const answer = await fetch(url, {
      method,
      body: fields && new URLSearchParams(fields),
      headers: { "X-CSRFToken": token(), Accept: "application/json", ...headers },
      redirect: "manual",
      credentials: "same-origin",
    });
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
      return { outcome: answer.ok ? "saved" : "told", told: await answer.json() };
    }
    const isSignedOut = answer.type === "opaqueredirect" || [401, 403].includes(answer.status);
    return { outcome: isSignedOut ? "signed out" : "later" };
  } catch {
    return { outcome: "away" };
  }
}
