import { vi } from "vitest";
import { createTokenHandler, type TokenHandlerOptions } from "../../../src/handler.js";
import { ComplyCube, type ComplyCubeOptions, type TokenScope } from "../../../src/index.js";
import { type Handler, withServer } from "../../support/loopback.js";
import { apiKey, minted } from "../../support/mint.js";

export const webScope: TokenScope = { referrer: "https://www.example.com/*" };
export const appScope: TokenScope = { appId: "com.example.app" };

export const tokenRequest = (init: RequestInit = {}, url = "https://www.example.com/api/token") =>
  new Request(url, { method: "POST", ...init });

export interface Situation {
  /** Answers in ComplyCube's place. Default: a token. */
  upstream?: Handler;
  client?: ComplyCubeOptions;
  request?: Request;
  scope?: TokenScope;
  /** Programs without types can return anything. */
  authorize?: (request: Request) => unknown;
  onError?: TokenHandlerOptions["onError"];
  onWarning?: TokenHandlerOptions["onWarning"];
  allowAnyReferrer?: boolean;
}

/** Sends one request to a handler whose client calls a server on loopback. */
export async function ask({ upstream = minted, client, ...situation }: Situation) {
  return await withServer(upstream, async ({ url, received }) => {
    const complycube = new ComplyCube({ apiKey, baseUrl: url, maxRetries: 0, ...client });
    return { ...(await answerOf(complycube, situation)), sent: received.map(({ body }) => JSON.parse(body)) };
  });
}

export async function answerOf(complycube: ComplyCube, situation: Omit<Situation, "upstream" | "client">) {
  const { request = tokenRequest(), authorize = () => "CLIENT_ID", ...options } = situation;
  const callbacks = { onError: vi.fn(), onWarning: vi.fn() };
  const { onError, ...all } = { complycube, scope: webScope, ...callbacks, ...options };
  const handle = createTokenHandler({ ...all, onError, authorize: authorize as () => string });
  const response = await handle(request);
  const { status, headers } = response;
  return { status, headers: Object.fromEntries(headers), body: await response.text(), onError };
}
