import { withAttempt } from "./attempt.js";
import { withDeadline } from "./deadline.js";
import type { CallInit, Fetch, Platform } from "./fetch.js";
import { withRetry } from "./retry.js";

export interface TransportSettings {
  timeoutMs: number;
  attemptTimeoutMs: number;
  maxRetries: number;
}

/** What happens between a request and its answer, outermost first: one deadline, retries, single attempts, `fetch`. */
export function createTransport(settings: TransportSettings, platform: Platform): Fetch<CallInit> {
  const attempt = withAttempt(platform.fetch, settings, platform);
  const retry = withRetry(attempt, settings, platform);
  return withDeadline(retry, settings, platform);
}
