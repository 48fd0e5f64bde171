import type { TokenRefusalCode } from "../handler/refuse.js";
import type { CapturedData } from "./web-sdk.js";

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

/**
 * Why a verification failed: a code of the mint route, or
 *
 * - `unreachable`: the mint route was not reached, for example because the browser is offline
 * - `script_missing`: ComplyCube's script is not loaded, for example because it is blocked. No token was minted
 * - `mount_failed`: `ComplyCube.mount` threw
 * - `sdk_failed`: the SDK reported an error other than `token_expired`
 * - `token_expired`: the SDK called two tokens in a row expired, each within a minute of its mount
 */
export type VerificationFailureCode =
  | TokenRefusalCode
  | "unreachable"
  | "script_missing"
  | "mount_failed"
  | "sdk_failed"
  | "token_expired";

/** A failure, with the one thing that the user can do about it. */
export interface VerificationFailure {
  /** The name of the state. */
  name: "failed";
  /** Why it failed. */
  code: VerificationFailureCode;
  /** What helps: signing in, a button that calls `start()`, a reload of the page, or contacting you. */
  action: "sign-in" | "retry" | "reload" | "contact";
  /** How long the user must wait before a retry, in milliseconds. Usually 0. */
  retryAfterMs: number;
  /** What was thrown or reported, if anything. It is for your log, not for users. */
  cause: unknown;
}

export const actions: Record<VerificationFailureCode, VerificationFailure["action"]> = {
  unauthenticated: "sign-in",
  forbidden: "contact",
  cross_site: "contact",
  method_not_allowed: "contact",
  rate_limited: "retry",
  mint_failed: "contact",
  unavailable: "retry",
  timed_out: "retry",
  unreachable: "retry",
  script_missing: "reload",
  mount_failed: "reload",
  sdk_failed: "retry",
  token_expired: "contact",
};

export function failure(code: VerificationFailureCode, cause?: unknown, retryAfterMs = 0): VerificationFailure {
  return { name: "failed", code, action: actions[code], retryAfterMs, cause };
}

/** The failure that an error of `readToken` or `getToken` stands for. Any other error is one of the network. */
export function failureOf(error: unknown): VerificationFailure {
  const { code, retryAfterMs } = Object(error);
  return failure(isFailureCode(code) ? code : "unreachable", error, retryAfterMs > 0 ? retryAfterMs : 0);
}

export function isFailureCode(code: unknown): code is VerificationFailureCode {
  return Object.keys(actions).includes(String(code));
}
