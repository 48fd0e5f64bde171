// @ts-check

/** What to tell the user, by the code of the mint route's answer. */
const reasons = {
  unauthenticated: "Nobody is signed in, or the session has ended. Sign in first.",
  forbidden: "This account may not be verified.",
  cross_site: "This page may not ask for a token.",
  mint_failed: "No token could be had. We have to look into it; trying again may not help.",
  unavailable: "No token can be had at the moment. Try again in a minute.",
  timed_out: "It took too long to get a token. Try again.",
};

/**
 * Asks our own server for a token: a new one each time, since a token is for one mount, and is kept nowhere.
 *
 * @returns {Promise<string>}
 * @throws {Error} whose message can be shown to the user
 */
export async function mintToken() {
  const response = await fetch("/token", { method: "POST" }).catch(() => {
    throw new Error("The server can't be reached. Try again when you are online.");
  });
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body.token;
  const wait = response.headers.get("retry-after");
  if (response.status === 429) throw new Error(`Too many ask at the same time. Try again in ${wait} seconds.`);
  throw new Error(Reflect.get(reasons, body.code) ?? `No token could be had (status ${response.status}). Try again.`);
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
