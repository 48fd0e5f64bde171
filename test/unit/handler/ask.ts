import { vi } from "vitest";
import { createTokenHandler, type TokenHandlerOptions } from "../../../src/handler.js";
import { ComplyCube, type ComplyCubeOptions, type TokenScope } from "../../../src/index.js";
import { type Handler, withServer } from "../../support/loopback.js";
import { apiKey, minted, token } from "../../support/mint.js";

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

export async function answerOf(
  complycube: TokenHandlerOptions["complycube"],
  { request = tokenRequest(), ...options }: Omit<Situation, "upstream" | "client">,
) {
  const { handle, ...callbacks } = handlerOf({ complycube, ...options });
  const response = await handle(request);
  const { status, headers } = response;
  return { status, headers: Object.fromEntries(headers), body: await response.text(), ...callbacks };
}

type HandlerOptions = Omit<Situation, "upstream" | "client" | "request"> &
  Partial<Pick<TokenHandlerOptions, "complycube">>;

/** Creates a handler that returns a token to everybody, unless the options say otherwise. */
export function handlerOf({ authorize = () => "CLIENT_ID", ...options }: HandlerOptions = {}) {
  const fetch = async () => Response.json({ token });
  const complycube = new ComplyCube({ apiKey, fetch, onReferrerWarning: () => {} });
  const given = { complycube, scope: webScope, onError: vi.fn(), onWarning: vi.fn(), ...options };
  const handle = createTokenHandler({ ...given, authorize: authorize as () => string });
  return { handle, onError: given.onError, onWarning: given.onWarning };
}
