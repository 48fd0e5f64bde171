import { afterAll, beforeAll, expect } from "vitest";
import type { Operation } from "../../scripts/generate/openapi.js";
import { readSpec } from "../../scripts/generate/read-spec.js";
import { type Exchange, type PrismServer, startMock } from "../../scripts/prism-server.js";
import { ComplyCube, type ComplyCubeOptions } from "../../src/index.js";

export const spec = await readSpec("openapi/tokens.yaml");

/** A key with the characters of real ones: standard base64 after the prefix. */
export const apiKey = "test_Y29udHJhY3Q+dGVzdHM/==";

/** The mock issues another token each time. */
export const anyToken = expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/);

/** The operation that the contract tests call: the only one of the spec, with its place in the document. */
export const operation = onlyOperation();

function onlyOperation(): Operation & { path: string; method: string; place: string[] } {
  const operations = Object.entries(spec.resolved.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, found]) => ({ ...found, path, method, place: ["paths", path, method] })),
  );
  const [only, ...others] = operations;
  if (!only || others.length > 0) throw new Error(`expected one operation, and the spec has ${operations.length}`);
  return only;
}

/** Starts a mock for the tests of one file. */
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
    /** A client of the mock. `prefer` chooses the answer, such as `code=429, example=rateLimited`. */
    client({ prefer, ...options }: ComplyCubeOptions & { prefer?: string } = {}) {
      return new ComplyCube({ apiKey, baseUrl: mock.url, maxRetries: 0, fetch: preferring(prefer), ...options });
    },
    /** Returns the exchange since the last call. Throws unless there was exactly one. */
    onlyExchange(): Exchange {
      const [exchange, ...others] = mock.exchanges.splice(0);
      if (!exchange || others.length > 0) {
        throw new Error(`expected one request, not ${exchange ? others.length + 1 : 0}`);
      }
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
