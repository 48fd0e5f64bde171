import type { ComplyCube } from "./client/complycube.js";
import {
  ComplyCubeApiError,
  ComplyCubeConnectionError,
  ComplyCubeError,
  ComplyCubeTimeoutError,
} from "./client/errors.js";
import { aFunction, checkOptions, type Rule } from "./client/options.js";
import { type TokenScope, tokenRequest } from "./client/token-request.js";
import { parseUrl } from "./parse-url.js";
import { referrerCheck } from "./referrer/assert-usable.js";
import { type CheckedReferrer, matchesReferrer } from "./referrer/index.js";

/** The codes of the answers without a token, with their statuses. A page may branch on them: they are stable. */
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

/** Why the handler gives no token: the `code` of every answer of it that is no success. */
export type TokenRefusalCode = keyof typeof statuses;

/** A success of the handler. SDKs for mobile need both. */
export type MintedToken = { token: string; clientId: string };

export interface TokenHandlerOptions<Context extends unknown[] = []> {
  complycube: Pick<ComplyCube, "token">;
  /** Where the tokens may be used: fixed when the handler is made, and never taken from a request. */
  scope: TokenScope;
  /**
   * The ID of the signed-in user's client, 401 where nobody is signed in, such as by `?? 401`, 403 where this user may not
   * have a token. It comes from your session, never from the request's body: whoever can choose the ID acts for any client.
   */
  authorize: (request: Request, ...context: Context) => string | 401 | 403 | Promise<string | 401 | 403>;
  /** Is told why a token could not be minted, which the page is not. Default: `console.error`. */
  onError?: ((error: unknown, request: Request) => void) | undefined;
}

const rules: Record<keyof TokenHandlerOptions, Rule> = {
  complycube: ["be a ComplyCube", (value) => typeof Object(Object(value).token).generate === "function"],
  scope: ["be { referrer } or { appId }", (value) => typeof value === "object" && value !== null],
  authorize: aFunction,
  onError: aFunction,
};

/** The first wait that ComplyCube advises where it is called too often. */
const firstWaitMs = 30_000;
const takesRequest =
  "The handler takes the web's Request: in Hono context.req.raw, in Express by getRequestListener of @hono/node-server.";

/**
 * Makes the route of a back end that mints a token for whoever is signed in, for any framework that has the web's `Request`
 * and `Response`. A POST is answered with `{ token, clientId }`, or with `{ code }`, a `TokenRefusalCode`: the page sees nothing
 * of what ComplyCube says. A page of another site is refused, and a request that is aborted aborts the mint.
 *
 * @returns the handler, which rejects only where it is given no `Request`; `authorize` is handed what it is called with
 * @throws ComplyCubeConfigError or ComplyCubeRequestError at once, naming what is wrong with the options
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
  tokenRequest("CLIENT_ID", scope, referrerCheck({ allowAnyReferrer: true, onReferrerWarning: () => {} }));

  return async (request, ...context) => {
    // Express' types let the handler pass, and its request would wait for ever.
    if (typeof request?.headers?.get !== "function") throw new TypeError(takesRequest);
    try {
      if (request.method !== "POST") return refuse("method_not_allowed", { allow: "POST" });
      if (isCrossSite(request, scope.referrer)) return refuse("cross_site");
      const clientId = await authorize(request, ...context);
      if (clientId === 401 || clientId === 403) return refuse(clientId === 401 ? "unauthenticated" : "forbidden");
      const token = await complycube.token.generate(clientId, scope, { signal: request.signal });
      return answer(200, { token, clientId } satisfies MintedToken);
    } catch (error) {
      // Whether it throws or rejects, the page has its answer.
      const tell = async () => request.signal.aborted || onError(error, request);
      tell().catch(() => {});
      return refusalFor(error);
    }
  };
}

/** Whether a page of another site asks. An app or a server says nothing of that: `authorize` alone decides. */
function isCrossSite({ headers, url }: Request, referrer = ""): boolean {
  const [origin, site] = [headers.get("origin"), headers.get("sec-fetch-site")];
  // A page of another subdomain may ask where it may use the token.
  if (site === "same-site") return !matchesReferrer(referrer, `${origin}/`);
  if (site !== null) return site !== "same-origin";
  if (origin === null) return false;
  const [page, route] = [parseUrl(origin), new URL(url)];
  // The URL of Next.js has the name that it is configured with. A proxy that ends TLS leaves http: in it, never the reverse.
  const host = parseUrl(`${page?.protocol}//${headers.get("host") ?? route.host}`)?.host;
  return !page?.host || page.host !== host || (route.protocol === "https:" && page.protocol !== "https:");
}

function refusalFor(error: unknown): Response {
  if (error instanceof ComplyCubeTimeoutError) return refuse("timed_out");
  if (!(error instanceof ComplyCubeError) || error instanceof ComplyCubeConnectionError) return refuse("unavailable");
  if (!(error instanceof ComplyCubeApiError)) return refuse("mint_failed");
  const { statusCode, retryAfterMs = firstWaitMs } = error;
  if (statusCode === 429) return refuse("rate_limited", { "retry-after": `${Math.ceil(retryAfterMs / 1_000)}` });
  return refuse(error.isClientError() && statusCode !== 408 ? "mint_failed" : "unavailable");
}

const refuse = (code: TokenRefusalCode, headers = {}) => answer(statuses[code], { code }, headers);

function answer(status: number, body: object, headers = {}): Response {
  return Response.json(body, { status, headers: { ...headers, "cache-control": "no-store" } });
}
