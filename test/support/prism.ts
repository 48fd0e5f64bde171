import { afterAll, beforeAll, expect } from "vitest";
import { readSpec } from "../../scripts/generate/read-spec.js";
import { type Exchange, type PrismServer, startMock } from "../../scripts/prism-server.js";
import { ComplyCube, type ComplyCubeOptions } from "../../src/index.js";

export const spec = await readSpec("openapi/tokens.yaml");

/** Has the observed form: standard base64 after the prefix. */
export const apiKey = "test_Y29udHJhY3Q+dGVzdHM/==";

/** The operation under test, with its place in the spec. */
export const operation = (() => {
  const [first] = Object.entries(spec.resolved.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { requestBody, responses = {} }]) => ({ path, method, requestBody, responses })),
  );
  if (!first) throw new Error("the spec has no operation");
  return { ...first, place: ["paths", first.path, first.method] };
})();

/** A mock for the tests of one file. */
export function useMock() {
  let mock: PrismServer;
  beforeAll(async () => {
    mock = await startMock(spec);
  });
  afterAll(() => mock.close());

  return {
    get url() {
      return mock.url;
    },
    /** A client of the mock. `prefer` requests a response: `code=429, example=rateLimited`. */
    client({ prefer, ...options }: ComplyCubeOptions & { prefer?: string } = {}) {
      return new ComplyCube({ apiKey, baseUrl: mock.url, maxRetries: 0, fetch: fetchWith({ prefer }), ...options });
    },
    /** Sends any request, and returns the response with the exchange that the mock recorded. */
    async send(body: BodyInit | undefined, { method = "POST", headers = {} }: RequestInit = {}) {
      const response = await fetch(`${mock.url}${operation.path}`, {
        method,
        headers: { authorization: apiKey, "content-type": "application/json", ...headers },
        ...(body !== undefined && { body }),
      });
      return { status: response.status, text: await response.text(), exchange: this.onlyExchange() };
    },
    /** The one exchange since the last call. Fails if a request was sent twice. */
    onlyExchange(): Exchange {
      const exchanges = mock.exchanges.splice(0);
      const [exchange, ...others] = exchanges;
      if (!exchange || others.length > 0) throw new Error(`expected one request, got ${exchanges.length}`);
      return exchange;
    },
  };
}

function fetchWith(extra: Record<string, string | undefined>): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(extra)) if (value !== undefined) headers.set(name, value);
    return fetch(input, { ...init, headers });
  };
}

/** Expects the request that the spec and the documentation describe. */
export function expectConforming({ method, path, headers, violations }: Exchange): void {
  expect({ method, path, violations }).toEqual({ method: "POST", path: `/v1${operation.path}`, violations: [] });
  const sent = { authorization: apiKey, "content-type": "application/json", accept: "application/json" };
  expect(headers).toMatchObject(sent);
}
