import createOpenApiClient, { type FetchResponse, type ParamsOption, type RequestBodyOption } from "openapi-fetch";
import type { paths } from "../generated/schema.js";
import { methods } from "../generated/server.js";
import type { Answer } from "../transport/answer.js";
import type { CallOptions } from "../transport/call.js";
import { type Platform, systemPlatform } from "../transport/platform.js";
import { createSend } from "../transport/send.js";
import { fetchTransport } from "../transport/transport.js";
import { version } from "../version.js";
import {
  type ComplyCubeOptions,
  isBrowser,
  type RequestOptions,
  readOptions,
  readRequestOptions,
  type Settings,
} from "./options.js";

type Method = (typeof methods)[number];

type PathsWith<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<Lowercase<M>, object> ? Path : never;
}[keyof paths];

type Operation<Path extends keyof paths, M extends Method> =
  paths[Path] extends Record<Lowercase<M>, infer T extends object> ? T : never;

type Init<T> = ParamsOption<T> & RequestBodyOption<T> & CallOptions;
type InitArguments<T> = object extends Init<T> ? [init?: Init<T>] : [init: Init<T>];

/** The operations of the spec by method and path, with typed parameters, bodies and responses. */
export type TokensClient = {
  [M in Method]: <Path extends PathsWith<M>>(
    path: Path,
    ...init: InitArguments<Operation<Path, M>>
  ) => Promise<FetchResponse<Operation<Path, M>, object, "application/json">>;
};

/**
 * Creates a thin client of the spec's operations: openapi-fetch with the API key, time limits and retries.
 *
 * Like openapi-fetch, it resolves to `{ data, error, response }` for every response of the API, including errors. Branch on
 * `response.ok`, because an empty error body makes `error` falsy. `response` never contains the API key, and an error
 * contains no token. An error body is kept if it is JSON of at most 64 KiB; otherwise it is cut to 2 000 characters.
 * A request takes the options `signal`, `timeoutMs` and `maxRetries`.
 *
 * @throws ComplyCubeConfigError at once. A request rejects with ComplyCubeConfigError, ComplyCubeConnectionError,
 *   ComplyCubeTimeoutError, ComplyCubeResponseError, or the reason of an aborted signal.
 * @example
 * import { createClient } from "complycube-tokens";
 *
 * const client = createClient({ apiKey: process.env.COMPLYCUBE_API_KEY });
 * const { data, error, response } = await client.POST("/tokens", {
 *   body: { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" },
 * });
 * console.log(response.ok ? data?.token.length : error?.message);
 */
export function createClient(options: ComplyCubeOptions = {}): TokensClient {
  const request = createRequest(readOptions(options));
  const operation =
    (method: Method) =>
    async (path: keyof paths, init: RequestOptions = {}) => {
      const checked = readRequestOptions(init);
      const { data, error, answer } = await request(method, path, checked, checked);
      return { data, error, response: responseOf(answer) };
    };
  return Object.fromEntries(methods.map((method) => [method, operation(method)])) as TokensClient;
}

/** The result of openapi-fetch, with the answer that it came from. */
export interface Outcome {
  data?: unknown;
  error?: unknown;
  answer: Answer;
}

/** Creates the function that sends a request through openapi-fetch. Its callers type the result. */
export function createRequest(settings: Settings, platform: Platform = systemPlatform) {
  const {
    apiKey,
    baseUrl,
    fetch = (url, init) => globalThis.fetch(url, init),
    transport = fetchTransport(fetch),
  } = settings;
  const send = createSend(settings, transport, platform);
  const headers = {
    accept: "application/json",
    authorization: apiKey,
    // In a browser this header is dropped, or needs a preflight request.
    ...(!isBrowser() && { "user-agent": `complycube-tokens/${version}` }),
  };
  const client = createUncheckedClient({
    baseUrl,
    Request: UnsentRequest,
    async fetch({ url, init }) {
      const { method, body = null, call } = init;
      const allHeaders: Record<string, string> = {};
      // `for … of` takes several times as long.
      init.headers.forEach((value, name) => {
        allHeaders[name] = value;
      });
      const answer = await send({ method, url, headers: Object.assign(allHeaders, headers), body }, call);
      const { status, ok, data, text } = answer;
      return { status, ok, headers: noHeaders, body: data, text: async () => text, answer };
    },
  });

  return async (
    method: Method,
    path: keyof paths,
    { params, body }: RequestOptions,
    call: CallOptions,
  ): Promise<Outcome> => {
    // `baseUrl` is set again, because openapi-fetch would read one from a polluted `Object.prototype`.
    const init = { params, body, baseUrl, parseAs: "stream", call };
    const { data, error, response } = await client.request(method, path, init);
    return { data, error, answer: response.answer };
  };
}

/** Replaces the platform's `Request`, which takes as long as the rest of this client, and can be read only once. */
class UnsentRequest {
  constructor(
    readonly url: string,
    readonly init: { method: string; headers: Headers; body?: string; call: CallOptions },
  ) {}
}

/**
 * The part of a response that openapi-fetch reads. With `parseAs: "stream"` it returns `body` as it is, here already parsed.
 * It uses the headers only to see whether there is a body.
 */
interface ReadResponse {
  status: number;
  ok: boolean;
  headers: typeof noHeaders;
  body: unknown;
  text(): Promise<string>;
  answer: Answer;
}

// Not `Headers`: creating the first one makes Node load all of `fetch`, which takes six times the rest of the import.
const noHeaders = { get: () => null };

interface UncheckedClientOptions {
  baseUrl: string;
  Request: typeof UnsentRequest;
  fetch: (request: UnsentRequest) => Promise<ReadResponse>;
}

interface UncheckedClient {
  request(
    method: Method,
    path: string,
    init: object,
  ): Promise<{ data?: unknown; error?: unknown; response: ReadResponse }>;
}

// The one cast at the border to openapi-fetch, which passes on our request and response whatever their classes.
const createUncheckedClient = createOpenApiClient as unknown as (options: UncheckedClientOptions) => UncheckedClient;

function responseOf({ status, statusText, text, ...answer }: Answer): Response {
  // Bytes, because a string would add a content type. A `Response` with these statuses cannot have a body.
  const body = status === 204 || status === 205 ? null : new TextEncoder().encode(text);
  // Servers send reason phrases that `Response` rejects.
  const phrase = /^[\t\x20-\x7e\x80-\xff]*$/.test(statusText) ? statusText : "";
  return new Response(body, { status, statusText: phrase, headers: answer.headers() });
}
