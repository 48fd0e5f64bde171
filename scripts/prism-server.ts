import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec, type IHttpConfig, type PrismHttpComponents } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import { messageOf, UserError } from "./cli.js";
import { forward, type RawAnswer, toPrism } from "./forward.js";
import type { Spec } from "./generate/read-spec.js";

// Node and bundlers import this CommonJS default export differently, so it is required.
const { default: route }: { default: PrismHttpComponents["route"] } = createRequire(import.meta.url)(
  "@stoplight/prism-http/dist/router",
);

/** A request and its response. */
export interface Exchange {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** The parsed body; `undefined` if it could not be parsed. */
  body: unknown;
  status: number;
  /** How the request and the response break the spec, in Prism's words. Prism cuts the list at 8 kB. */
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
export function showExchange({ method, path, status, violations }: Exchange): void {
  console.log([`  ${method} ${path} → ${status}`, ...violations].join("\n    "));
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
 * @param upstream the base URL of the server, which replaces that of the spec's server
 */
export function startProxy(spec: Spec, upstream: URL, options: ServerOptions = {}): Promise<PrismServer> {
  return start(spec, { ...checks, isProxy: true, upstream }, options);
}

async function start(
  spec: Spec,
  config: IHttpConfig,
  { port = 0, onExchange, timeoutMs }: ServerOptions,
): Promise<PrismServer> {
  // Prism passes the headers of a request on unchanged, so that object identifies the request.
  const bodies = new WeakMap<object, unknown>();
  const answers = new WeakMap<object, RawAnswer | string>();

  const server = createServer(await operationsUnder(spec.document), {
    cors: false,
    config,
    components: {
      // At every other level Prism logs the headers, and with them the API key.
      logger: createLogger("prism", { level: "silent" }),
      route(options) {
        bodies.set(options.input.headers ?? {}, options.input.body);
        return route(options);
      },
      forward:
        ({ data }, upstream) =>
        () =>
        async () => {
          const record = (answer: RawAnswer | string) => answers.set(data.headers ?? {}, answer);
          try {
            const path = data.url.path.slice(basePathOf(spec.document).length);
            const answer = await forward(data, new URL(upstream.replace(/\/$/, "") + path), timeoutMs);
            record(answer);
            return { _tag: "Right", right: toPrism(answer) };
          } catch (error) {
            const why = messageOf(error instanceof Error && error.cause ? error.cause : error);
            record(why);
            return { _tag: "Left", left: new Error(why) };
          }
        },
    },
  });

  const address = await server.listen(port, "127.0.0.1").catch((error) => {
    throw /EADDRINUSE/.test(error)
      ? new UserError(
          `Port ${port} is in use. Stop the process that uses it, or pass another --port (0: any free one).`,
        )
      : new UserError(`Prism cannot listen on port ${port}: ${messageOf(error)}`);
  });
  const listeningPort = Number(new URL(address).port);

  const exchanges: Exchange[] = [];
  const record = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (request.socket.localPort !== listeningPort) return;
    const exchange = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body: bodies.get(request.headers),
      status: response.statusCode,
      violations: violationsIn(response.getHeader("sl-violations")),
      upstream: answers.get(request.headers),
    };
    exchanges.push(exchange);
    onExchange?.(exchange);
  };
  subscribe("http.server.response.finish", record);

  return {
    url: address + basePathOf(spec.document),
    exchanges,
    async close() {
      unsubscribe("http.server.response.finish", record);
      await server.close();
    },
  };
}

function basePathOf({ servers }: Spec["document"]): string {
  return new URL(servers?.[0]?.url ?? "http://localhost").pathname.replace(/\/$/, "");
}

/**
 * The spec's operations for Prism, which ignores the path of the spec's server, and treats a path with a trailing slash as
 * another one. The official Node library sends that slash.
 */
export async function operationsUnder(document: Spec["document"]) {
  const basePath = basePathOf(document);
  const operations = await getHttpOperationsFromSpec(structuredClone(document));
  return operations.flatMap((operation) =>
    ["", "/"].map((slash) => ({ ...operation, path: basePath + operation.path + slash })),
  );
}

function violationsIn(header: unknown): string[] {
  if (typeof header !== "string") return [];
  try {
    const violations: { location: string[]; message: string }[] = JSON.parse(header);
    // The branches of a `oneOf` may report the same violation.
    return [...new Set(violations.map(({ location, message }) => `${location.join(".")}: ${message}`))];
  } catch {
    return [header];
  }
}
