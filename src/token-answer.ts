import { ComplyCubeApiError, ComplyCubeResponseError } from "./errors.js";
import { type Violation, validateToken } from "./generated/validators.js";
import { excerptOf } from "./transport/excerpt.js";
import { attemptsOf } from "./transport/fetch.js";
import { readRetryAfter } from "./transport/retry-after.js";

/** An answer as openapi-fetch returns it: `data` of a success, `error` of any other status. */
interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

const longestMessage = 1_000;
const requestIdHeaders = [
  "x-request-id",
  "request-id",
  "x-correlation-id",
  "x-amzn-requestid",
  "x-amz-cf-id",
  "cf-ray",
];

/**
 * The token of an answer.
 *
 * @throws ComplyCubeApiError where the API refused; ComplyCubeResponseError where a success holds no token
 */
export function readToken({ data, error, response }: Answer): string {
  if (!response.ok) throw apiError(response, error);
  if (validateToken(data)) return data.token;
  const isEmpty = data === undefined;
  throw new ComplyCubeResponseError({
    statusCode: response.status,
    violations: isEmpty ? ["its body is empty"] : validateToken.errors.map(describe),
    excerpt: isEmpty ? "" : excerptOf(JSON.stringify(data)),
    attempts: attemptsOf(response),
  });
}

function describe({ instancePath, message }: Violation): string {
  return `${instancePath === "" ? "its body" : `\`${instancePath.slice(1)}\``} ${message}`;
}

function apiError(response: Response, body: unknown): ComplyCubeApiError {
  const { status, headers } = response;
  const message = stringIn(body, "message")?.slice(0, longestMessage) ?? "The API gave no reason";
  return new ComplyCubeApiError(`${message} (status code ${status})`, {
    statusCode: status,
    type: stringIn(body, "type"),
    param: stringIn(body, "param"),
    responseBody: body,
    headers,
    retryAfterMs: readRetryAfter(headers, Date.now()),
    requestId: requestIdHeaders.map((name) => headers.get(name)).find((id) => id !== null) ?? undefined,
    attempts: attemptsOf(response),
  });
}

function stringIn(body: unknown, name: string): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const value: unknown = Reflect.get(body, name);
  return typeof value === "string" ? value : undefined;
}
