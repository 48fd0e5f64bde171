// @ts-check

/** How long the page waits, in milliseconds: longer than the server's own limit, which says more. */
const longestWait = 60_000;

/** What to tell the user, by the code of the mint route's answer. */
const reasons = new Map([
  ["unauthenticated", "Nobody is signed in, or the session has ended. Sign in first."],
  ["forbidden", "This account may not be verified."],
  ["cross_site", "This page may not ask for a token."],
  ["rate_limited", "Too many ask at the same time."],
  ["mint_failed", "No token could be had. We have to look into it; trying again may not help."],
  ["unavailable", "No token can be had at the moment. Try again in a minute."],
  ["timed_out", "It took too long to get a token. Try again."],
]);

/**
 * Asks our own server for a token: a new one each time, since a token is for one mount, and is kept nowhere.
 *
 * @returns {Promise<string>}
 * @throws {Error} whose message can be shown to the user
 */
export async function mintToken() {
  const { ok, status, headers, body } = await ask();
  if (ok && typeof body.token === "string") return body.token;
  const reason = reasons.get(body.code) ?? `No token could be had (status ${status}). Try again.`;
  const wait = headers.get("retry-after");
  throw new Error(wait === null ? reason : `${reason} Try again in ${wait} seconds.`);
}

async function ask() {
  try {
    const response = await fetch("/token", { method: "POST", signal: AbortSignal.timeout(longestWait) });
    const { ok, status, headers } = response;
    // A proxy may answer with a page.
    const body = Object(await response.json().catch(() => undefined));
    return { ok, status, headers, body };
  } catch {
    throw new Error("The server can't be reached. Try again when you are online.");
  }
}

/**
 * When a token expires, in milliseconds since 1970; `undefined` where that can't be read, since ComplyCube does not promise
 * what is in a token.
 *
 * @param {string} token
 * @returns {number | undefined}
 */
export function expiryOf(token) {
  try {
    const claims = token.split(".")[1]?.replaceAll("-", "+").replaceAll("_", "/");
    const { exp } = JSON.parse(atob(claims ?? ""));
    return Number.isFinite(exp) ? exp * 1_000 : undefined;
  } catch {
    return undefined;
  }
}
