import { ComplyCubeError } from "../errors.js";
import { readAnswer } from "./answer.js";
import { connectionError } from "./connection-error.js";
import type { Attempt, Platform } from "./fetch.js";
import { limitTime } from "./limit-time.js";
import type { Redactor } from "./redact.js";

/** One request and its whole answer, body included, within `attemptTimeoutMs`. */
export function withAttempt(
  redact: Redactor,
  { attemptTimeoutMs }: { attemptTimeoutMs: number },
  platform: Platform,
): Attempt {
  return (url, init, call) => {
    const send = async (signal: AbortSignal): Promise<Response> => {
      let failed = "No answer";
      try {
        // Followed redirects would carry the key and the body to a host that nobody chose.
        const response = await platform.fetch(url, { ...init, signal, redirect: "manual" });
        failed = "A broken answer";
        call.phase = "body";
        return await readAnswer(response, call.attempts, redact);
      } catch (error) {
        if (error instanceof ComplyCubeError) throw error;
        throw connectionError(`${failed} from ${new URL(url).origin}`, "baseUrl", call, error, redact);
      }
    };
    return limitTime(send, call, platform, attemptTimeoutMs);
  };
}
