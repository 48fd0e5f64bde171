import { isFailureCode, type VerificationFailureCode } from "./state.js";

/**
 * Reads the token of a mint route's answer, or takes the token that `getToken` returned. Rejects with an error that has a
 * `code` and `retryAfterMs`.
 */
export async function readToken(answer: unknown): Promise<string> {
  if (typeof answer === "string" && answer) return answer;
  const response: Partial<Response> & TokenBody = Object(answer);
  const { token, code } = response.text ? parsed(await response.text()) : response;
  if (response.ok !== false && typeof token === "string" && token) return token;
  const error = new Error(`The answer has no token (status ${response.status})`);
  const retryAfter = response.headers?.get("retry-after") ?? "";
  throw Object.assign(error, {
    code: isFailureCode(code) ? code : codeOf(response),
    // In seconds, or a date.
    retryAfterMs: Number(retryAfter) * 1_000 || Date.parse(retryAfter) - Date.now(),
  });
}

/** What the mint route answers. */
interface TokenBody {
  token?: unknown;
  code?: unknown;
}

/** A proxy may answer with an HTML page. */
function parsed(json: string): TokenBody {
  try {
    return Object(JSON.parse(json));
  } catch {
    return {};
  }
}

/** The code of an answer that does not come from the mint route, such as a redirect to a sign-in page. */
function codeOf({ status = 0, redirected }: Partial<Response>): VerificationFailureCode {
  if (status === 401 || redirected) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 429) return "rate_limited";
  return status >= 500 ? "unavailable" : "mint_failed";
}

/**
 * When a token expires, in milliseconds since 1970. ComplyCube does not document what a token contains: `undefined` if it does not
 * say.
 */
export function expiryOf(token: string): number | undefined {
  try {
    const claims = token.split(".")[1] ?? "";
    const { exp } = JSON.parse(atob(claims.replace(/-/g, "+").replace(/_/g, "/")));
    return Number.isFinite(exp) ? exp * 1_000 : undefined;
  } catch {
    return undefined;
  }
}
