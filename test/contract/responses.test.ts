import { describe, expect, it } from "vitest";
import { ComplyCubeApiError } from "../../src/index.js";
import { expectConforming, operation, useMock } from "../support/prism.js";

const mock = useMock();

interface Outcome {
  /** The status to ask the mock for if the spec names none. */
  statusCode?: number;
  result: "token" | "client error" | "server error";
  retryAfterMs?: number;
}

/** The result of the client for each status that the spec declares. */
const outcomes: Record<string, Outcome> = {
  200: { result: "token" },
  ...Object.fromEntries([400, 401, 402, 403, 404, 413].map((status) => [status, { result: "client error" }])),
  429: { result: "client error", retryAfterMs: 30_000 },
  500: { result: "server error" },
  default: { result: "server error", statusCode: 503 },
};

const declared = Object.entries(operation.responses);

it("every declared status has an outcome here and a named example in the spec", () => {
  expect(Object.keys(outcomes).sort()).toEqual(declared.map(([status]) => status).sort());
  for (const [, { content }] of declared) expect(content?.["application/json"]?.examples).toBeDefined();
});

describe.each(declared)("status %s", (status, { content }) => {
  it.each(Object.entries(content?.["application/json"]?.examples ?? {}))(
    "with the example %s",
    async (name, example) => {
      const { result, statusCode = Number(status), retryAfterMs } = outcomes[status] ?? expect.unreachable();
      const { token } = mock.client({ prefer: `code=${statusCode}, example=${name}` });
      const call = token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" });
      const outcome = await call.catch((error: unknown) => error);
      const exchange = mock.onlyExchange();
      expectConforming(exchange);
      expect(exchange.status).toBe(statusCode);

      if (result === "token") return expect({ token: outcome }).toEqual(example.value);
      if (!(outcome instanceof ComplyCubeApiError)) throw outcome;
      const { headers, ...fields } = outcome;
      const { type, message, param }: { type?: string; message?: string; param?: string } = Object(example.value);
      const facts = { statusCode, type, param, retryAfterMs, requestId: undefined, attempts: 1 };
      expect(fields).toEqual({ ...facts, responseBody: example.value });
      expect(headers.get("content-type")).toBe("application/json");
      expect(outcome.message).toContain(`${message} (status code ${statusCode}). `);
      expect(outcome.isClientError()).toBe(result === "client error");
    },
  );
});
