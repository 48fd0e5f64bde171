import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { ProxyAgent } from "proxy-agent";
import { vi } from "vitest";
import { nodeTransport } from "../../../src/node.js";
import { both, type Claim } from "./calls.js";
import {
  answer,
  apiKey,
  clientAt,
  type Library,
  mint,
  minted,
  nameOf,
  official,
  ours,
  withServer,
} from "./libraries.js";

function nameProxy(url: string): void {
  for (const name of ["https_proxy", "HTTPS_PROXY"]) vi.stubEnv(name, url);
  for (const name of ["no_proxy", "NO_PROXY"]) vi.stubEnv(name, "");
}

/** Before a server that speaks no TLS: what arrives at the proxy arrives unencrypted. */
function proxied(library: Library): Promise<string> {
  return withServer(minted, (proxy) =>
    withServer(minted, async ({ url }) => {
      const client = clientAt(url.replace("http:", "https:"), library);
      nameProxy(new URL(proxy.url).origin);
      if (client.axiosInstance) delete client.axiosInstance.defaults.proxy;
      await mint(client, { maxRetries: 0 });
      const [request] = proxy.received;
      if (!request) return "not used";
      return request.headers.authorization === apiKey ? "used, the key sent to it unencrypted" : "used";
    }),
  );
}

/** All that a proxy, which makes no tunnel, is sent where a program does as the page says. */
export async function seenByProxy(): Promise<string> {
  let seen = "";
  const proxy = createServer((socket) => {
    // How the client lets go of it is none of the test's.
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      seen += chunk;
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  try {
    nameProxy(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    const transport = nodeTransport({ agent: new ProxyAgent() });
    await mint(clientAt("https://127.0.0.1/v1", ours, () => new ours.ComplyCube({ apiKey, transport, maxRetries: 0 })));
    return seen;
  } finally {
    proxy.close();
  }
}

function inBrowser({ ComplyCube }: Library): string {
  vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0" });
  try {
    return new ComplyCube({ apiKey }) && "makes a client";
  } catch (error) {
    return nameOf(error);
  } finally {
    vi.unstubAllGlobals();
  }
}

/** Where a client that is told nothing sends its calls, with `COMPLYCUBE_BASE_URL` set. */
function redirectedByEnvironment(library: Library): Promise<string> {
  return withServer(minted, async ({ url, received }) => {
    vi.stubEnv("COMPLYCUBE_BASE_URL", url);
    const client = new library.ComplyCube({ apiKey });
    if (client.axiosInstance) return client.axiosInstance.defaults.baseURL === url ? "used" : "not used";
    await mint(client);
    return received.length > 0 ? "used" : "not used";
  });
}

const other = (library: Library) => (library === ours ? official : ours);

export const surroundings: Record<string, Claim> = {
  "`HTTPS_PROXY=http://…` in the environment": both(proxied),
  "`COMPLYCUBE_BASE_URL` in the environment": both(redirectedByEnvironment),
  "`navigator.userAgent` is a browser's": both(async (library) => inBrowser(library)),
  "`complycube.axiosInstance`": both(async (library) => {
    const { axiosInstance } = clientAt("https://localhost", library);
    return axiosInstance ? "there" : "absent";
  }),
  "`ComplyCubeApiError.fromResponse`": both(async ({ ComplyCubeApiError }) =>
    ComplyCubeApiError.fromResponse ? "there" : "absent",
  ),
  "its error `instanceof` its own `ComplyCubeError`, of the other's": both((library) =>
    withServer(answer(403, {}), async ({ url }) => {
      const error = await mint(clientAt(url, library));
      const [own, others] = [library, other(library)].map(({ ComplyCubeError }) => error instanceof ComplyCubeError);
      return `${own ? "yes" : "no"}, ${others ? "yes" : "no"}`;
    }),
  ),
};
