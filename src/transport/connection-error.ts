import { ComplyCubeConnectionError } from "../errors.js";
import type { Redactor } from "./redact.js";

/** The error of a request that could not be sent or answered, with a cause that holds nothing secret. */
export function connectionError(
  what: string,
  option: "baseUrl" | "rateLimiter",
  { attempts }: { attempts: number },
  error: unknown,
  redact: Redactor,
): Error {
  const cause = redact.error(error);
  const advice = `Check \`${option}\`, and the network on the way there.`;
  return new ComplyCubeConnectionError(what, innermostMessage(cause), advice, { attempts, cause });
}

/** Platforms say "fetch failed", and put what failed in the cause: one error, or one for each address that was tried. */
function innermostMessage(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return typeof error === "string" ? error : "rejected with what is no error";
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error && depth < 5 ? innermostMessage(inner, depth + 1) : error.message;
}
