import {
  ComplyCubeApiError,
  ComplyCubeConnectionError,
  ComplyCubeError,
  ComplyCubeTimeoutError,
} from "../client/errors.js";

/** The status of each refusal. Pages branch on the codes, so the codes are stable. */
const statuses = {
  unauthenticated: 401,
  forbidden: 403,
  cross_site: 403,
  method_not_allowed: 405,
  rate_limited: 429,
  mint_failed: 502,
  unavailable: 503,
  timed_out: 504,
} as const;

/** The reason why the handler returns no token: the `code` of its error responses. */
export type TokenRefusalCode = keyof typeof statuses;

/** The wait that ComplyCube recommends after a 429. */
const defaultRetryAfterMs = 30_000;

export function refusalFor(error: unknown): Response {
  try {
    if (error instanceof ComplyCubeTimeoutError) return refuse("timed_out");
    if (!(error instanceof ComplyCubeError) || error instanceof ComplyCubeConnectionError) return refuse("unavailable");
    if (!(error instanceof ComplyCubeApiError)) return refuse("mint_failed");
    const { statusCode, retryAfterMs = defaultRetryAfterMs } = error;
    if (statusCode === 429) return refuse("rate_limited", { "retry-after": `${Math.ceil(retryAfterMs / 1_000)}` });
    return refuse(error.isClientError() && statusCode !== 408 ? "mint_failed" : "unavailable");
  } catch {
    // `authorize` can throw anything, also a Proxy whose properties throw.
    return refuse("unavailable");
  }
}

export const refuse = (code: TokenRefusalCode, headers = {}) => respond(statuses[code], { code }, headers);

export function respond(status: number, body: object, headers = {}): Response {
  return Response.json(body, { status, headers: { ...headers, "cache-control": "no-store" } });
}
