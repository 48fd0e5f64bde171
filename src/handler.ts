import type { ComplyCube } from "./client/complycube.js";
import { ComplyCubeConfigError } from "./client/errors.js";
import { checkOptions, isBoolean, isFunction, type Rule } from "./client/options.js";
import { type CheckedScope, type TokenScope, tokenRequest } from "./client/token-request.js";
import { isCrossSite, refusedPageWarning, uselessTokenWarning } from "./handler/page-origin.js";
import { refusalFor, refuse, respond, type TokenRefusalCode } from "./handler/refuse.js";
import { createReferrerCheck } from "./referrer/assert-usable.js";
import type { CheckedAppId, CheckedReferrer } from "./referrer/index.js";

export type { CheckedAppId, CheckedReferrer, CheckedScope, TokenRefusalCode, TokenScope };

/** The body of a success. Mobile SDKs need both properties. */
export type MintedToken = {
  /** Pass it to the SDK unchanged. */
  token: string;
  /** What `authorize` returned. */
  clientId: string;
};

/** The part of a ComplyCube that the handler uses. */
type TokenSource = Pick<ComplyCube, "token">;

/** The options of the route. */
export interface TokenHandlerOptions<Context extends unknown[] = []> {
  /**
   * The client, or a function that creates it. The function is called at the first request that needs it, and again only
   * if it throws, so that a build without the API key succeeds.
   */
  complycube: TokenSource | (() => TokenSource);
  /** Where the tokens may be used. Fixed when the handler is created, never taken from a request. */
  scope: TokenScope;
  /**
   * Returns the client ID of the signed-in user, 401 if nobody is signed in (`?? 401`), or 403 if the user may not have a
   * token. Read the ID from your session, never from the request's body: a caller who chooses the ID acts for any client.
   */
  authorize: (request: Request, ...context: Context) => string | 401 | 403 | Promise<string | 401 | 403>;
  /** Called when a token could not be minted. Exceptions are ignored. Default: `console.error`. */
  onError?: ((error: unknown, request: Request) => void) | undefined;
  /**
   * Called once per origin if its pages were refused as `cross_site`, or received a token that does not work there.
   * Exceptions are ignored. Default: `console.warn`.
   */
  onWarning?: ((message: string, request: Request) => void) | undefined;
  /**
   * Allows a `referrer` that matches every site, such as `<all_urls>`. The client must allow it too. A leaked token then
   * works on any site. Default: false.
   */
  allowAnyReferrer?: boolean | undefined;
}

const rules: Record<keyof TokenHandlerOptions, Rule> = {
  complycube: [
    "be a ComplyCube, or a function that returns one, such as () => new ComplyCube()",
    (value) => (typeof value === "function" && !/^class\b/.test(`${value}`)) || isTokenSource(value),
  ],
  scope: ["be { referrer } or { appId }", (value) => typeof value === "object" && value !== null],
  authorize: isFunction,
  onError: isFunction,
  onWarning: isFunction,
  allowAnyReferrer: isBoolean,
};

/** Anybody can send any Origin. */
const mostWarnings = 100;
const expectsRequest =
  "The handler expects a web Request. In Express and node:http use " +
  "getRequestListener(handle, { overrideGlobalObjects: false }) of @hono/node-server; in Hono pass context.req.raw.";

/**
 * Creates a route that mints a token for the signed-in user, for any framework with the web's `Request` and `Response`.
 *
 * A POST returns `{ token, clientId }`. Errors return only `{ code }`, a `TokenRefusalCode`; ComplyCube's message is never
 * exposed. Requests from pages of another site are refused. Aborting the request aborts the mint.
 *
 * @returns the handler. It passes further arguments on to `authorize`, and rejects only if it is called without a `Request`
 * @throws ComplyCubeConfigError or ComplyCubeRequestError at once, naming the invalid option
 * @example
 * import { ComplyCube } from "complycube-tokens";
 * import { createTokenHandler } from "complycube-tokens/handler";
 * import { sessionOf } from "./sessions.js";
 *
 * export const POST = createTokenHandler({
 *   complycube: () => new ComplyCube(),
 *   scope: { referrer: "https://www.example.com/*" },
 *   authorize: (request) =>
 *     sessionOf(request.headers.get("cookie"))?.clientId ?? 401,
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
  const {
    complycube,
    authorize,
    onError = (error) => console.error(error),
    onWarning = (message) => console.warn(message),
    allowAnyReferrer = false,
  } = checked;
  const toAllow = "Set `allowAnyReferrer: true` on the handler and on the client";
  const checkReferrer = createReferrerCheck({ allowAnyReferrer, toAllow, onReferrerWarning: () => {} });
  const { clientId: _, ...scope } = tokenRequest("CLIENT_ID", checked.scope, checkReferrer);

  let created: TokenSource | undefined;
  const client = () => {
    if (typeof complycube !== "function") return complycube;
    created ??= assertTokenSource(complycube());
    return created;
  };
  const warned = new Set<string>();
  const warn = (message: string | undefined, request: Request) => {
    if (message === undefined || warned.has(message) || warned.size >= mostWarnings) return;
    warned.add(message);
    ignoringErrors(() => onWarning(message, request));
  };

  return async (request, ...context) => {
    // Express' types accept this handler, and without this check its requests would never end.
    if (typeof request?.headers?.get !== "function") throw new TypeError(expectsRequest);
    const { method } = request;
    try {
      // A browser may send OPTIONS first, and nothing else after it was refused.
      if ((method === "POST" || method === "OPTIONS") && isCrossSite(request, scope.referrer)) {
        warn(refusedPageWarning(request, scope.referrer), request);
        if (method === "POST") return refuse("cross_site");
      }
      if (method !== "POST") return refuse("method_not_allowed", { allow: "POST" });
      const clientId = await authorize(request, ...context);
      if (clientId === 401 || clientId === 403) return refuse(clientId === 401 ? "unauthenticated" : "forbidden");
      if (typeof clientId !== "string" || clientId === "") {
        throw wrongResult("authorize", clientId, "the client's ID, 401 or 403");
      }
      // Some frameworks' requests have no signal.
      const token = await client().token.generate(clientId, scope, { signal: request.signal ?? undefined });
      warn(uselessTokenWarning(request, scope.referrer), request);
      return respond(200, { token, clientId } satisfies MintedToken);
    } catch (error) {
      ignoringErrors(() => request.signal?.aborted || onError(error, request));
      return refusalFor(error);
    }
  };
}

/** The page gets its response even if a callback throws or rejects. */
function ignoringErrors(callback: () => unknown): void {
  const call = async () => callback();
  call().catch(() => {});
}

function isTokenSource(value: unknown): boolean {
  return typeof Object(Object(value).token).generate === "function";
}

function assertTokenSource(value: TokenSource): TokenSource {
  if (!isTokenSource(value)) throw wrongResult("complycube", value, "a ComplyCube");
  return value;
}

function wrongResult(option: keyof TokenHandlerOptions, value: unknown, expected: string): ComplyCubeConfigError {
  const message = `\`${option}\` returned ${describe(value)}. Return ${expected}.`;
  return new ComplyCubeConfigError({ option, message });
}

/** Never shows the content of a text or an object, which may be secret. */
function describe(value: unknown): string {
  if (value === null || ["undefined", "number", "boolean"].includes(typeof value)) return String(value);
  if (value instanceof Response) return "a Response";
  if (value instanceof Promise) return "a Promise";
  if (typeof value === "object") return "an object";
  return value === "" ? "an empty string" : `a ${typeof value}`;
}
