import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createLogger } from "@stoplight/prism-core";
import { createInstance, type IHttpConfig, type IHttpRequest, type IHttpResponse } from "@stoplight/prism-http";
import type { getHttpConfigFromRequest } from "@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js";
import { logLine } from "../src/cli/mock.js";
import { messageOf, UserError } from "./cli.js";
import { forward, isJson, type RawAnswer, toPrism } from "./forward.js";
import type { Spec } from "./generate/read-spec.js";
import { basePathOf, explainingMock, operationsUnder, textOf } from "./prism-mock.js";

// Node and bundlers import this CommonJS module differently, so it is required.
const { getHttpConfigFromRequest: readPrefer }: { getHttpConfigFromRequest: typeof getHttpConfigFromRequest } =
  createRequire(import.meta.url)("@stoplight/prism-http-server/dist/getHttpConfigFromRequest");

/** A request and its response. */
export interface Exchange {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** The parsed body; `undefined` if it could not be parsed. */
  body: unknown;
  status: number;
  /** Time to answer, in milliseconds. */
  durationMs: number;
  /** The message of an error response. */
  reason: string | undefined;
  /** How the request and the response break the spec, in Prism's words. */
  violations: string[];
  /** The response of the server behind the proxy, or why it sent no complete one; `undefined` for a mock. */
  upstream: RawAnswer | string | undefined;
}

export interface PrismServer {
  /** The base URL, which ends with the path of the spec's server. */
  url: string;
  /** All exchanges so far, oldest first. */
  exchanges: Exchange[];
  close(): Promise<void>;
}

/** Prints an exchange without its headers and body, which hold secrets. */
export function showExchange(exchange: Exchange): void {
  const ofResponse = exchange.violations.filter((violation) => violation.startsWith("response"));
  console.log([logLine(exchange), ...ofResponse].join("\n    "));
}

interface ServerOptions {
  /** Default: 0, any free port. */
  port?: number;
  onExchange?: (exchange: Exchange) => void;
  /** Maximum time for the server behind the proxy, in milliseconds. */
  timeoutMs?: number;
}

export const checks = {
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

/** Starts Prism as a mock of the spec, in this process and on loopback. */
export function startMock(spec: Spec, options: ServerOptions = {}): Promise<PrismServer> {
  return start(spec, { ...checks, isProxy: false }, options);
}

/**
 * Starts Prism as a proxy, in this process and on loopback. It forwards every request, and lists the violations of each
 * request and response.
 *
 * @param upstream the base URL to forward to. It replaces the server of the spec
 */
export function startProxy(spec: Spec, upstream: URL, options: ServerOptions = {}): Promise<PrismServer> {
  return start(spec, { ...checks, isProxy: true, upstream }, options);
}

async function start(
  spec: Spec,
  config: IHttpConfig,
  { port = 0, onExchange, timeoutMs }: ServerOptions,
): Promise<PrismServer> {
  const { document } = spec;
  const operations = await operationsUnder(document);
  // Prism passes on the same headers object, so the object can be the key of its request.
  const upstreams = new WeakMap<object, RawAnswer | string>();
  const prism = createInstance(config, {
    // At every other level Prism logs the headers, and with them the API key.
    logger: createLogger("prism", { level: "silent" }),
    mock: explainingMock(document),
    forward:
      ({ data }, upstream) =>
      () =>
      async () => {
        const record = (answer: RawAnswer | string) => upstreams.set(data.headers ?? {}, answer);
        try {
          const path = data.url.path.slice(basePathOf(document).length);
          const answer = await forward(data, new URL(upstream.replace(/\/$/, "") + path), timeoutMs);
          record(answer);
          return { _tag: "Right", right: toPrism(answer) };
        } catch (error) {
          const why = messageOf(error instanceof Error && error.cause ? error.cause : error);
          record(why);
          return { _tag: "Left", left: new Error(why) };
        }
      },
  });

  const exchanges: Exchange[] = [];
  const server = createServer(async (request, response) => {
    const started = performance.now();
    const { method = "", url: path = "", headers } = request;
    const { body, output, violations } = await answerTo(request).catch((error) => ({
      body: undefined,
      output: failure(500, messageOf(error)),
      violations: [],
    }));
    const { statusCode: status } = output;
    response.writeHead(status, output.headers).end(serialized(output));
    const durationMs = performance.now() - started;
    const reason = status < 400 ? undefined : Object(output.body).message;
    const upstream = upstreams.get(headers);
    const exchange = { method, path, headers, body, status, durationMs, reason, violations, upstream };
    exchanges.push(exchange);
    onExchange?.(exchange);
  });

  async function answerTo(request: IncomingMessage): Promise<Answer> {
    const { method = "", url = "", headers } = request;
    let body: unknown;
    try {
      body = parsed(await text(request), headers["content-type"]);
    } catch (error) {
      const message = `The body is not JSON: ${messageOf(error)}`;
      return { body, output: failure(400, message), violations: [`request.body: ${message}`] };
    }
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const query = Object.fromEntries(
      [...searchParams.keys()].map((name) => {
        const values = searchParams.getAll(name);
        return [name, values.length > 1 ? values : values[0]];
      }),
    );
    const input = { method: method.toLowerCase(), url: { path: pathname, query }, headers, body } as IHttpRequest;
    const preferred = readPrefer(input);
    if (preferred._tag === "Left") return { body, output: failure(422, messageOf(preferred.left)), violations: [] };
    const result = await prism.request(input, operations, {
      ...config,
      mock: { ...checks.mock, ...preferred.right },
    })();
    if (result._tag === "Left") {
      const { status = 500, detail = "" }: Error & { status?: number; detail?: string } = result.left;
      return { body, output: failure(status, detail || result.left.message), violations: [] };
    }
    const { output, validations } = result.right;
    const violations = [...validations.input.map(textOf("request")), ...validations.output.map(textOf("response"))];
    // The branches of a `oneOf` may report the same violation.
    return { body, output, violations: [...new Set(violations)] };
  }

  server.listen(port, "127.0.0.1");
  await once(server, "listening").catch((error) => {
    throw error.code === "EADDRINUSE"
      ? new UserError(
          `Port ${port} is in use. Stop the process that uses it, or pass another --port (0: any free one).`,
        )
      : new UserError(`Prism cannot listen on port ${port}: ${messageOf(error)}`);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePathOf(document)}`,
    exchanges,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

interface Answer {
  /** The parsed body of the request. */
  body: unknown;
  output: IHttpResponse;
  violations: string[];
}

function parsed(body: string, contentType: string | undefined): unknown {
  if (body === "") return null;
  return isJson(contentType) ? JSON.parse(body) : body;
}

function serialized({ headers = {}, body }: IHttpResponse): string {
  const [, contentType] = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type") ?? [];
  return isJson(contentType) && body !== undefined ? JSON.stringify(body) : String(body ?? "");
}

/** An error response of the mock's own, in the form of the API's. */
function failure(statusCode: number, message: string): IHttpResponse {
  const type = statusCode === 404 ? "resource_not_found" : "invalid_request";
  return { statusCode, headers: { "content-type": "application/json" }, body: { type, message } };
}
