import { ComplyCubeConnectionError, ComplyCubeError, ComplyCubeTimeoutError } from "../errors.js";
import { type Answer, readAnswer } from "./answer.js";
import type { Call, CallOptions, Platform } from "./call.js";
import { limitTime, type OnInterrupt, sleep } from "./limit-time.js";
import { redactor } from "./redact.js";
import type { Transport, TransportRequest } from "./transport.js";

/** The result of one attempt. Holds nothing secret. */
export interface AttemptReport {
  /** 1 for the first attempt of a call. */
  attempt: number;
  /** The status, if there was a usable answer. */
  status?: number;
  /** The error's name otherwise: `ComplyCubeConnectionError`, or that of an abort's reason. */
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
   * Resolves once `count` attempts may be sent. Called with 1 before each attempt, retries included. The result is ignored,
   * so it must not resolve early to say that no slot is free. If it rejects, the attempt is not sent, and the call rejects
   * with ComplyCubeConnectionError.
   *
   * A slot for a call that was aborted or timed out meanwhile is lost.
   */
  removeTokens(count: number): Promise<unknown>;
}

export interface SendSettings {
  /** Removed from everything that comes from outside. */
  apiKey: string;
  timeoutMs: number;
  attemptTimeoutMs: number;
  maxRetries: number;
  rateLimiter?: RateLimiter | undefined;
  onAttempt?: ((report: AttemptReport) => void) | undefined;
}

export type Send = (request: TransportRequest, options: CallOptions) => Promise<Answer>;

const firstBackOffMs = 500;
const longestBackOffMs = 8_000;
const transientStatuses = [408, 429, 500, 502, 503, 504];

/**
 * Makes the function that sends a request, and sends it again if that may help, until the deadline.
 *
 * Minting is not documented as idempotent, but is safe to repeat: a surplus token expires within the hour, is bound to the
 * same client and page, and nobody holds it.
 */
export function createSend(settings: SendSettings, transport: Transport, platform: Platform): Send {
  const { rateLimiter, onAttempt } = settings;
  const redact = redactor(settings.apiKey);

  return async (request, { signal, timeoutMs = settings.timeoutMs, maxRetries = settings.maxRetries }) => {
    const expiresAt = platform.now() + timeoutMs;
    const call: Call = { signal, timeoutMs, expiresAt, attempts: 0, phase: "slot" };
    for (;;) {
      if (rateLimiter) await waitForSlot(rateLimiter, call);
      assertLive(call);
      const startedAt = platform.now();
      call.attempts += 1;
      call.phase = "answer";
      let answer: Answer | undefined;
      let error: unknown;
      try {
        answer = await limitTime(
          (onInterrupt) => attempt(request, call, onInterrupt),
          call,
          platform,
          settings.attemptTimeoutMs,
        );
      } catch (reason) {
        error = reason;
      }

      const now = platform.now();
      // Full jitter, so that clients that failed together do not come back together; never earlier than the server asks.
      const backOffMs = platform.random() * Math.min(longestBackOffMs, firstBackOffMs * 2 ** (call.attempts - 1));
      const waitMs = Math.max(backOffMs, answer?.retryAfterMs ?? 0);
      const isTransient = answer ? transientStatuses.includes(answer.status) : isTransientError(error);
      const willRetry = isTransient && !signal?.aborted && call.attempts <= maxRetries && now + waitMs < expiresAt;
      if (onAttempt) {
        report(onAttempt, {
          attempt: call.attempts,
          ...(answer ? { status: answer.status } : { error: error instanceof Error ? error.name : typeof error }),
          durationMs: now - startedAt,
          ...(willRetry && { nextWaitMs: waitMs }),
        });
      }
      if (answer && !willRetry) return answer;
      if (!willRetry) throw error;

      call.phase = "back-off";
      assertLive(call);
      await sleep(waitMs, call, platform);
    }
  };

  async function attempt(request: TransportRequest, call: Call, onInterrupt: OnInterrupt): Promise<Answer> {
    try {
      const exchange = transport(request);
      onInterrupt((reason) => exchange.cancel(reason));
      const response = await exchange.response;
      call.phase = "body";
      const { attempts } = call;
      return await readAnswer(response, { attempts, wallClock: platform.wallClock() }, redact);
    } catch (error) {
      if (error instanceof ComplyCubeError) throw error;
      const failed = call.phase === "body" ? "A broken answer" : "No answer";
      throw connectionError(`${failed} from ${new URL(request.url).origin}`, "baseUrl", call, error);
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
        throw connectionError("No slot", "rateLimiter", call, error);
      }
    };
    await limitTime(removeToken, call, platform);
  }

  function assertLive(call: Call): void {
    call.signal?.throwIfAborted();
    // Timers can be late.
    if (platform.now() < call.expiresAt) return;
    throw new ComplyCubeTimeoutError({ ...call, limit: "timeoutMs", limitMs: call.timeoutMs });
  }

  /** An exception or rejection of the callback must not end the call. */
  function report(callback: (report: AttemptReport) => void, attempt: AttemptReport): void {
    const notify = async () => callback(attempt);
    notify().catch(() => {});
  }

  function connectionError(
    what: string,
    option: string,
    { attempts }: Call,
    error: unknown,
  ): ComplyCubeConnectionError {
    const cause = redact.error(error);
    const advice = `Check \`${option}\`, and the network on the way there.`;
    return new ComplyCubeConnectionError(what, innermostMessage(cause), advice, { attempts, cause });
  }
}

function isTransientError(error: unknown): boolean {
  if (error instanceof ComplyCubeTimeoutError) return error.limit === "attemptTimeoutMs";
  return error instanceof ComplyCubeConnectionError;
}

/** Platforms say "fetch failed", and put what failed in the cause: one error, or one for each address that was tried. */
function innermostMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? innermostMessage(inner) : error.message;
}
