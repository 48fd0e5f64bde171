import type { ServerResponse } from "node:http";
import { expect } from "vitest";
import { ComplyCube, type ComplyCubeOptions } from "../../src/index.js";
import { nodeTransport } from "../../src/node.js";
import { type Handler, withServer } from "./loopback.js";

export const apiKey = "test_c2VjcmV0L3NlY3JldA+/==";
export const token = "eyJhbGciOiJIUzI1NiJ9.eyJwYXlsb2FkIjoieCJ9.c2lnbmF0dXJl";
export const jsonHeaders = { "content-type": "application/json" };
export const tokenBody = JSON.stringify({ token });

export const minted = (response: ServerResponse): unknown => response.writeHead(200, jsonHeaders).end(tokenBody);

/** Mints one token without retries. */
type Mint = (baseUrl: string, options?: ComplyCubeOptions, signal?: AbortSignal) => Promise<string>;
/** The result of one call to a server with one handler, without retries. */
type OutcomeOf = (handler: Handler, options?: ComplyCubeOptions) => Promise<unknown>;

function mintOver(transport: ComplyCubeOptions): { mint: Mint; outcomeOf: OutcomeOf } {
  const mint: Mint = (baseUrl, options, signal) => {
    const complycube = new ComplyCube({ apiKey, baseUrl, maxRetries: 0, ...transport, ...options });
    return complycube.token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" }, { signal });
  };
  const outcomeOf: OutcomeOf = (handler, options) =>
    withServer(handler, ({ url }) => mint(url, options).catch((error: unknown) => error));
  return { mint, outcomeOf };
}

export const { mint, outcomeOf } = mintOver({});

/** What happens on a connection must be the same over each. */
export const transports = [
  { transport: "fetch", mint, outcomeOf },
  { transport: "nodeTransport", ...mintOver({ transport: nodeTransport() }) },
];

/** A `fetch` that answers with the token, and the requests that it was called with. */
export function recordingFetch() {
  const requests: Request[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    requests.push(new Request(url, init));
    return Response.json({ token });
  };
  return { fetch, requests };
}

/** A promise that a handler of events fulfils. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}

/** What a promise rejects with. */
export function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("expected a rejection"),
    (error: unknown) => error,
  );
}
