import { describe, expect, it } from "vitest";
import { operationsOf } from "../../scripts/generate/openapi.js";
import { validateError, validateToken } from "../../src/generated/validators.js";
import { ComplyCubeApiError } from "../../src/index.js";
import { expectConforming, generateToken, spec, useMock } from "../support/prism.js";

const mock = useMock();

interface Outcome {
  /** The status that the mock is asked for, where the spec names none. */
  statusCode?: number;
  result: "token" | "client error" | "server error";
  retryAfterMs?: number;
}

/** What the client makes of each status that the spec declares. */
const outcomes: Record<string, Outcome> = {
  200: { result: "token" },
  400: { result: "client error" },
  401: { result: "client error" },
  402: { result: "client error" },
  403: { result: "client error" },
  404: { result: "client error" },
  413: { result: "client error" },
  429: { result: "client error", retryAfterMs: 30_000 },
  500: { result: "server error" },
  default: { result: "server error", statusCode: 503 },
};

const declared = Object.entries(generateToken().responses ?? {});

it("has outcomes for each operation", () => {
  expect(operationsOf(spec.resolved).map(([operation]) => operation)).toEqual(["generateToken"]);
});

it("has an outcome for each declared status, and no other", () => {
  expect(Object.keys(outcomes).sort()).toEqual(declared.map(([status]) => status).sort());
});

describe.each(declared)("status %s", (status, response) => {
  const cases = Object.entries(response.content?.["application/json"]?.examples ?? {});

  it("has a named example", () => {
    expect(cases).not.toEqual([]);
  });

  it.each(cases)("with the example %s ends as documented", async (name, { value }) => {
    const { result, statusCode = Number(status), retryAfterMs } = outcomes[status] ?? {};
    const client = mock.client({ prefer: `code=${statusCode}, example=${name}` });
    const outcome = await client.token
      .generate("CLIENT_ID", { referrer: "https://www.example.com/*" })
      .catch((error: unknown) => error);

    const exchange = mock.onlyExchange();
    expectConforming(exchange);
    expect(exchange.status).toBe(statusCode);

    if (result === "token") {
      expect(validateToken(value)).toBe(true);
      expect({ token: outcome }).toEqual(value);
      return;
    }
    expect(validateError(value)).toBe(true);
    const { type, message, param } = value as { type: string; message: string; param?: string };
    if (!(outcome instanceof ComplyCubeApiError)) throw outcome;
    const {
      name: errorName,
      message: errorMessage,
      headers,
      ...fields
    } = Object.assign({}, outcome, {
      name: outcome.name,
      message: outcome.message,
    });
    expect(errorName).toBe("ComplyCubeApiError");
    expect(errorMessage).toContain(`${message} (status code ${statusCode}). `);
    expect(headers.get("content-type")).toBe("application/json");
    expect(fields).toEqual({
      statusCode,
      type,
      param,
      responseBody: value,
      retryAfterMs,
      requestId: undefined,
      attempts: 1,
    });
    expect(outcome.isClientError()).toBe(result === "client error");
  });
});
