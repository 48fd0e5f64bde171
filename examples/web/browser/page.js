// @ts-check
import { createVerification } from "complycube-tokens/browser";
import { viewOf } from "./texts.js";

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const status = element("status");
const actions = ["start", "sign-in", "reload", "contact"].map(element);
let since = Date.now();

const verification = createVerification({ tokenUrl: "/token", onChange: change });
element("start").addEventListener("click", verification.start);
element("reload").addEventListener("click", () => location.reload());
// A signed-out user sees what the server rendered.
if (document.body.dataset.user) {
  show();
  setInterval(show, 1_000);
}

/** @param {import("complycube-tokens/browser").VerificationState} state */
function change(state) {
  since = Date.now();
  show();
  // For facts.js.
  dispatchEvent(new CustomEvent("verification", { detail: state }));
  if (state.name === "failed" && state.action === "sign-in") element("account").textContent = "Your session has ended";
  // The button or the SDK that had the focus is gone. A mounted SDK takes the focus itself.
  const button = actions.find(({ hidden }) => !hidden);
  if (state.name !== "mounted") (button && !button.matches(":disabled") ? button : status).focus();
}

function show() {
  const { text, tone, action, label = "", disabled = false } = viewOf(verification.state, Date.now() - since);
  write(status, text);
  status.className = tone;
  for (const button of actions) {
    button.hidden = button.id !== action;
    if (!button.hidden) write(button, label);
    if (button instanceof HTMLButtonElement) button.disabled = disabled;
  }
}

/** A screen reader reads the status each time it is written. @type {(element: HTMLElement, text: string) => void} */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
