// @ts-check
import { element } from "./element.js";
import { showExpiry, showReferer } from "./facts.js";
import { mintToken } from "./mint-token.js";
import { createVerification } from "./verification.js";

const status = element("status");
const startButton = element("start");

const verification = createVerification({
  async mintToken() {
    // Throws if the SDK is not loaded, before a token is minted that nobody can use.
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
    // Keeps the focus for keyboard users after the button was hidden or renamed.
    if (button !== undefined) startButton.focus();
    showExpiry(state.name === "mounted" ? state.token : undefined);
  },
});

startButton.addEventListener("click", verification.start);
status.textContent = "No token requested yet.";
startButton.hidden = false;
showReferer();

/**
 * Returns the text to show, and the label of the button if there is one.
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
      return ["Done. Your details were sent to ComplyCube."];
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
