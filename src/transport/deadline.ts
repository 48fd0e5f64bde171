import { ComplyCubeTimeoutError } from "../errors.js";
import type { Call, CallInit, Fetch, Platform, TimedInit } from "./fetch.js";
import { limitTime } from "./limit-time.js";

/** One limit over the whole call: every attempt with its body, and the waits in between. */
export function withDeadline(
  next: Fetch<TimedInit>,
  settings: { timeoutMs: number },
  platform: Platform,
): Fetch<CallInit> {
  return (url, init) => {
    const limitMs = init.timeoutMs ?? settings.timeoutMs;
    const call: Call = { attempts: 0, phase: "answer", expiresAt: platform.now() + limitMs };
    const onTimeout = () => new ComplyCubeTimeoutError({ limit: "timeoutMs", limitMs, ...call });
    return limitTime(
      (signal) => next(url, { ...init, signal, call }),
      { signal: init.signal, limitMs, onTimeout },
      platform,
    );
  };
}
