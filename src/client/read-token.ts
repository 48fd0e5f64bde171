import { validateToken } from "../generated/validators.js";
import { type Answer, excerptOf } from "../transport/answer.js";
import { violationsOf } from "../validation.js";
import type { Outcome } from "./create-client.js";
import { afterAttempts, ComplyCubeApiError, ComplyCubeResponseError } from "./errors.js";

/**
 * Returns the token of an answer.
 *
 * @throws ComplyCubeApiError if the API returned an error, ComplyCubeResponseError if a success contains no token
 */
export function readToken({ data, error, answer }: Outcome): string {
  if (!answer.ok) throw apiError(answer, error);
  if (validateToken(data)) return data.token;
  const violations = violationsOf(validateToken).map(
    ({ path, message }) => `${path ? `\`${path}\`` : "the body"} ${message}`,
  );
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

/** Creates the error for an answer. The body may have any form. */
function apiError(answer: Answer, body: unknown): ComplyCubeApiError {
  const { status, attempts, retryAfterMs } = answer;
  const headers = answer.headers();
  const reason = textIn(body, "message") ?? "The API gave no reason";
  const param = textIn(body, "param");
  const advice =
    retryAfterMs === undefined ? repair(status, param) : `Retry after ${Math.ceil(retryAfterMs / 1_000)} s.`;
  return new ComplyCubeApiError({
    message: `${reason} (status code ${status}${afterAttempts(attempts)}). ${advice}`,
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
 * Says what the caller can change.
 *
 * @see https://docs.complycube.com/documentation/api-reference/errors
 */
function repair(status: number, param: string | undefined): string {
  if (status >= 500 || status === 408) return "Retry later. If the error persists, contact ComplyCube's support.";
  switch (status) {
    case 401:
      return "Check that `apiKey` is the complete raw key and is not revoked.";
    case 402:
      return "Check the billing of your ComplyCube account.";
    case 403:
      return "Check your ComplyCube plan and the permissions of the API key.";
    case 404:
      return "Check `clientId`, `baseUrl` and `apiKey`. Test keys and live keys do not share clients.";
    case 429:
      return "Send fewer requests, or retry later.";
    default:
      return `Check ${param === undefined ? "the arguments" : `\`${param}\``}.`;
  }
}
