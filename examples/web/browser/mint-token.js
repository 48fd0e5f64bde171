// @ts-check

/** Maximum wait in milliseconds, longer than the server's own limit: the server's error says more. */
const longestWait = 60_000;

/** Messages for the user, by the `code` of the mint route's response. */
const reasons = new Map([
  ["unauthenticated", "Nobody is signed in, or the session has ended. Sign in first."],
  ["forbidden", "This account may not be verified."],
  ["cross_site", "This page may not ask for a token."],
  ["rate_limited", "Too many requests."],
  ["mint_failed", "Could not get a token. We have to look into it; trying again may not help."],
  ["unavailable", "Cannot get a token at the moment. Try again in a minute."],
  ["timed_out", "It took too long to get a token. Try again."],
]);

/**
 * Gets a new token from your server. A token is for one mount, so do not store it.
 *
 * @returns {Promise<string>}
 * @throws {Error} with a message for the user
 */
export async function mintToken() {
  const { ok, status, headers, body } = await ask();
  if (ok && typeof body.token === "string") return body.token;
  const reason = reasons.get(body.code) ?? `Could not get a token (status ${status}). Try again.`;
  const wait = headers.get("retry-after");
  throw new Error(wait === null ? reason : `${reason} Try again in ${wait} seconds.`);
}

async function ask() {
  try {
    const response = await fetch("/token", { method: "POST", signal: AbortSignal.timeout(longestWait) });
    const { ok, status, headers } = response;
    // A proxy may respond with an HTML page.
    const body = Object(await response.json().catch(() => undefined));
    return { ok, status, headers, body };
  } catch {
    throw new Error("The server can't be reached. Try again when you are online.");
  }
}

/**
 * Returns when a token expires, in milliseconds since 1970, or `undefined` if the token does not say. ComplyCube does not
 * document what a token contains.
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
