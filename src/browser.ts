import { failure, failureOf, type VerificationFailure, type VerificationFailureCode } from "./browser/failure.js";
import { fetchToken } from "./browser/fetch-token.js";
import type {
  CapturedData,
  CapturedDocument,
  Events,
  MountedSdk,
  MountOptions,
  Stage,
  StageOptions,
  WebSdk,
} from "./browser/web-sdk.js";

export type {
  CapturedData,
  CapturedDocument,
  MountOptions,
  Stage,
  StageOptions,
  VerificationFailure,
  VerificationFailureCode,
};

/** What the page shows. */
export type VerificationState =
  | {
      /** Not started, or stopped. */
      name: "idle";
    }
  | {
      /** Waiting for the first token. */
      name: "minting";
    }
  | {
      /** The user has the SDK. */
      name: "mounted";
      /** When the SDK was mounted, in milliseconds since 1970. */
      since: number;
      /** When the token expires, in milliseconds since 1970, or `undefined` if the token does not say. */
      expires: number | undefined;
      /** Whether this mount replaced one whose token had expired. */
      renewed: boolean;
    }
  | {
      /** The token expired. The SDK was unmounted until there is a new token. */
      name: "renewing";
    }
  | {
      /** The user finished. The SDK was unmounted. */
      name: "completed";
      /** What the user handed in. */
      data: CapturedData;
    }
  | {
      /** The user closed the SDK, or declined consent. The SDK was unmounted. */
      name: "closed";
    }
  | VerificationFailure;

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
       * Returns a new token. To say what went wrong, it rejects with an error whose `code` is a `VerificationFailureCode`,
       * and whose `retryAfterMs` is the wait in milliseconds, if there is one. Any other error is `unavailable`.
       */
      getToken: (signal: AbortSignal) => Promise<string>;
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
  /** Whether the token before expired too early. */
  afterEarlyExpiry: boolean;
  controller: AbortController;
  timer?: ReturnType<typeof setTimeout>;
  sdk?: MountedSdk;
}

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
  if (!tokenUrl === !getToken) throw new TypeError("Pass either `tokenUrl` or `getToken` to createVerification.");
  const mint = getToken ?? ((signal) => fetchToken(tokenUrl, signal));
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
    change(next);
  }

  async function begin(name: "minting" | "renewing", afterEarlyExpiry = false): Promise<void> {
    leave();
    const run: Run = { afterEarlyExpiry, controller: new AbortController() };
    current = run;
    change({ name });
    if (current !== run) return;
    const webSdk: WebSdk | undefined = Reflect.get(globalThis, "ComplyCube");
    // An element with this ID would be a global variable too.
    if (typeof webSdk?.mount !== "function") return end(failure("script_missing"));
    run.timer = setTimeout(() => end(failure("timed_out")), timeoutMs);
    try {
      const token = await mint(run.controller.signal);
      if (current !== run) return;
      if (typeof token === "string" && token !== "") mountWith(token, webSdk, run, name === "renewing");
      else end(failure("mint_failed", new TypeError("`getToken` returned no token. Return the token as a string.")));
    } catch (error) {
      if (current === run) end(failureOf(error));
    }
  }

  function mountWith(token: string, webSdk: WebSdk, run: Run, renewed: boolean): void {
    clearTimeout(run.timer);
    const since = Date.now();
    const ifCurrent =
      <Value>(then: (value: Value) => void) =>
      (value: Value) => {
        if (current === run) then(value);
      };
    const close = ifCurrent<void>(() => end({ name: "closed" }));
    const events: Events = {
      onComplete: ifCurrent((data) => end({ name: "completed", data })),
      onModalClose: close,
      onExit: close,
      onError: ifCurrent((error) => {
        if (error?.type !== "token_expired") return end(failure("sdk_failed", error));
        const isEarly = Date.now() - since < shortestLifeMs;
        if (isEarly && run.afterEarlyExpiry) end(failure("token_expired", error));
        else begin("renewing", isEarly);
      }),
    };
    try {
      run.sdk = webSdk.mount({ ...mount, ...events, token });
    } catch (error) {
      if (current === run) end(failure("mount_failed", error));
      return;
    }
    if (current === run) change({ name: "mounted", since, expires: expiryOf(token), renewed });
    else safely(() => run.sdk?.unmount());
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

/** ComplyCube does not document what a token contains. */
function expiryOf(token: string): number | undefined {
  try {
    const claims = token.split(".")[1] ?? "";
    const { exp } = JSON.parse(atob(claims.replace(/-/g, "+").replace(/_/g, "/")));
    return Number.isFinite(exp) ? exp * 1_000 : undefined;
  } catch {
    return undefined;
  }
}
