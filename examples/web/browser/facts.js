// @ts-check

/** Shows the developer what the token is bound to. Your application does not need this file. */
const { referrer = "", refererUrl } = document.body.dataset;
let countdown = 0;

/** @type {(id: string, text: string) => HTMLElement} */
function write(id, text) {
  const element = /** @type {HTMLElement} */ (document.getElementById(id));
  element.textContent = text;
  return element;
}

/** Asks a server on another origin, like ComplyCube, which Referer this page sends and whether a token works with it. */
async function showReferer() {
  write("page-url", location.href);
  try {
    const response = await fetch(`${refererUrl}?pattern=${encodeURIComponent(referrer)}`);
    const { referer, matches, message } = await response.json();
    write("referer", referer ?? "none");
    const result = matches ? "✓ A token works here." : `✗ No token works here. ${message}`;
    write("referrer-check", result).className = matches ? "good" : "bad";
  } catch {
    write("referer", "unknown");
    write("referrer-check", "unknown: the server can't be reached");
  }
}

showReferer();

addEventListener("verification", (event) => {
  /** @type {import("complycube-tokens/browser").VerificationState} */
  const state = /** @type {CustomEvent} */ (event).detail;
  write("state", state.name === "failed" ? `failed: ${state.code}. ${Object(state.cause).message ?? ""}` : state.name);
  clearInterval(countdown);
  const show = () => write("expiry", state.name === "mounted" ? timeUntil(state.expires) : "no token");
  show();
  countdown = window.setInterval(show, 1_000);
});

/** @param {number | undefined} time */
function timeUntil(time) {
  if (time === undefined) return "unknown: as a rule an hour after it was made";
  const seconds = Math.ceil((time - Date.now()) / 1_000);
  return seconds > 0 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "expired";
}
