// @ts-check

/**
 * What the page shows the user. The texts are examples: replace them with yours.
 *
 * @typedef {object} View
 * @property {string} text
 * @property {"good" | "bad" | ""} tone
 * @property {"start" | "sign-in" | "reload" | "contact"} [action] what the user can do now
 * @property {string} [label] the text on the button
 * @property {boolean} [disabled] whether the user has to wait
 */

const ourFault = "Something is wrong on our side. Trying again will not help.";

/** @type {Record<import("complycube-tokens/browser").VerificationFailureCode, string>} */
const failures = {
  unauthenticated: "Your session has ended. Sign in to continue.",
  forbidden: "This account cannot be verified here.",
  cross_site: ourFault,
  method_not_allowed: ourFault,
  mint_failed: ourFault,
  token_expired: ourFault,
  rate_limited: "Too many people are verifying their identity right now.",
  unavailable: "The verification is not available right now.",
  timed_out: "It took too long to start the verification.",
  unreachable: "We cannot reach our server. Check your internet connection.",
  script_missing: "A part of this page could not be loaded.",
  mount_failed: "A part of this page does not work.",
  sdk_failed: "The verification has stopped.",
};

/**
 * @param {import("complycube-tokens/browser").VerificationState} state
 * @param {number} elapsedMs time since the state began, in milliseconds
 * @returns {View}
 */
export function viewOf(state, elapsedMs) {
  switch (state.name) {
    case "idle":
      return {
        text: "Have your passport or identity card ready. It takes a few minutes.",
        tone: "",
        action: "start",
        label: "Start the verification",
      };
    case "minting":
      return { text: "Starting the verification…", tone: "" };
    case "mounted": {
      const { since, expires = Number.POSITIVE_INFINITY, renewed } = state;
      const time = new Date(since).toLocaleTimeString([], { timeStyle: "short" });
      const text = "Follow the steps below.";
      return {
        text: renewed ? `Your verification was renewed at ${time}. ${text}` : text,
        tone: since + elapsedMs < expires ? "good" : "",
      };
    }
    case "renewing":
      return { text: "Your verification expired. Starting it again…", tone: "" };
    case "completed":
      return { text: "Done. We have received your documents.", tone: "good" };
    case "closed":
      return { text: "You closed the verification.", tone: "", action: "start", label: "Start again" };
    case "failed":
      return { text: failures[state.code], tone: "bad", ...repairs[state.action](state.retryAfterMs - elapsedMs) };
  }
}

/** @type {Record<import("complycube-tokens/browser").VerificationFailure["action"], (waitMs: number) => Partial<View>>} */
const repairs = {
  "sign-in": () => ({ action: "sign-in", label: "Sign in" }),
  reload: () => ({ action: "reload", label: "Reload the page" }),
  contact: () => ({ action: "contact", label: "Contact us" }),
  retry: (waitMs) => {
    const seconds = Math.ceil(waitMs / 1_000);
    return seconds > 0
      ? { action: "start", label: `Try again in ${seconds} s`, disabled: true }
      : { action: "start", label: "Try again" };
  },
};
