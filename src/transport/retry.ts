import { ComplyCubeConnectionError, ComplyCubeTimeoutError } from "../errors.js";
import type { AttemptReport } from "./attempt-report.js";
import { type Attempt, type Call, type CallInit, type Fetch, type Platform, setNotes } from "./fetch.js";
import { onAbort } from "./on-abort.js";
import { readRetryAfter } from "./retry-after.js";

const firstBackOffMs = 500;
const longestBackOffMs = 8_000;

interface RetrySettings {
  timeoutMs: number;
  maxRetries: number;
  onAttempt?: ((report: AttemptReport) => void) | undefined;
  /** Waits until the next attempt may be sent. Where it fails, there is no attempt that could be repeated or reported. */
  slot?: ((call: Call) => Promise<unknown>) | undefined;
}

/**
 * Tries again where another attempt may succeed, until the deadline.
 *
 * Minting is not documented as idempotent, and safe to repeat all the same: a surplus token is a JWT that expires within
 * the hour, bound to the same client and page, and nobody holds it.
 */
export function withRetry(attempt: Attempt, settings: RetrySettings, platform: Platform): Fetch<CallInit> {
  const { slot } = settings;
  return async (url, { signal, timeoutMs = settings.timeoutMs, maxRetries = settings.maxRetries, ...init }) => {
    const expiresAt = platform.now() + timeoutMs;
    const call: Call = { signal, timeoutMs, expiresAt, attempts: 0, phase: "answer" };
    for (;;) {
      if (slot) await slot(call);
      signal?.throwIfAborted();
      const startedAt = platform.now();
      // Timers can be late.
      if (startedAt >= expiresAt) throw new ComplyCubeTimeoutError({ ...call, limit: "timeoutMs", limitMs: timeoutMs });

      call.attempts += 1;
      call.phase = "answer";
      const outcome = await settle(attempt(url, init, call));
      const now = platform.now();
      const retryAfterMs =
        "response" in outcome ? readRetryAfter(outcome.response.headers, platform.wallClock()) : undefined;

      const mayRetry = !signal?.aborted && call.attempts <= maxRetries && isTransient(outcome);
      // Never earlier than the server asks.
      const waitMs = Math.max(backOffMs(call.attempts, platform.random()), retryAfterMs ?? 0);
      const goesOn = mayRetry && now + waitMs < expiresAt;
      report(settings, {
        attempt: call.attempts,
        ...("error" in outcome ? { error: nameOf(outcome.error) } : { status: outcome.response.status }),
        durationMs: now - startedAt,
        ...(goesOn && { nextWaitMs: waitMs }),
      });

      if (!goesOn) {
        if ("error" in outcome) throw outcome.error;
        return setNotes(outcome.response, { attempts: call.attempts, retryAfterMs });
      }
      call.phase = "back-off";
      await sleep(waitMs, signal, platform);
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

/** Full jitter, so that clients that failed together do not come back together. */
function backOffMs(attempts: number, random: number): number {
  return random * Math.min(longestBackOffMs, firstBackOffMs * 2 ** (attempts - 1));
}

function isTransient(outcome: Outcome): boolean {
  if ("response" in outcome) return [408, 429, 500, 502, 503, 504].includes(outcome.response.status);
  const { error } = outcome;
  if (error instanceof ComplyCubeTimeoutError) return error.limit === "attemptTimeoutMs";
  return error instanceof ComplyCubeConnectionError;
}

/** An observer can't end the call that it observes, whether it throws or rejects. */
function report({ onAttempt }: RetrySettings, attempt: AttemptReport): void {
  const notify = async () => onAttempt?.(attempt);
  notify().catch(() => {});
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function sleep(ms: number, signal: Call["signal"], { after }: Platform): Promise<void> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const cancelTimer = after(ms, () => {
      ignoreAbort?.();
      resolve();
    });
    const ignoreAbort =
      signal &&
      onAbort(signal, () => {
        cancelTimer();
        reject(signal.reason);
      });
  });
}
