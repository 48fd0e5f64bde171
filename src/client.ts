import createOpenApiClient, { type FetchResponse, type ParamsOption, type RequestBodyOption } from "openapi-fetch";
import type { paths } from "./generated/schema.js";
import { isBrowser } from "./is-browser.js";
import { type CallOptions, type ComplyCubeOptions, readCallOptions, readOptions, type Settings } from "./options.js";
import { type Platform, systemPlatform } from "./transport/fetch.js";
import { createTransport } from "./transport/index.js";
import { version } from "./version.js";

const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;
type Method = (typeof methods)[number];

type PathsWith<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<Lowercase<M>, object> ? Path : never;
}[keyof paths];

type Operation<Path extends keyof paths, M extends Method> =
  paths[Path] extends Record<Lowercase<M>, infer T extends object> ? T : never;

type Init<T> = ParamsOption<T> & RequestBodyOption<T> & CallOptions;
type InitArguments<T> = object extends Init<T> ? [init?: Init<T>] : [init: Init<T>];

/** The operations of the spec, by method and path, with their parameters, bodies and answers typed. */
export type TokensClient = {
  [M in Method]: <Path extends PathsWith<M>>(
    path: Path,
    ...init: InitArguments<Operation<Path, M>>
  ) => Promise<FetchResponse<Operation<Path, M>, object, "application/json">>;
};

/**
 * Makes a thin client of the spec's operations: openapi-fetch with the API key, the time limits and the retries in place.
 *
 * An answer of the API, an error included, is returned as openapi-fetch does it: `{ data, error, response }`. Branch on
 * `response.ok`, since an empty error body makes `error` falsy. `signal`, `timeoutMs` and `maxRetries` can be given for
 * one request.
 *
 * @throws ComplyCubeConfigError at once; a request rejects with ComplyCubeConfigError, ComplyCubeConnectionError,
 *   ComplyCubeTimeoutError, ComplyCubeResponseError, or the reason of an aborted signal
 * @example
 * const client = createClient({ apiKey: process.env.COMPLYCUBE_API_KEY });
 * const { data, error, response } = await client.POST("/tokens", {
 *   body: { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" },
 * });
 */
export function createClient(options: ComplyCubeOptions = {}): TokensClient {
  return clientOf(readOptions(options));
}

export function clientOf(settings: Settings, platform: Platform = systemPlatform): TokensClient {
  const { apiKey, baseUrl, fetch = platform.fetch } = settings;
  const transport = createTransport(settings, { ...platform, fetch });
  const headers = {
    accept: "application/json",
    authorization: apiKey,
    // A browser either drops the header or asks the server's leave for it first.
    ...(!isBrowser() && { "user-agent": `complycube-tokens/${version}` }),
  };
  const send = ({ url, init }: UnsentRequest) =>
    transport(url, { ...init, headers: { ...headers, ...Object.fromEntries(init.headers) } });
  const { request } = createOpenApiClient<paths>({
    baseUrl,
    // openapi-fetch makes its request with the one and hands it to the other; it never looks inside.
    Request: UnsentRequest as unknown as typeof Request,
    fetch: send as unknown as (request: Request) => Promise<Response>,
  });
  // TokensClient has checked path, method and body; openapi-fetch's own types would let extra properties pass.
  const untyped = request as unknown as (method: Method, path: string, init: object) => Promise<unknown>;

  const operation =
    (method: Method) =>
    async (path: string, { params, body, ...options }: { params?: unknown; body?: unknown } = {}) =>
      untyped(method, path, { params, body, ...readCallOptions(options) });
  return Object.fromEntries(methods.map((method) => [method, operation(method)])) as TokensClient;
}

/**
 * The arguments of a request, not sent yet. A platform's `Request` holds a body that can be read once, of no use to a
 * retry, and a listener on the caller's signal until it is collected.
 */
class UnsentRequest {
  readonly method: string | undefined;

  constructor(
    readonly url: string,
    readonly init: RequestInit & { headers: Headers },
  ) {
    this.method = init.method;
  }
}
