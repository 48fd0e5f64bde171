import { apiError } from "./api-error.js";
import type { Outcome } from "./client.js";
import { ComplyCubeResponseError } from "./errors.js";
import { validateToken } from "./generated/validators.js";
import { excerptOf } from "./transport/answer.js";
import type { Report } from "./validation.js";

/**
 * The token of an answer.
 *
 * @throws ComplyCubeApiError if the API refused; ComplyCubeResponseError if a success holds no token
 */
export function readToken({ data, error, answer }: Outcome): string {
  if (!answer.ok) throw apiError(answer, error);
  const violations: string[] = [];
  const report: Report = (message, ...place) => violations.push(`its ${place.join(".") || "body"} ${message}`);
  if (validateToken(data, report)) return data.token;
  const { status: statusCode, text, attempts } = answer;
  throw new ComplyCubeResponseError({ statusCode, violations, excerpt: excerptOf(text), attempts });
}
