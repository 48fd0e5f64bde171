import { validateToken } from "../generated/validators.js";
import { type Answer, excerptOf } from "../transport/answer.js";
import type { Report } from "../validation.js";
import type { Outcome } from "./create-client.js";
import { ComplyCubeApiError, ComplyCubeResponseError } from "./errors.js";

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

const longestText = 1_000;
const requestIdHeaders = [
  "x-request-id",
  "request-id",
  "x-correlation-id",
  "x-amzn-requestid",
  "x-amz-cf-id",
  "cf-ray",
];

/** The error of an answer, also if its body does not have the documented form. */
export function apiError(answer: Answer, body: unknown): ComplyCubeApiError {
  const { status, attempts, retryAfterMs } = answer;
  const headers = answer.headers();
  const said = textIn(body, "message") ?? "The API gave no reason";
  const param = textIn(body, "param");
  const advice =
    retryAfterMs === undefined ? repair(status, param) : `Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`;
  return new ComplyCubeApiError(said, advice, {
    statusCode: status,
    type: textIn(body, "type"),
    param,
    responseBody: body,
    headers,
    retryAfterMs,
    requestId: requestIdHeaders.map((name) => headers.get(name)).find((id) => id !== null) ?? undefined,
    attempts,
  });
}

function textIn(body: unknown, name: string): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const value: unknown = Reflect.get(body, name);
  return typeof value === "string" ? value.slice(0, longestText) : undefined;
}

/**
 * What the caller can change.
 *
 * @see https://docs.complycube.com/documentation/api-reference/errors
 */
function repair(status: number, param: string | undefined): string {
  if (status >= 500 || status === 408) return "Try again later; contact ComplyCube's support if it persists.";
  switch (status) {
    case 401:
      return "Check `apiKey`: the raw key, whole, and not revoked.";
    case 402:
      return "Check the payment of your ComplyCube account.";
    case 403:
      return "Check your ComplyCube plan, and what this key may do.";
    case 404:
      return "Check `clientId`, `baseUrl`, and `apiKey`: a test key knows no client of a live key, nor the reverse.";
    case 429:
      return "Make fewer calls at a time, or try again later.";
    default:
      return `Check ${param === undefined ? "the arguments" : `\`${param}\``}.`;
  }
}
