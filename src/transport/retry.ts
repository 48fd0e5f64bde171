import { ComplyCubeConnectionError, ComplyCubeTimeoutError } from "../errors.js";
import { type Fetch, type Platform, setAttempts, type TimedInit } from "./fetch.js";
import { readRetryAfter } from "./retry-after.js";

const firstBackOffMs = 500;
const longestBackOffMs = 8_000;

/**
 * Tries again where another attempt may succeed.
 *
 * Minting is not documented as idempotent, and safe to repeat all the same: a surplus token is a JWT that expires within
 * the hour, bound to the same client and page, and nobody holds it.
 */
export function withRetry(
  next: Fetch<TimedInit>,
  settings: { maxRetries: number },
  platform: Platform,
): Fetch<TimedInit> {
  return async (url, init) => {
    const { call, signal, maxRetries = settings.maxRetries } = init;
    for (;;) {
      call.attempts += 1;
      const outcome = await settle(next(url, init));
      const retries = call.attempts - 1;
      if (retries < maxRetries && isTransient(outcome)) {
        const waitMs = Math.max(backOffMs(retries, platform), retryAfterMs(outcome, platform));
        if (platform.now() + waitMs < call.expiresAt) {
          await sleep(waitMs, signal, platform);
          continue;
        }
      }
      if ("error" in outcome) throw outcome.error;
      return setAttempts(outcome.response, call.attempts);
    }
  };
}

type Outcome = { response: Response } | { error: unknown };

function settle(answer: Promise<Response>): Promise<Outcome> {
  return answer.then(
    (response) => ({ response }),
    (error: unknown) => ({ error }),
  );
}

function isTransient(outcome: Outcome): boolean {
  if ("response" in outcome) return [408, 429, 500, 502, 503, 504].includes(outcome.response.status);
  const { error } = outcome;
  return (
    error instanceof ComplyCubeConnectionError ||
    (error instanceof ComplyCubeTimeoutError && error.limit === "attemptTimeoutMs")
  );
}

/** Full jitter, so that clients that failed together do not come back together. */
function backOffMs(retries: number, { random }: Platform): number {
  return random() * Math.min(longestBackOffMs, firstBackOffMs * 2 ** retries);
}

function retryAfterMs(outcome: Outcome, { wallClock }: Platform): number {
  return ("response" in outcome && readRetryAfter(outcome.response.headers, wallClock())) || 0;
}

function sleep(ms: number, signal: AbortSignal, { after }: Platform): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const cancelTimer = after(ms, () => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
    function abort() {
      cancelTimer();
      reject(signal.reason);
    }
    signal.addEventListener("abort", abort);
  });
}
