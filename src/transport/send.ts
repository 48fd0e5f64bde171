import {
  ComplyCubeConfigError,
  ComplyCubeConnectionError,
  ComplyCubeError,
  ComplyCubeTimeoutError,
} from "../client/errors.js";
import { type Answer, readAnswer } from "./answer.js";
import type { Call, CallOptions } from "./call.js";
import { limitTime, type OnInterrupt } from "./limit-time.js";
import type { Platform } from "./platform.js";
import { redactor } from "./redact.js";
import type { Exchange, Transport, TransportRequest } from "./transport.js";

/** The result of one attempt. Holds nothing secret. */
export interface AttemptReport {
  /** 1 for the first attempt of a call. */
  attempt: number;
  /** The status, if there was a usable answer. */
  status?: number;
  /** The name of the error otherwise, such as `ComplyCubeTimeoutError`, or of the reason of an abort. */
  error?: string;
  /** Duration of the attempt, in milliseconds. */
  durationMs: number;
  /** Wait until the next attempt, in milliseconds; `undefined` if this was the last. */
  nextWaitMs?: number;
}

/**
 * Paces the attempts: `RateLimiter` of the npm package `limiter` for one process, `RateLimiterQueue` of
 * `rate-limiter-flexible` for several that share a store, or an object of your own.
 *
 * @example
 * const rateLimiter = new RateLimiter({ tokensPerInterval: 1, interval: 105 });
 * const complycube = new ComplyCube({ rateLimiter, timeoutMs: 600_000 });
 */
export interface RateLimiter {
  /**
   * Resolves once `count` attempts may be sent. Called with 1 before each attempt, retries included. The result is ignored.
   * If it rejects, the attempt is not sent, and the call rejects with ComplyCubeConnectionError. A slot that comes after the
   * call was aborted or timed out is lost.
   */
  removeTokens(count: number): Promise<unknown>;
}

export interface SendSettings {
  apiKey: string;
  timeoutMs: number;
  attemptTimeoutMs: number;
  maxRetries: number;
  rateLimiter?: RateLimiter | undefined;
  onAttempt?: ((report: AttemptReport) => void) | undefined;
}

const [firstBackOffMs, longestBackOffMs] = [500, 8_000];
const transientStatuses = [408, 429, 500, 502, 503, 504];

/**
 * Makes the function that sends a request, and sends it again if that may help, until the deadline.
 *
 * Minting is not documented as idempotent, but is safe to repeat: a surplus token expires within the hour, is bound to the
 * same client and page, and nobody holds it.
 */
export function createSend(settings: SendSettings, transport: Transport, platform: Platform) {
  const { rateLimiter, onAttempt, attemptTimeoutMs } = settings;
  const redact = redactor(settings.apiKey);

  return async (request: TransportRequest, options: CallOptions): Promise<Answer> => {
    const { signal, timeoutMs = settings.timeoutMs, maxRetries = settings.maxRetries } = options;
    const expiresAt = platform.now() + timeoutMs;
    const call: Call = { signal, timeoutMs, expiresAt, attempts: 0, phase: "slot" };
    for (;;) {
      if (rateLimiter) await waitForSlot(rateLimiter, call);
      assertLive(call);
      const startedAt = platform.now();
      call.attempts += 1;
      call.phase = "answer";
      const run = (onInterrupt: OnInterrupt) => attempt(request, call, onInterrupt);
      const { answer, error } = await limitTime(run, call, platform, attemptTimeoutMs).then(
        (received) => ({ answer: received, error: undefined }),
        (reason: unknown) => ({ answer: undefined, error: reason }),
      );

      const now = platform.now();
      // Full jitter, so that clients that failed together do not come back together; never earlier than the server asks.
      const backOffMs = platform.random() * Math.min(longestBackOffMs, firstBackOffMs * 2 ** (call.attempts - 1));
      const waitMs = Math.max(backOffMs, answer?.retryAfterMs ?? 0);
      const mayHelp = answer ? transientStatuses.includes(answer.status) : isTransient(error);
      const willRetry = mayHelp && !signal?.aborted && call.attempts <= maxRetries && now + waitMs < expiresAt;
      if (onAttempt) {
        const report = async () =>
          onAttempt({
            attempt: call.attempts,
            ...(answer ? { status: answer.status } : { error: error instanceof Error ? error.name : typeof error }),
            durationMs: now - startedAt,
            ...(willRetry && { nextWaitMs: waitMs }),
          });
        // An exception or a rejection of the callback must not end the call.
        report().catch(() => {});
      }
      if (!willRetry && answer) return answer;
      if (!willRetry) throw error;

      call.phase = "back-off";
      assertLive(call);
      const wait = (onInterrupt: OnInterrupt) =>
        new Promise<void>((resolve) => onInterrupt(platform.after(waitMs, resolve)));
      await limitTime(wait, call, platform);
    }
  };

  async function attempt(request: TransportRequest, call: Call, onInterrupt: OnInterrupt): Promise<Answer> {
    let exchange: Exchange | undefined;
    let failed = "No answer";
    let isCancelled = false;
    const cancel = (reason: unknown) => {
      isCancelled = true;
      try {
        exchange?.cancel(reason);
      } catch {} // The call has its own error.
    };
    try {
      exchange = transport(request);
      if (typeof Object(exchange).cancel !== "function") {
        throw new ComplyCubeConfigError("transport", "`transport` must return { response, cancel } at once.");
      }
      onInterrupt(cancel);
      const response = await exchange.response;
      failed = "A broken answer";
      // A transport may ignore `cancel`, and a later attempt have begun.
      if (!isCancelled) call.phase = "body";
      return await readAnswer(response, call.attempts, redact, platform.wallClock());
    } catch (error) {
      cancel(error);
      if (error instanceof ComplyCubeError) throw error;
      const what = `${failed} from ${new URL(request.url).origin}`;
      throw connectionError(what, "Check `baseUrl`, and the network on the way there.", call, error);
    }
  }

  /** If the limiter fails nothing is sent, since that could exceed the limit. */
  async function waitForSlot(limiter: RateLimiter, call: Call): Promise<void> {
    assertLive(call);
    call.phase = "slot";
    const removeToken = async () => {
      try {
        await limiter.removeTokens(1);
      } catch (error) {
        throw connectionError("No slot", "Check `rateLimiter`.", call, error);
      }
    };
    await limitTime(removeToken, call, platform);
  }

  function assertLive(call: Call): void {
    call.signal?.throwIfAborted();
    if (platform.now() < call.expiresAt) return; // Timers can be late.
    throw new ComplyCubeTimeoutError({ ...call, limit: "timeoutMs", limitMs: call.timeoutMs });
  }

  function connectionError(what: string, advice: string, { attempts }: Call, error: unknown): Error {
    const cause = redact.error(error);
    return new ComplyCubeConnectionError(what, innermostMessage(cause), advice, { attempts, cause });
  }
}

function isTransient(error: unknown): boolean {
  if (error instanceof ComplyCubeTimeoutError) return error.limit === "attemptTimeoutMs";
  return error instanceof ComplyCubeConnectionError;
}

/** Platforms say "fetch failed", and put what failed in the cause: one error, or one for each address that was tried. */
function innermostMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? innermostMessage(inner) : error.message.replace(/\.$/, "") || error.name;
}
