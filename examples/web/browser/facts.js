// @ts-check

/** Shows what a token is bound to. Your application does not need this file. */
import { element } from "./element.js";
import { expiryOf } from "./mint-token.js";

const { referrer = "", refererUrl = "" } = document.body.dataset;
let countdown = 0;

/** Asks a server on another origin, like ComplyCube, which Referer this page sends and whether a token works with it. */
export async function showReferer() {
  element("page-url").textContent = location.href;
  const verdict = element("verdict");
  try {
    const response = await fetch(`${refererUrl}?pattern=${encodeURIComponent(referrer)}`);
    const { referer, matches, message } = await response.json();
    element("referer").textContent = referer ?? "none";
    verdict.textContent = matches ? "✓ A token works here." : `✗ No token works here. ${message}`;
    verdict.className = matches ? "good" : "bad";
  } catch {
    element("referer").textContent = "unknown";
    verdict.textContent = "unknown: the server can't be reached";
  }
}

/** @param {string | undefined} token */
export function showExpiry(token) {
  clearInterval(countdown);
  const show = () => {
    element("expiry").textContent = token === undefined ? "no token" : timeUntil(expiryOf(token));
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
