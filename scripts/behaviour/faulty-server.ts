import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** Answers one request, or does worse; told how many came before. */
export type Handler = (response: ServerResponse, before: number) => void;

export interface FaultyServer {
  url: string;
  requests: number;
}

/** Runs `work` against a server on loopback that answers as `handler` does, and then ends every connection. */
export async function withServer<T>(
  handler: Handler,
  work: (server: FaultyServer) => Promise<T>,
  tls?: { key: string; cert: string },
): Promise<T> {
  const server = tls ? createTlsServer(tls) : createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const faulty = { url: `${tls ? "https" : "http"}://127.0.0.1:${port}/v1`, requests: 0 };
  server.on("request", (request, response) => {
    const before = faulty.requests;
    faulty.requests += 1;
    // The whole request first: an answer before its end may reset the connection under the client's hands.
    request.resume().once("end", () => handler(response, before));
  });
  try {
    return await work(faulty);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
