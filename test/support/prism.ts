import { afterAll, beforeAll, expect } from "vitest";
import { operationsOf } from "../../scripts/generate/openapi.js";
import { readSpec } from "../../scripts/generate/read-spec.js";
import { type Exchange, type PrismServer, startMock } from "../../scripts/prism-server.js";
import { ComplyCube, type ComplyCubeOptions } from "../../src/index.js";

export const spec = await readSpec("openapi/tokens.yaml");

/** Of the observed form: standard base64 behind the prefix. */
export const apiKey = "test_Y29udHJhY3Q+dGVzdHM/==";

/** The one operation of the spec. */
export function generateToken() {
  const operation = new Map(operationsOf(spec.resolved)).get("generateToken");
  if (!operation) throw new Error("the spec has no operation generateToken");
  return operation;
}

/** A mock for the tests of one file, started before and closed after them. */
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
    /** A client of the mock; `prefer` forces an answer: `code=429, example=rateLimited`. */
    client({ prefer, ...options }: ComplyCubeOptions & { prefer?: string } = {}) {
      return new ComplyCube({ apiKey, baseUrl: mock.url, maxRetries: 0, fetch: preferring(prefer), ...options });
    },
    /** Sends a request of any kind, and returns its answer with what the mock made of it. */
    async send(body: BodyInit | undefined, { method = "POST", headers = {} }: RequestInit = {}) {
      const response = await fetch(`${mock.url}/tokens`, {
        method,
        headers: { authorization: apiKey, "content-type": "application/json", ...headers },
        ...(body !== undefined && { body }),
      });
      return { status: response.status, text: await response.text(), exchange: this.onlyExchange() };
    },
    /** The one exchange since the last look: a request that is sent twice is found here. */
    onlyExchange(): Exchange {
      const [exchange, ...others] = mock.exchanges.splice(0);
      if (!exchange || others.length > 0)
        throw new Error(`expected one request, and got ${exchange ? others.length + 1 : 0}`);
      return exchange;
    },
  };
}

function preferring(prefer: string | undefined): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    if (prefer !== undefined) headers.set("prefer", prefer);
    return fetch(input, { ...init, headers });
  };
}

/** The request arrived as the spec and the documentation have it. */
export function expectConforming({ method, path, headers, violations }: Exchange): void {
  expect({ method, path, violations }).toEqual({ method: "POST", path: "/v1/tokens", violations: [] });
  expect(headers).toMatchObject({
    authorization: apiKey,
    "content-type": "application/json",
    accept: "application/json",
  });
}
