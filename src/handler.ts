import type { ComplyCube } from "./client/complycube.js";
import {
  ComplyCubeApiError,
  ComplyCubeConfigError,
  ComplyCubeConnectionError,
  ComplyCubeError,
  ComplyCubeTimeoutError,
} from "./client/errors.js";
import { checkOptions, isBoolean, isFunction, type Rule } from "./client/options.js";
import { type CheckedScope, type TokenScope, tokenRequest } from "./client/token-request.js";
import { createOriginWarnings, isCrossSite } from "./handler/page-origin.js";
import { createReferrerCheck } from "./referrer/assert-usable.js";
import type { CheckedReferrer } from "./referrer/index.js";

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

type Client = Pick<ComplyCube, "token">;

export interface TokenHandlerOptions<Context extends unknown[] = []> {
  /** The client, or a function that returns it, called at the first request: a build that loads the route needs no key. */
  complycube: Client | (() => Client);
  /** Where the tokens may be used. Fixed when the handler is created, never taken from a request. */
  scope: TokenScope;
  /**
   * Returns the client ID of the signed-in user, 401 if nobody is signed in (`?? 401`), or 403 if the user may not have a
   * token. Read the ID from your session, never from the request's body: a caller who chooses the ID acts for any client.
   */
  authorize: (request: Request, ...context: Context) => string | 401 | 403 | Promise<string | 401 | 403>;
  /**
   * Allows a `referrer` that matches every site, such as `<all_urls>`, if the client allows it too. A leaked token then works
   * on any site. Default: false.
   */
  allowAnyReferrer?: boolean | undefined;
  /** Called when a token could not be minted. Exceptions are ignored. Default: `console.error`. */
  onError?: ((error: unknown, request: Request) => void) | undefined;
  /**
   * Called once per origin whose pages are refused, or get a token that cannot work there. Exceptions are ignored.
   * Default: `console.warn`.
   */
  onWarning?: ((message: string, request: Request) => void) | undefined;
}

const rules: Record<keyof TokenHandlerOptions, Rule> = {
  complycube: [
    "be a ComplyCube, or a function that returns one",
    (value) => typeof value === "function" || isClient(value),
  ],
  scope: ["be { referrer } or { appId }", (value) => typeof value === "object" && value !== null],
  authorize: isFunction,
  allowAnyReferrer: isBoolean,
  onError: isFunction,
  onWarning: isFunction,
};

/** The wait that ComplyCube recommends after a 429. */
const defaultRetryAfterMs = 30_000;
const expectsRequest =
  "The handler expects a web Request. In Express and node:http, use getRequestListener(handler, { overrideGlobalObjects: " +
  "false }) of @hono/node-server. In Hono, pass context.req.raw.";

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
 *   complycube: () => new ComplyCube(),
 *   scope: { referrer: "https://www.example.com/*" },
 *   authorize: async (request) => (await sessionOf(request))?.clientId ?? 401,
 * });
 */
export function createTokenHandler<
  Referrer extends string | undefined = never,
  AppId extends string | undefined = never,
  Context extends unknown[] = [],
>(
  options: Omit<TokenHandlerOptions<Context>, "scope"> & { scope: CheckedScope<Referrer, AppId> },
): (request: Request, ...context: Context) => Promise<Response> {
  const checked = checkOptions(options, rules, "the handler", ["complycube", "scope", "authorize"]);
  const { complycube, authorize, allowAnyReferrer = false } = checked;
  const { onError = (error) => console.error(error), onWarning = (message) => console.warn(message) } = checked;
  const checkReferrer = createReferrerCheck({ allowAnyReferrer, onReferrerWarning: () => {} });
  const { clientId: _, ...scope } = tokenRequest("CLIENT_ID", checked.scope, checkReferrer);
  const warn = createOriginWarnings(scope.referrer, onWarning);
  const clientOf = typeof complycube === "function" ? complycube : () => complycube;
  let client: Client | undefined;

  async function mint(request: Request, context: Context): Promise<Response> {
    if (request.method !== "POST") return refuse("method_not_allowed", { allow: "POST" });
    if (isCrossSite(request, scope.referrer)) {
      warn.refused(request);
      return refuse("cross_site");
    }
    const clientId = await authorize(request, ...context);
    if (clientId === 401 || clientId === 403) return refuse(clientId === 401 ? "unauthenticated" : "forbidden");
    assertClientId(clientId);
    warn.useless(request);
    client ??= assertClient(clientOf());
    const { signal } = request;
    const token = await client.token.generate(clientId, scope, signal ? { signal } : {});
    return respond(200, { token, clientId } satisfies MintedToken);
  }

  return async (request, ...context) => {
    // Express' types accept this handler, and without this check its requests would never end.
    if (typeof request?.headers?.get !== "function") throw new TypeError(expectsRequest);
    try {
      return await mint(request, context);
    } catch (error) {
      // The page gets its response even if `onError` throws or rejects.
      const report = async () => request.signal?.aborted || onError(error, request);
      report().catch(() => {});
      return refusalFor(error);
    }
  };
}

function isClient(value: unknown): value is Client {
  return typeof Object(Object(value).token).generate === "function";
}

function assertClient(value: unknown): Client {
  if (isClient(value)) return value;
  throw new ComplyCubeConfigError({ option: "complycube", message: "`complycube` did not return a ComplyCube." });
}

function assertClientId(value: unknown): asserts value is string {
  if (typeof value === "string" && value !== "") return;
  const isObject = typeof value === "object" && value !== null;
  const text = isObject ? `an object (${Object.prototype.toString.call(value).slice(8, -1)})` : JSON.stringify(value);
  const message = `\`authorize\` returned ${text}. Return the client's ID, 401 or 403.`;
  throw new ComplyCubeConfigError({ option: "authorize", message });
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
