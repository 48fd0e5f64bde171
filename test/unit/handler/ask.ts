import { createTokenHandler, type TokenHandlerOptions, type TokenRefusalCode } from "../../../src/handler.js";
import { ComplyCube, type ComplyCubeOptions, type TokenScope } from "../../../src/index.js";
import { type Handler, withServer } from "../../support/loopback.js";
import { apiKey, minted } from "../../support/mint.js";

/** Every code of the handler, with its status: the compiler sees to it that none is missing. */
export const statuses: Record<TokenRefusalCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  cross_site: 403,
  method_not_allowed: 405,
  rate_limited: 429,
  mint_failed: 502,
  unavailable: 503,
  timed_out: 504,
};

export interface Situation {
  /** How ComplyCube answers. */
  upstream?: Handler;
  client?: ComplyCubeOptions;
  url?: string;
  init?: RequestInit;
  scope?: TokenScope;
  /** What a program without types can return. */
  authorize?: (request: Request) => unknown;
  onError?: TokenHandlerOptions["onError"];
}

/** What the handler answers, with the real client between it and a server on loopback; and how many requests that got. */
export async function ask({ upstream = minted, client, ...situation }: Situation) {
  return await withServer(upstream, async (server) => {
    const complycube = new ComplyCube({ apiKey, baseUrl: server.url, maxRetries: 0, ...client });
    return { ...(await answerOf(complycube, situation)), sent: server.received.length };
  });
}

export async function answerOf(complycube: ComplyCube, situation: Omit<Situation, "upstream" | "client">) {
  const { url = "https://www.example.com/api/token", init, authorize = () => "CLIENT_ID", onError } = situation;
  const { scope = { referrer: "https://www.example.com/*" } } = situation;
  const handle = createTokenHandler({ complycube, scope, authorize: authorize as () => string, onError });
  const response = await handle(new Request(url, { method: "POST", ...init }));
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
}
