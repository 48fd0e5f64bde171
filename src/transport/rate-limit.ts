import { connectionError } from "./connection-error.js";
import type { Call, Platform } from "./fetch.js";
import { limitTime } from "./limit-time.js";
import type { Redactor } from "./redact.js";

/**
 * What says when an attempt may be sent: `RateLimiter` of the npm package `limiter` for one process,
 * `RateLimiterQueue` of `rate-limiter-flexible` for several that share a store, or an object of your own.
 *
 * @example
 * const rateLimiter = new RateLimiter({ tokensPerInterval: 1, interval: 105 });
 * const complycube = new ComplyCube({ rateLimiter, timeoutMs: 600_000 });
 */
export interface RateLimiter {
  /**
   * Waits until so many attempts may be sent. It is asked for one before each attempt, retries included; what it
   * resolves to is ignored, so it must not answer early that there is none. Where it throws or rejects, the attempt is
   * not sent, and the call rejects with ComplyCubeConnectionError.
   *
   * It can't be told that a call has ended: what it gives to a call that was aborted or ran out of time is lost.
   */
  removeTokens(count: number): Promise<unknown>;
}

/** Waits for leave to send one attempt. Without leave nothing is sent, since that could exceed the limit. */
export function waitForSlot(limiter: RateLimiter, redact: Redactor, platform: Platform) {
  return (call: Call): Promise<unknown> => {
    call.phase = "slot";
    const removeToken = async () => limiter.removeTokens(1);
    const ask = () =>
      removeToken().catch((error: unknown) => {
        throw connectionError("No slot", "rateLimiter", call, error, redact);
      });
    return limitTime(ask, call, platform);
  };
}
