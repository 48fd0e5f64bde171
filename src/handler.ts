import type { ComplyCube } from "./client/complycube.js";
import {
  ComplyCubeApiError,
  ComplyCubeConnectionError,
  ComplyCubeError,
  ComplyCubeTimeoutError,
} from "./client/errors.js";
import { checkOptions, isFunction, type Rule } from "./client/options.js";
import { type TokenScope, tokenRequest } from "./client/token-request.js";
import { parseUrl } from "./parse-url.js";
import { createReferrerCheck } from "./referrer/assert-usable.js";
import { type CheckedReferrer, matchesReferrer } from "./referrer/index.js";

export type { CheckedReferrer, TokenScope };

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

/** The body of a success. Mobile SDKs need both properties. */
export type MintedToken = { token: string; clientId: string };

export interface TokenHandlerOptions<Context extends unknown[] = []> {
  complycube: Pick<ComplyCube, "token">;
  /** Where the tokens may be used. Fixed when the handler is created, never taken from a request. */
  scope: TokenScope;
  /**
   * Returns the client ID of the signed-in user, 401 if nobody is signed in (`?? 401`), or 403 if the user may not have a
   * token. Read the ID from your session, never from the request's body: a caller who chooses the ID acts for any client.
   */
  authorize: (request: Request, ...context: Context) => string | 401 | 403 | Promise<string | 401 | 403>;
  /** Called when a token could not be minted. Exceptions are ignored. Default: `console.error`. */
  onError?: ((error: unknown, request: Request) => void) | undefined;
}

const rules: Record<keyof TokenHandlerOptions, Rule> = {
  complycube: ["be a ComplyCube", (value) => typeof Object(Object(value).token).generate === "function"],
  scope: ["be { referrer } or { appId }", (value) => typeof value === "object" && value !== null],
  authorize: isFunction,
  onError: isFunction,
};

/** The wait that ComplyCube recommends after a 429. */
const defaultRetryAfterMs = 30_000;
const expectsRequest =
  "The handler expects a web Request. In Hono pass context.req.raw; in Express use getRequestListener of @hono/node-server.";

/**
 * Creates a route that mints a token for the signed-in user, for any framework with the web's `Request` and `Response`.
 *
 * A POST returns `{ token, clientId }`. Errors return only `{ code }`, a `TokenRefusalCode`; ComplyCube's message is never
 * exposed. Requests from pages of another site are refused. Aborting the request aborts the mint.
 *
 * @returns the handler. It passes further arguments on to `authorize`, and rejects only if it is called without a `Request`
 * @throws ComplyCubeConfigError or ComplyCubeRequestError at once, naming the invalid option
 * @example
 * const handle = createTokenHandler({
 *   complycube: new ComplyCube(),
 *   scope: { referrer: "https://www.example.com/*" },
 *   authorize: async (request) => (await sessionOf(request))?.clientId ?? 401,
 * });
 */
export function createTokenHandler<Referrer extends string, Context extends unknown[] = []>(
  options: TokenHandlerOptions<Context> & { scope: { referrer?: CheckedReferrer<Referrer> } },
): (request: Request, ...context: Context) => Promise<Response> {
  const checked = checkOptions(options, rules, "the handler", ["complycube", "scope", "authorize"]);
  const { complycube, authorize, onError = (error) => console.error(error) }: TokenHandlerOptions<Context> = checked;
  const scope: TokenScope = { ...checked.scope };
  tokenRequest("CLIENT_ID", scope, createReferrerCheck({ allowAnyReferrer: true, onReferrerWarning: () => {} }));

  return async (request, ...context) => {
    // Express' types accept this handler, and without this check its requests would never end.
    if (typeof request?.headers?.get !== "function") throw new TypeError(expectsRequest);
    try {
      if (request.method !== "POST") return refuse("method_not_allowed", { allow: "POST" });
      if (isCrossSite(request, scope.referrer)) return refuse("cross_site");
      const clientId = await authorize(request, ...context);
      if (clientId === 401 || clientId === 403) return refuse(clientId === 401 ? "unauthenticated" : "forbidden");
      const token = await complycube.token.generate(clientId, scope, { signal: request.signal });
      return respond(200, { token, clientId } satisfies MintedToken);
    } catch (error) {
      // The page gets its response even if `onError` throws or rejects.
      const report = async () => request.signal.aborted || onError(error, request);
      report().catch(() => {});
      return refusalFor(error);
    }
  };
}

/** Whether a page of another site sent the request. Apps and servers send neither header; `authorize` decides on them. */
function isCrossSite({ headers, url }: Request, referrer = ""): boolean {
  const [origin, site] = [headers.get("origin"), headers.get("sec-fetch-site")];
  // A page on another subdomain is allowed if the token works there.
  if (site === "same-site") return !matchesReferrer(referrer, `${origin}/`);
  if (site !== null) return site !== "same-origin";
  if (origin === null) return false;
  const [page, route] = [parseUrl(origin), new URL(url)];
  // In Next.js the URL has the configured host name. Behind a proxy that ends TLS the URL has http:, never the reverse.
  const host = parseUrl(`${page?.protocol}//${headers.get("host") ?? route.host}`)?.host;
  return !page?.host || page.host !== host || (route.protocol === "https:" && page.protocol !== "https:");
}

function refusalFor(error: unknown): Response {
  if (error instanceof ComplyCubeTimeoutError) return refuse("timed_out");
  if (!(error instanceof ComplyCubeError) || error instanceof ComplyCubeConnectionError) return refuse("unavailable");
  if (!(error instanceof ComplyCubeApiError)) return refuse("mint_failed");
  const { statusCode, retryAfterMs = defaultRetryAfterMs } = error;
  if (statusCode === 429) return refuse("rate_limited", { "retry-after": `${Math.ceil(retryAfterMs / 1_000)}` });
  return refuse(error.isClientError() && statusCode !== 408 ? "mint_failed" : "unavailable");
}

const refuse = (code: TokenRefusalCode, headers = {}) => respond(statuses[code], { code }, headers);

function respond(status: number, body: object, headers = {}): Response {
  return Response.json(body, { status, headers: { ...headers, "cache-control": "no-store" } });
}
