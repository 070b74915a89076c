// Signing in and out, over HTTP; the session itself is a cookie that no script can read.

export class SignInRefused extends Error {}
/** The password fits; the authenticator's code is missing. */
export class CodeNeeded extends Error {}

async function post(path, body) {
  return fetch(path, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}), credentials: "same-origin",
  });
}

/** The signed-in agent, or nothing. Renews the session. */
export async function whoAmI() {
  const answer = await fetch("/v1/desk/me", { credentials: "same-origin" });
  if (answer.status === 401) return undefined;
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** Throws `SignInRefused` with words for the person at the desk. */
export async function signIn(name, password, code) {
  let answer;
  try {
    answer = await post("/v1/desk/sign-in", { name, password, ...(code && { code }) });
  } catch {
    throw new SignInRefused("Warmline does not answer. Is the connection up?");
  }
  if (answer.ok) return;
  const wait = Number(answer.headers.get("Retry-After"));
  if (answer.status === 429) throw new SignInRefused(`Too many tries. Please wait${wait > 0 ? ` ${wait} s` : " a little"}.`);
  if (answer.status === 403) throw new CodeNeeded();
  if (answer.status === 401) throw new SignInRefused(code ? "That does not fit. A code opens once, and only for half a minute." : "That name and password do not fit.");
  throw new SignInRefused("Signing in did not work just now. Please try again.");
}

export const signOut = () => post("/v1/desk/sign-out").catch(() => undefined);

let aheadMs = 0;

/** How far the service's clock is ahead of this device's, in milliseconds; nothing when they agree to the second. */
export const ahead = () => aheadMs;

/** The `Date` header counts in whole seconds, so half of one is the best guess. */
function compareClocks(answer, asked) {
  const theirs = Date.parse(answer.headers.get("Date") ?? "");
  if (Number.isNaN(theirs)) return;
  const off = theirs + 500 - (asked + Date.now()) / 2;
  aheadMs = Math.abs(off) < 1500 ? 0 : off;
}

/** A one-use ticket for a socket; nothing when the session is over. */
export async function takeTicket() {
  const asked = Date.now();
  const answer = await post("/v1/desk/ticket");
  compareClocks(answer, asked);
  if (answer.status === 401) return undefined;
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).ticket;
}
