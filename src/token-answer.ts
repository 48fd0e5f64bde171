import { apiError } from "./api-error.js";
import { ComplyCubeResponseError } from "./errors.js";
import { validateToken } from "./generated/validators.js";
import { excerptOf } from "./transport/excerpt.js";
import { notesOn } from "./transport/fetch.js";
import type { Report } from "./validation.js";

/** An answer as openapi-fetch returns it: `data` of a success, `error` of any other status. */
interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/**
 * The token of an answer.
 *
 * @throws ComplyCubeApiError where the API refused; ComplyCubeResponseError where a success holds no token
 */
export function readToken({ data, error, response }: Answer): string {
  if (!response.ok) throw apiError(response, error);
  const violations: string[] = [];
  const tell: Report = (message, ...place) => violations.push(`its ${place.join(".") || "body"} ${message}`);
  if (validateToken(data, tell)) return data.token;
  throw new ComplyCubeResponseError({
    statusCode: response.status,
    violations,
    excerpt: excerptOf(JSON.stringify(data) ?? ""),
    attempts: notesOn(response).attempts,
  });
}
