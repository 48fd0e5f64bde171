import type { ComplyCubeTimeoutError } from "../client/errors.js";

/** Overrides of the client's options for one call. */
export interface CallOptions {
  /** Aborts the call, which rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Overrides the client's `timeoutMs`, in milliseconds. */
  timeoutMs?: number | undefined;
  /** Overrides the client's `maxRetries`. */
  maxRetries?: number | undefined;
}

export interface Call {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** The deadline, in the platform's time. */
  readonly expiresAt: number;
  /** How often the request was sent. */
  attempts: number;
  phase: ComplyCubeTimeoutError["phase"];
}
