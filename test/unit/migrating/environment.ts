import { createServer } from "node:net";
import { ProxyAgent } from "proxy-agent";
import { vi } from "vitest";
import { nodeTransport } from "../../../src/node.js";
import { json, listen, withServer } from "../../support/loopback.js";
import { apiKey, both, type Case, clientAt, type Library, mint, minted, official, ours } from "./libraries.js";

function stubProxy(url: string): void {
  for (const name of ["https_proxy", "HTTPS_PROXY"]) vi.stubEnv(name, url);
  for (const name of ["no_proxy", "NO_PROXY"]) vi.stubEnv(name, "");
}

/** The server does not speak TLS, so whatever reaches the proxy is not encrypted. */
function proxied(library: Library): Promise<string> {
  return withServer(minted, (proxy) =>
    withServer(minted, async ({ url }) => {
      const client = clientAt(url.replace("http:", "https:"), library);
      stubProxy(proxy.origin);
      if (client.axiosInstance) delete client.axiosInstance.defaults.proxy;
      await mint(client, { maxRetries: 0 });
      const [request] = proxy.received;
      if (!request) return "not used";
      return request.headers.authorization === apiKey ? "used, the key sent to it unencrypted" : "used";
    }),
  );
}

/** Returns what a proxy receives if a program follows the page. */
export async function seenByProxy(): Promise<string> {
  let seen = "";
  const proxy = createServer((socket) => {
    // The client may reset the connection.
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      seen += chunk;
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
  });
  const { port, close } = await listen(proxy);
  try {
    stubProxy(`http://127.0.0.1:${port}`);
    const transport = nodeTransport({ agent: new ProxyAgent() });
    await mint(clientAt("https://127.0.0.1/v1", ours, () => new ours.ComplyCube({ apiKey, transport, maxRetries: 0 })));
    return seen;
  } finally {
    await close();
  }
}

function inBrowser({ ComplyCube }: Library): string {
  vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0" });
  return new ComplyCube({ apiKey }) && "makes a client";
}

function baseUrlFromEnvironment(library: Library): Promise<string> {
  return withServer(minted, async ({ url, received }) => {
    vi.stubEnv("COMPLYCUBE_BASE_URL", url);
    const client = new library.ComplyCube({ apiKey });
    if (client.axiosInstance) return client.axiosInstance.defaults.baseURL === url ? "used" : "not used";
    await mint(client);
    return received.length > 0 ? "used" : "not used";
  });
}

function errorClasses(library: Library): Promise<string> {
  return withServer(json(403, {}), async ({ url }) => {
    const error = await mint(clientAt(url, library));
    const libraries = library === ours ? [ours, official] : [official, ours];
    return libraries.map(({ ComplyCubeError }) => (error instanceof ComplyCubeError ? "yes" : "no")).join(", ");
  });
}

export const environment: Record<string, Case> = {
  "`HTTPS_PROXY=http://…` in the environment": both(proxied),
  "`COMPLYCUBE_BASE_URL` in the environment": both(baseUrlFromEnvironment),
  "`navigator.userAgent` is a browser's": both(inBrowser),
  "`complycube.axiosInstance`": both((library) =>
    clientAt("https://localhost", library).axiosInstance ? "there" : "absent",
  ),
  "`ComplyCubeApiError.fromResponse`": both(({ ComplyCubeApiError }) =>
    ComplyCubeApiError.fromResponse ? "there" : "absent",
  ),
  "its error `instanceof` its own `ComplyCubeError`, of the other's": both(errorClasses),
};
