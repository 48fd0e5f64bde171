import type { ComplyCubeTimeoutError } from "../client/errors.js";

/** The options of one call. They override the client's options. */
export interface CallOptions {
  /** Aborts the call. The call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Overrides the client's `timeoutMs`, in milliseconds. */
  timeoutMs?: number | undefined;
  /** Overrides the client's `maxRetries`. */
  maxRetries?: number | undefined;
}

/** The state of a call in progress. */
export interface Call {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** The deadline, on the platform's clock. */
  readonly expiresAt: number;
  /** The number of times the request was sent. */
  attempts: number;
  phase: ComplyCubeTimeoutError["phase"];
}
