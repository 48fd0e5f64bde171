import { type Handler, withServer } from "../../scripts/behaviour/faulty-server.js";
import { ComplyCube, type ComplyCubeOptions } from "../../src/index.js";

export const apiKey = "test_c2VjcmV0L3NlY3JldA+/==";
export const token = "eyJhbGciOiJIUzI1NiJ9.eyJwYXlsb2FkIjoieCJ9.c2lnbmF0dXJl";
export const json = { "content-type": "application/json" };
export const tokenBody = JSON.stringify({ token });

export const minted: Handler = (response) => response.writeHead(200, json).end(tokenBody);

export function mint(baseUrl: string, options: ComplyCubeOptions = {}, signal?: AbortSignal): Promise<string> {
  const complycube = new ComplyCube({ apiKey, baseUrl, maxRetries: 0, ...options });
  return complycube.token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" }, { signal });
}

/** What a handler's server makes of one call without retries. */
export function outcomeOf(handler: Handler, options?: ComplyCubeOptions): Promise<unknown> {
  return withServer(handler, ({ url }) => mint(url, options).catch((error: unknown) => error));
}

/** A promise that a handler of events fulfils. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
