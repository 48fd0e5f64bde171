import { failure, failureOf, type VerificationState } from "./browser/state.js";
import { expiryOf, readToken } from "./browser/token.js";
import { type Events, loadedSdk, type MountedSdk, type MountOptions } from "./browser/web-sdk.js";

export type { VerificationFailure, VerificationFailureCode, VerificationState } from "./browser/state.js";
export type { CapturedData, CapturedDocument, MountOptions, Stage, StageOptions } from "./browser/web-sdk.js";

/** The options of `createVerification`: either `tokenUrl` or `getToken`, and the others. */
export type VerificationOptions = {
  /** Options for `ComplyCube.mount`, such as `stages` and `language`. Its events arrive in `onChange`. */
  mount?: (MountOptions & Partial<Record<"token" | keyof Events, never>>) | undefined;
  /** Called after each change of `state`. An exception is passed on to the window's `error` event. */
  onChange?: ((state: VerificationState) => void) | undefined;
  /** Maximum wait for a token, in milliseconds. The mint route's own limit should be shorter. Default: 60 000. */
  timeoutMs?: number | undefined;
} & (
  | {
      /** URL of your mint route, such as `/api/token`. The request is a POST with the cookies of the page's origin. */
      tokenUrl: string | URL;
      /** Not with `tokenUrl`. */
      getToken?: undefined;
    }
  | {
      /** Not with `getToken`. */
      tokenUrl?: undefined;
      /**
       * Returns your mint route's answer, its body, or the token alone. To say what went wrong, it rejects with an error whose
       * `code` is a `VerificationFailureCode`, and whose `retryAfterMs` is the wait in milliseconds, if any. Any other error is
       * `unreachable`.
       */
      getToken: (signal: AbortSignal) => Promise<Response | Record<"token", string> | string>;
    }
);

/** A verification on a page. */
export interface Verification {
  /** Gets a token and mounts the SDK. Does nothing while a verification is under way. */
  start(): void;
  /** Unmounts the SDK and aborts the request for a token. The state becomes `idle`. */
  stop(): void;
  /** The present state. */
  readonly state: VerificationState;
}

/** From the request for a token to the end of the mount with that token. */
interface Run {
  controller: AbortController;
  timer: ReturnType<typeof setTimeout>;
  /** Whether the token before expired too early. */
  early: boolean;
  /** When the SDK was mounted, in milliseconds since 1970. */
  since: number;
  sdk?: MountedSdk;
}

/** A longer timer fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Tokens last an hour. If one expires sooner than this, in milliseconds, it was not new or a clock is wrong. */
const shortestLifeMs = 60_000;

/**
 * Verifies the user of a page: asks your mint route for a token and mounts ComplyCube's Web SDK with it. When the token
 * expires, it unmounts the SDK and mounts it again with a new token.
 *
 * It does not renew a token before that. ComplyCube documents no way to give a mounted SDK another token, and mounting it again
 * may lose what the user has just done.
 *
 * Nothing is ever mounted twice at the same time, or after `stop()`. What the SDK or a callback throws harms nothing.
 *
 * @throws TypeError unless either `tokenUrl` or `getToken` is given
 * @example
 * import { createVerification } from "complycube-tokens/browser";
 *
 * const verification = createVerification({
 *   tokenUrl: "/api/token",
 *   mount: { stages: ["documentCapture", "faceCapture"] },
 *   onChange: (state) => console.log(state.name),
 * });
 * verification.start();
 */
export function createVerification(options: VerificationOptions): Verification {
  const { tokenUrl = "", getToken, mount, onChange, timeoutMs = 60_000 } = options;
  if (!tokenUrl === !getToken) throw new TypeError("Pass either `tokenUrl` or `getToken`.");
  const mint = getToken ?? ((signal) => fetch(tokenUrl, { method: "POST", credentials: "same-origin", signal }));
  let state: VerificationState = { name: "idle" };
  let current: Run | undefined;

  function change(next: VerificationState): void {
    state = next;
    safely(() => onChange?.(next));
  }

  /** Events, answers and timers of a run that was left are ignored. */
  function leave(): void {
    const run = current;
    current = undefined;
    clearTimeout(run?.timer);
    run?.controller.abort();
    safely(() => run?.sdk?.unmount());
  }

  function end(next: VerificationState): void {
    leave();
    // What the SDK calls while it is unmounted may start again.
    if (!current) change(next);
  }

  async function begin(name: "minting" | "renewing", early = false): Promise<void> {
    const expire = () => end(failure("timed_out", new Error(`No token within ${timeoutMs} ms (timeoutMs)`)));
    const timer = setTimeout(expire, Math.min(timeoutMs, longestTimerMs));
    const run: Run = { controller: new AbortController(), timer, early, since: 0 };
    current = run;
    change({ name });
    let token = "";
    try {
      const webSdk = await loadedSdk();
      if (current !== run) return;
      // An element with this ID would be the global variable.
      if (!webSdk?.mount) return end(failure("script_missing"));
      token = await readToken(await mint(run.controller.signal));
      if (current !== run) return;
      clearTimeout(run.timer);
      run.since = Date.now();
      run.sdk = webSdk.mount({ ...mount, ...eventsOf(run), token });
      if (current === run) {
        change({ name: "mounted", since: run.since, expires: expiryOf(token), renewed: name === "renewing" });
      } else safely(() => run.sdk?.unmount());
    } catch (error) {
      if (current === run) end(token ? failure("mount_failed", error) : failureOf(error));
    }
  }

  function eventsOf(run: Run): Events {
    const ifCurrent =
      <Value>(then: (value: Value) => void) =>
      (value: Value) => {
        if (current === run) then(value);
      };
    const close = ifCurrent<void>(() => end({ name: "closed" }));
    return {
      onComplete: ifCurrent((data) => end({ name: "completed", data })),
      onModalClose: close,
      onExit: close,
      onError: ifCurrent((error) => {
        if (error?.type !== "token_expired") return end(failure("sdk_failed", error));
        const isEarly = Date.now() - run.since < shortestLifeMs;
        if (isEarly && run.early) return end(failure("token_expired", error));
        leave();
        if (!current) begin("renewing", isEarly);
      }),
    };
  }

  return {
    start() {
      if (!current) begin("minting");
    },
    stop() {
      if (state.name !== "idle") end({ name: "idle" });
    },
    get state() {
      return state;
    },
  };
}

/** Reports an exception to the window, like the exceptions of its event listeners. */
function safely(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    // Web views lack `reportError` until 2022.
    setTimeout(() => {
      throw error;
    });
  }
}
