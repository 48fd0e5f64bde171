import { apiError } from "./api-error.js";
import { ComplyCubeResponseError } from "./errors.js";
import { type Violation, validateToken } from "./generated/validators.js";
import { excerptOf } from "./transport/excerpt.js";
import { notesOn } from "./transport/fetch.js";

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
  if (validateToken(data)) return data.token;
  const isEmpty = data === undefined;
  throw new ComplyCubeResponseError({
    statusCode: response.status,
    violations: isEmpty ? ["its body is empty"] : validateToken.errors.map(describe),
    excerpt: isEmpty ? "" : excerptOf(JSON.stringify(data)),
    attempts: notesOn(response).attempts,
  });
}

function describe({ instancePath, message }: Violation): string {
  return `${instancePath === "" ? "its body" : `\`${instancePath.slice(1)}\``} ${message}`;
}
