import { withAttempt } from "./attempt.js";
import type { AttemptReport } from "./attempt-report.js";
import type { CallInit, Fetch, Platform } from "./fetch.js";
import { type RateLimiter, waitForSlot } from "./rate-limit.js";
import { redactor } from "./redact.js";
import { withRetry } from "./retry.js";

export interface TransportSettings {
  timeoutMs: number;
  attemptTimeoutMs: number;
  maxRetries: number;
  /** Taken out of whatever comes from outside. */
  apiKey: string;
  onAttempt?: ((report: AttemptReport) => void) | undefined;
  rateLimiter?: RateLimiter | undefined;
}

/** What happens between a request and its answer: retries under one deadline; in each, the wait for a slot, and `fetch`. */
export function createTransport(settings: TransportSettings, platform: Platform): Fetch<CallInit> {
  const redact = redactor(settings.apiKey);
  const attempt = withAttempt(redact, settings, platform);
  const slot = settings.rateLimiter && waitForSlot(settings.rateLimiter, redact, platform);
  return withRetry(attempt, { ...settings, slot }, platform);
}
