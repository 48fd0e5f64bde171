import { isFailureCode, type VerificationFailureCode } from "./failure.js";

/** Asks the mint route for a token. Rejects with an error that has a `code` and, if the route says when, `retryAfterMs`. */
export async function fetchToken(url: string | URL, signal: AbortSignal): Promise<string> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { method: "POST", credentials: "same-origin", signal });
    text = await response.text();
  } catch (cause) {
    throw Object.assign(new Error(`POST ${url} got no answer.`, { cause }), { code: "unreachable" });
  }
  const { token, code } = parsed(text);
  if (response.ok && token) return token;
  const error = new Error(`POST ${url} answered ${response.status} with no token.`);
  throw Object.assign(error, {
    code: isFailureCode(code) ? code : codeOf(response),
    retryAfterMs: Number(response.headers.get("retry-after")) * 1_000,
  });
}

/** A proxy may answer with an HTML page. */
function parsed(json: string): { token?: string; code?: unknown } {
  try {
    return Object(JSON.parse(json));
  } catch {
    return {};
  }
}

/** The code of an answer that does not come from the mint route, such as a redirect to a sign-in page. */
function codeOf({ status, redirected }: Response): VerificationFailureCode {
  if (status === 401 || redirected) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 429) return "rate_limited";
  return status >= 500 ? "unavailable" : "mint_failed";
}
