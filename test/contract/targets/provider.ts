import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { validateTokenRequest } from "../../../src/generated/validators.js";

export interface ProviderAnswer {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** A small provider of the contract on loopback, which does not know the spec's mock; `drift` changes what it answers. */
export async function startProvider(apiKey: string, drift = (answer: ProviderAnswer): ProviderAnswer => answer) {
  const server = createServer(async (request, response) => {
    const { status, headers, body } = drift(await answerTo(request, apiKey));
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/api`),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answerTo(request: IncomingMessage, apiKey: string): Promise<ProviderAnswer> {
  const body = await json(request).catch(() => undefined);
  if (request.headers.authorization !== apiKey) return refusal(401, "unauthorized");
  const isTokens = request.method === "POST" && /^\/api\/tokens\/?$/.test(request.url ?? "");
  if (!isTokens) return refusal(404, "resource_not_found");
  const isJson = request.headers["content-type"] === "application/json";
  return isJson && validateTokenRequest(body)
    ? { status: 200, body: { token: "header.payload.signature" } }
    : refusal(400, "invalid_request");
}

function refusal(status: number, type: string): ProviderAnswer {
  return { status, body: { type, message: `${status}` } };
}
