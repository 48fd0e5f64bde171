import {
  afterAttempts,
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

/** The result of one attempt. It contains no secret. */
export interface AttemptReport {
  /** 1 for the first attempt of a call. */
  attempt: number;
  /** The status, if a usable response arrived. */
  status?: number;
  /** The name of the error, such as `ComplyCubeTimeoutError`, or of the abort reason, if no usable response arrived. */
  error?: string;
  /** Duration of the attempt, in milliseconds. */
  durationMs: number;
  /** Wait until the next attempt, in milliseconds; `undefined` after the last attempt. */
  nextWaitMs?: number;
}

/**
 * Limits the rate of attempts. Use `RateLimiter` of the npm package `limiter` for one process, `RateLimiterQueue` of
 * `rate-limiter-flexible` for processes that share a store, or your own object.
 *
 * @example
 * import { ComplyCube } from "complycube-tokens";
 * import { RateLimiter } from "limiter";
 *
 * const rateLimiter = new RateLimiter({ tokensPerInterval: 1, interval: 105 });
 * export const complycube = new ComplyCube({ rateLimiter, timeoutMs: 600_000 });
 */
export interface RateLimiter {
  /**
   * Resolves when `count` attempts may be sent. Called with 1 before each attempt, including retries. The result is ignored.
   * If it rejects, nothing is sent, and the call rejects with ComplyCubeConnectionError. A slot that arrives after an abort
   * or a timeout is lost.
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
 * Creates the function that sends a request and retries it until the deadline.
 *
 * ComplyCube does not document minting as idempotent. Retrying is still safe: a surplus token expires within the hour, is
 * bound to the same client and page, and nobody holds it.
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
      // Full jitter spreads out clients that failed together. Never retries earlier than the server asks.
      const backOffMs = platform.random() * Math.min(longestBackOffMs, firstBackOffMs * 2 ** (call.attempts - 1));
      const waitMs = Math.max(backOffMs, answer?.retryAfterMs ?? 0);
      const isRetryable = answer ? transientStatuses.includes(answer.status) : isTransient(error);
      const willRetry = isRetryable && !signal?.aborted && call.attempts <= maxRetries && now + waitMs < expiresAt;
      if (onAttempt) {
        const report = async () =>
          onAttempt({
            attempt: call.attempts,
            ...(answer ? { status: answer.status } : { error: error instanceof Error ? error.name : typeof error }),
            durationMs: now - startedAt,
            ...(willRetry && { nextWaitMs: waitMs }),
          });
        // The callback may throw or reject; the call goes on.
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
    let problem = "No response";
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
        const message = "`transport` must return { response, cancel } synchronously.";
        throw new ComplyCubeConfigError({ option: "transport", message });
      }
      onInterrupt(cancel);
      const response = await exchange.response;
      problem = "The connection broke during the response";
      // A transport may ignore `cancel`. The next attempt may already have begun.
      if (!isCancelled) call.phase = "body";
      return await readAnswer(response, call.attempts, redact, platform.wallClock());
    } catch (error) {
      cancel(error);
      if (error instanceof ComplyCubeError) throw error;
      const what = `${problem} from ${new URL(request.url).origin}`;
      throw connectionError(what, "Check `baseUrl` and the network.", call, error);
    }
  }

  /** Sends nothing if the rate limiter fails, because that could exceed the limit. */
  async function waitForSlot(limiter: RateLimiter, call: Call): Promise<void> {
    assertLive(call);
    call.phase = "slot";
    const removeToken = async () => {
      try {
        await limiter.removeTokens(1);
      } catch (error) {
        throw connectionError("`rateLimiter` failed", "Check `rateLimiter`.", call, error);
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
    const message = `${what}${afterAttempts(attempts)}: ${innermostMessage(cause)}. ${advice}`;
    return new ComplyCubeConnectionError({ message, attempts, cause });
  }
}

function isTransient(error: unknown): boolean {
  if (error instanceof ComplyCubeTimeoutError) return error.limit === "attemptTimeoutMs";
  return error instanceof ComplyCubeConnectionError;
}

/** Platforms reject with "fetch failed". The cause has the reason: one error, or one for each address tried. */
function innermostMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? innermostMessage(inner) : error.message.replace(/\.$/, "") || error.name;
}
