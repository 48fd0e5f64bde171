// @ts-check
import { expiryOf, mintToken } from "./mint-token.js";
import { createVerification } from "./verification.js";

const { referrer = "", refererUrl = "" } = document.body.dataset;
const status = element("status");
const startButton = element("start");
let countdown = 0;

const verification = createVerification({
  async mintToken() {
    // Before a token is made for nothing.
    sdk();
    return mintToken();
  },
  mount: (options) => sdk().mount({ containerId: "complycube-mount", ...options }),
  show(state) {
    const [text, button] = texts(state);
    status.textContent = text;
    status.className = state.name;
    startButton.textContent = button ?? "";
    startButton.hidden = button === undefined;
    // The button that was pressed has gone or changed: a keyboard goes on from here.
    if (button !== undefined) startButton.focus();
    countDown(state.name === "mounted" ? { to: expiryOf(state.token) } : undefined);
  },
});

startButton.addEventListener("click", verification.start);
status.textContent = "Nothing has been asked for yet.";
startButton.hidden = false;
showReferer();

/**
 * The text to show, and what to call the button, where there is one.
 *
 * @param {import("./verification.js").State} state
 * @returns {[text: string, button?: string]}
 */
function texts(state) {
  switch (state.name) {
    case "minting":
      return ["Asking for a token…"];
    case "mounted":
      return ["The Web SDK is mounted with a new token."];
    case "completed":
      return ["Done: what you entered is on its way to ComplyCube."];
    case "closed":
      return ["You closed the verification.", "Start again"];
    case "failed":
      return [state.message, "Try again"];
  }
}

function sdk() {
  const { ComplyCube } = /** @type {any} */ (globalThis);
  if (ComplyCube === undefined)
    throw new Error("ComplyCube's script could not be loaded. Reload the page to try again.");
  return ComplyCube;
}

/** Asks another origin, as ComplyCube is one, which Referer this page sends, and whether a token works with it. */
async function showReferer() {
  element("page-url").textContent = location.href;
  const response = await fetch(`${refererUrl}?pattern=${encodeURIComponent(referrer)}`);
  const { referer, matches, message } = await response.json();
  element("referer").textContent = referer ?? "none";
  element("verdict").textContent = matches ? "✓ A token works here." : `✗ No token works here. ${message}`;
  element("verdict").className = matches ? "good" : "bad";
}

/** @param {{ to: number | undefined } | undefined} expiry where there is a token */
function countDown(expiry) {
  clearInterval(countdown);
  const show = () => {
    element("expiry").textContent = expiry === undefined ? "no token" : timeUntil(expiry.to);
  };
  show();
  countdown = window.setInterval(show, 1_000);
}

/** @param {number | undefined} time */
function timeUntil(time) {
  if (time === undefined) return "unknown: as a rule an hour after it was made";
  const seconds = Math.max(0, Math.ceil((time - Date.now()) / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element #${id}.`);
  return found;
}
