import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll } from "vitest";

/** A request whose body has arrived. */
export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Answers one request. `index` is 0 for the first request to the server. */
export type Handler = (response: ServerResponse, index: number, request: Received) => void;

export interface Loopback {
  /** `http://127.0.0.1:PORT`, or `https:` with TLS. */
  origin: string;
  /** The origin with ComplyCube's path, `/v1`. */
  url: string;
  /** Every request so far, oldest first. */
  received: Received[];
  /** Closes the server and all its connections. */
  close(): Promise<void>;
}

/** Starts any server on a free port of 127.0.0.1. */
export async function listen(server: Server): Promise<{ port: number; close(): Promise<void> }> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      if ("closeAllConnections" in server && typeof server.closeAllConnections === "function") {
        server.closeAllConnections();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");

/** A key and a certificate that no client trusts by default. */
export const selfSigned = { key: fixture("self-signed.key.pem"), cert: fixture("self-signed.cert.pem") };

/** Starts a server on loopback that records each request and answers it with `handler`. */
export async function serve(handler: Handler, tls?: typeof selfSigned): Promise<Loopback> {
  const received: Received[] = [];
  const server = tls ? createTlsServer(tls) : createServer();
  server.on("request", async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const entry = { method, path, headers, body: "" };
    received.push(entry);
    const index = received.length - 1;
    try {
      // An answer before the end of the request may reset the connection while the client is still sending.
      entry.body = await text(request);
    } catch {
      return; // The client closed the connection.
    }
    handler(response, index, entry);
  });
  const { port, close } = await listen(server);
  const origin = `${tls ? "https" : "http"}://127.0.0.1:${port}`;
  return { origin, url: `${origin}/v1`, received, close };
}

/** Runs `work` while a server on loopback answers with `handler`. */
export async function withServer<T>(
  handler: Handler,
  work: (server: Loopback) => Promise<T>,
  tls?: typeof selfSigned,
): Promise<T> {
  const server = await serve(handler, tls);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

/** Starts a server on loopback for the tests of one file. */
export function useServer(handler: Handler): Omit<Loopback, "close"> {
  let server: Loopback;
  beforeAll(async () => {
    server = await serve(handler);
  });
  afterAll(() => server.close());
  return {
    get origin() {
      return server.origin;
    },
    get url() {
      return server.url;
    },
    get received() {
      return server.received;
    },
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Handler {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };
}
