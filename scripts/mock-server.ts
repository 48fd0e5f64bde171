import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec, type PrismHttpComponents } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import { messageOf, UserError } from "./cli.js";
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
}

export interface Mock {
  /** The base URL, with the path of the spec's server. */
  url: string;
  /** All exchanges so far, oldest first. */
  exchanges: Exchange[];
  close(): Promise<void>;
}

interface MockOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  onExchange?: (exchange: Exchange) => void;
}

/** Serves the spec with Prism, in this process and on loopback only. */
export async function startMock(spec: Spec, { port = 0, onExchange }: MockOptions = {}): Promise<Mock> {
  const basePath = new URL(spec.document.servers?.[0]?.url ?? "http://localhost").pathname.replace(/\/$/, "");
  const bodies = new WeakMap<object, unknown>();

  const server = createServer(await operationsUnder(basePath, spec), {
    cors: false,
    config: {
      isProxy: false,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    components: {
      // At any other level Prism prints the headers, and with them the API key.
      logger: createLogger("mock", { level: "silent" }),
      route(options) {
        bodies.set(options.input.headers ?? {}, options.input.body);
        return route(options);
      },
    },
  });

  const address = await server.listen(port, "127.0.0.1").catch((error) => {
    throw /EADDRINUSE/.test(error)
      ? new UserError(`Port ${port} is in use. Stop what holds it, or choose another with --port (0: any free one).`)
      : new UserError(`The mock cannot listen on port ${port}: ${messageOf(error)}`);
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
    };
    exchanges.push(exchange);
    onExchange?.(exchange);
  };
  subscribe("http.server.response.finish", record);

  return {
    url: address + basePath,
    exchanges,
    async close() {
      unsubscribe("http.server.response.finish", record);
      await server.close();
    },
  };
}

/** Prism ignores the path of the server, and takes a trailing slash, which the official Node library sends, for another path. */
async function operationsUnder(basePath: string, { document }: Spec) {
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
