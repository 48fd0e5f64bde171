import { withAttempt } from "./attempt.js";
import type { AttemptReport } from "./attempt-report.js";
import { withDeadline } from "./deadline.js";
import type { CallInit, Fetch, Platform } from "./fetch.js";
import { redactor } from "./redact.js";
import { withRetry } from "./retry.js";

export interface TransportSettings {
  timeoutMs: number;
  attemptTimeoutMs: number;
  maxRetries: number;
  /** Taken out of whatever comes from outside. */
  apiKey: string;
  onAttempt?: ((report: AttemptReport) => void) | undefined;
}

/** What happens between a request and its answer, outermost first: one deadline, retries, single attempts, `fetch`. */
export function createTransport(settings: TransportSettings, platform: Platform): Fetch<CallInit> {
  const attempt = withAttempt(platform.fetch, redactor(settings.apiKey), settings, platform);
  const retry = withRetry(attempt, settings, platform);
  return withDeadline(retry, settings, platform);
}
