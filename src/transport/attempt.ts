import { ComplyCubeError, ComplyCubeTimeoutError } from "../errors.js";
import { readAnswer } from "./answer.js";
import { connectionError } from "./connection-error.js";
import type { Fetch, Platform, TimedInit } from "./fetch.js";
import { limitTime } from "./limit-time.js";
import type { Redactor } from "./redact.js";

/** One request and its whole answer, body included, within `attemptTimeoutMs`. */
export function withAttempt(
  fetch: Platform["fetch"],
  redact: Redactor,
  { attemptTimeoutMs: limitMs }: { attemptTimeoutMs: number },
  platform: Platform,
): Fetch<TimedInit> {
  return (url, { call, timeoutMs, maxRetries, ...init }) => {
    const { attempts } = call;

    const send = async (signal: AbortSignal): Promise<Response> => {
      let failed = "No answer";
      try {
        // Followed redirects would carry the key and the body to a host that nobody chose.
        const response = await fetch(url, { ...init, signal, redirect: "manual" });
        failed = "A broken answer";
        call.phase = "body";
        return await readAnswer(response, attempts, redact);
      } catch (error) {
        if (error instanceof ComplyCubeError) throw error;
        const what = `${failed} from ${new URL(url).origin}`;
        throw connectionError(what, "baseUrl", { error, attempts }, redact);
      }
    };

    const onTimeout = () => new ComplyCubeTimeoutError({ limit: "attemptTimeoutMs", limitMs, ...call });
    return limitTime(send, { signal: init.signal, limitMs, onTimeout }, platform);
  };
}
