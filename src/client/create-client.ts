import createOpenApiClient, { type FetchResponse, type ParamsOption, type RequestBodyOption } from "openapi-fetch";
import type { paths } from "../generated/schema.js";
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

const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;
type Method = (typeof methods)[number];

type PathsWith<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<Lowercase<M>, object> ? Path : never;
}[keyof paths];

type Operation<Path extends keyof paths, M extends Method> =
  paths[Path] extends Record<Lowercase<M>, infer T extends object> ? T : never;

type Init<T> = ParamsOption<T> & RequestBodyOption<T> & CallOptions;
type InitArguments<T> = object extends Init<T> ? [init?: Init<T>] : [init: Init<T>];

/** The operations of the spec, by method and path, with typed parameters, bodies and answers. */
export type TokensClient = {
  [M in Method]: <Path extends PathsWith<M>>(
    path: Path,
    ...init: InitArguments<Operation<Path, M>>
  ) => Promise<FetchResponse<Operation<Path, M>, object, "application/json">>;
};

/**
 * Makes a thin client of the spec's operations: openapi-fetch with the API key, the time limits and the retries in place.
 *
 * Resolves to an answer of the API, an error included, as openapi-fetch does: `{ data, error, response }`. Branch on
 * `response.ok`, since an empty error body makes `error` falsy. `response` holds the body, decoded as UTF-8, without the API
 * key, and without tokens in an error. An error's body is kept if it is JSON of at most 64 KiB, else its first 2 000 characters.
 * `signal`, `timeoutMs` and `maxRetries` can be given for one request.
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

/** What openapi-fetch makes of an answer, and the answer. */
export interface Outcome {
  data?: unknown;
  error?: unknown;
  answer: Answer;
}

/** Makes the function that sends an operation's request by way of openapi-fetch, whose results are typed by its callers. */
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
    // A browser either drops the header or asks the server's permission for it first.
    ...(!isBrowser() && { "user-agent": `complycube-tokens/${version}` }),
  };
  const client = createUncheckedClient({
    baseUrl,
    Request: UnsentRequest,
    async fetch({ url, init }) {
      const { method, body = null, call } = init;
      const allHeaders: Record<string, string> = {};
      // An iterator takes several times as long.
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
    // `baseUrl` is repeated, since openapi-fetch would take one from a polluted `Object.prototype`.
    const init = { params, body, baseUrl, parseAs: "stream", call };
    const { data, error, response } = await client.request(method, path, init);
    return { data, error, answer: response.answer };
  };
}

/** A request as openapi-fetch makes it. A platform's `Request` costs as much as all of this client, and its body can be read once. */
class UnsentRequest {
  constructor(
    readonly url: string,
    readonly init: { method: string; headers: Headers; body?: string; call: CallOptions },
  ) {}
}

/**
 * The part of a response that openapi-fetch reads. `parseAs: "stream"` makes it take `body` as it is: parsed already. It needs
 * headers only to tell whether there is a body.
 */
interface ReadResponse {
  status: number;
  ok: boolean;
  headers: typeof noHeaders;
  body: unknown;
  text(): Promise<string>;
  answer: Answer;
}

// Not `Headers`: the first one makes Node load its whole `fetch`, six times the rest of the import.
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

// The one cast to openapi-fetch: it hands the request from `Request` to `fetch`, and the response back, whatever their classes.
const createUncheckedClient = createOpenApiClient as unknown as (options: UncheckedClientOptions) => UncheckedClient;

function responseOf({ status, statusText, text, ...answer }: Answer): Response {
  // Bytes, since a text would add a content type. Neither these statuses nor a `Response` for them have a body.
  const body = status === 204 || status === 205 ? null : new TextEncoder().encode(text);
  // Servers send reason phrases that no `Response` takes.
  const phrase = /^[\t\x20-\x7e\x80-\xff]*$/.test(statusText) ? statusText : "";
  return new Response(body, { status, statusText: phrase, headers: answer.headers() });
}
