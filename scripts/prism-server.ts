import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec, type IHttpConfig, type PrismHttpComponents } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import { messageOf, UserError } from "./cli.js";
import { forward, type RawAnswer, toPrism } from "./forward.js";
import type { Spec } from "./generate/read-spec.js";

// Required: how an import of it reads depends on who loads it, Node or a bundler.
const { default: route }: { default: PrismHttpComponents["route"] } = createRequire(import.meta.url)(
  "@stoplight/prism-http/dist/router",
);

/** A request as it arrived, and what became of it. */
export interface Exchange {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** The parsed body; `undefined` where it could not be parsed. */
  body: unknown;
  status: number;
  /** How request and response break the spec, in Prism's words. Cut at 8 kB by Prism. */
  violations: string[];
  /** What the server behind the proxy answered, or why it gave no whole answer; `undefined` where there is no such server. */
  upstream: RawAnswer | string | undefined;
}

/** Prism on the spec, as a mock or in front of a server. */
export interface PrismServer {
  /** The base URL, with the path of the spec's server. */
  url: string;
  /** All exchanges so far, oldest first. */
  exchanges: Exchange[];
  close(): Promise<void>;
}

/** For whoever watches a server at work. */
export function showExchange({ method, path, status, violations }: Exchange): void {
  console.log([`  ${method} ${path} → ${status}`, ...violations].join("\n    "));
}

interface ServerOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  onExchange?: (exchange: Exchange) => void;
  /** How long a server behind the proxy may take, in milliseconds. */
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

/** Serves the spec with Prism as a mock, in this process and on loopback only. */
export function startMock(spec: Spec, options: ServerOptions = {}): Promise<PrismServer> {
  return start(spec, { ...checks, isProxy: false }, options);
}

/**
 * Puts Prism in front of a server, in this process and on loopback only: it passes everything on, and names the violations
 * of each request and each answer.
 *
 * @param upstream the base URL of the server, with its own path in place of that of the spec's server
 */
export function startProxy(spec: Spec, upstream: URL, options: ServerOptions = {}): Promise<PrismServer> {
  return start(spec, { ...checks, isProxy: true, upstream }, options);
}

async function start(
  spec: Spec,
  config: IHttpConfig,
  { port = 0, onExchange, timeoutMs }: ServerOptions,
): Promise<PrismServer> {
  // By the headers of a request: the one object that Prism passes through.
  const bodies = new WeakMap<object, unknown>();
  const answers = new WeakMap<object, RawAnswer | string>();

  const server = createServer(await operationsUnder(spec.document), {
    cors: false,
    config,
    components: {
      // At any other level Prism prints the headers, and with them the API key.
      logger: createLogger("prism", { level: "silent" }),
      route(options) {
        bodies.set(options.input.headers ?? {}, options.input.body);
        return route(options);
      },
      forward:
        ({ data }, upstream) =>
        () =>
        async () => {
          const note = (answer: RawAnswer | string) => answers.set(data.headers ?? {}, answer);
          try {
            const path = data.url.path.slice(basePathOf(spec.document).length);
            const answer = await forward(data, new URL(upstream.replace(/\/$/, "") + path), timeoutMs);
            note(answer);
            return { _tag: "Right", right: toPrism(answer) };
          } catch (error) {
            const why = messageOf(error instanceof Error && error.cause ? error.cause : error);
            note(why);
            return { _tag: "Left", left: new Error(why) };
          }
        },
    },
  });

  const address = await server.listen(port, "127.0.0.1").catch((error) => {
    throw /EADDRINUSE/.test(error)
      ? new UserError(`Port ${port} is in use. Stop what holds it, or choose another with --port (0: any free one).`)
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

/** Prism ignores the path of the server, and takes a trailing slash, which the official Node library sends, for another path. */
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
    // A `oneOf` repeats what its branches have in common.
    return [...new Set(violations.map(({ location, message }) => `${location.join(".")}: ${message}`))];
  } catch {
    return [header];
  }
}
