import type { ComplyCubeTimeoutError } from "../errors.js";

/** Overrides of the client's options for one call. */
export interface CallOptions {
  /** Aborts the call, which rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Overrides the client's `timeoutMs`, in milliseconds. */
  timeoutMs?: number | undefined;
  /** Overrides the client's `maxRetries`. */
  maxRetries?: number | undefined;
}

/** A call in progress. */
export interface Call {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** The deadline, in the platform's time. */
  readonly expiresAt: number;
  /** How often the request was sent. */
  attempts: number;
  /** What the call is waiting for. */
  phase: ComplyCubeTimeoutError["phase"];
}

/** Time and chance, which tests replace. */
export interface Platform {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Milliseconds since 1970, for dates that a server names. */
  wallClock(): number;
  /** Calls back after `ms` milliseconds, unless the returned function is called before. */
  after(ms: number, callback: () => void): () => void;
  /** A number from 0 up to 1. */
  random(): number;
}

export const systemPlatform: Platform = {
  now: () => performance.now(),
  wallClock: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
