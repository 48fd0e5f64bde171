import createOpenApiClient, { type Client } from "openapi-fetch";
import type { paths } from "./generated/schema.js";
import { type ComplyCubeOptions, readOptions, type Settings } from "./options.js";
import { systemPlatform } from "./transport/fetch.js";
import { createTransport } from "./transport/index.js";
import { version } from "./version.js";

/** The operations of the spec, typed, by method and path. Without middleware: the transport has its place. */
export type TokensClient = Omit<Client<paths>, "use" | "eject">;

/**
 * Makes a thin client of the spec's operations: openapi-fetch with the API key, the time limits and the retries in place.
 *
 * A response of the API, an error included, is returned as openapi-fetch does it: `{ data, error, response }`. Branch on
 * `response.ok`, since an empty error body makes `error` falsy. `signal`, `timeoutMs` and `maxRetries` can be given for
 * one request.
 *
 * @throws ComplyCubeConfigError at once; a request rejects with ComplyCubeConnectionError, ComplyCubeTimeoutError,
 *   ComplyCubeResponseError, or the reason of an aborted signal
 * @example
 * const client = createClient({ apiKey: process.env.COMPLYCUBE_API_KEY });
 * const { data, error, response } = await client.POST("/tokens", {
 *   body: { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" },
 * });
 */
export function createClient(options: ComplyCubeOptions = {}): TokensClient {
  return clientOf(readOptions(options));
}

export function clientOf(settings: Settings): TokensClient {
  const { apiKey, baseUrl, fetch = systemPlatform.fetch } = settings;
  const transport = createTransport(settings, { ...systemPlatform, fetch });
  const send = (request: UnsentRequest) => transport(request.url, request.init);
  const {
    use: _use,
    eject: _eject,
    ...client
  } = createOpenApiClient<paths>({
    baseUrl,
    headers: {
      accept: "application/json",
      authorization: apiKey,
      // A browser either drops the header or asks the server's leave for it first.
      ...(typeof window === "undefined" && { "user-agent": `complycube-tokens/${version}` }),
    },
    // openapi-fetch makes its request with the one and hands it to the other; it never looks inside.
    Request: UnsentRequest as unknown as typeof Request,
    fetch: send as unknown as (request: Request) => Promise<Response>,
  });
  return client;
}

/**
 * The arguments of a request, not sent yet. A platform's `Request` holds a body that can be read once, of no use to a
 * retry, and a listener on the caller's signal until it is collected.
 */
class UnsentRequest {
  readonly method: string | undefined;

  constructor(
    readonly url: string,
    readonly init: RequestInit,
  ) {
    this.method = init.method;
  }
}
