import { describe, expect, it } from "vitest";
import { ComplyCubeApiError, createClient } from "../../src/index.js";
import { apiKey, operation, useMock } from "../support/prism.js";
import { rejection } from "../support/transport.js";
import { documentedRequests } from "./cases/documented.js";

const mock = useMock();

it.each(Object.entries(documentedRequests))("sends the documented %s request", async (_, request) => {
  const { clientId, ...scope } = request;
  await expect(mock.client().token.generate(clientId, scope)).resolves.toBe("header.payload.signature");
  expect(mock.onlyExchange()).toMatchObject({
    method: "POST",
    path: "/v1/tokens",
    headers: { authorization: apiKey, "content-type": "application/json", accept: "application/json" },
    body: request,
    violations: [],
  });
});

it("createClient sends the documented request", async () => {
  const { data } = await createClient({ apiKey, baseUrl: mock.url }).POST("/tokens", { body: documentedRequests.web });
  expect(data).toEqual({ token: "header.payload.signature" });
  expect(mock.onlyExchange()).toMatchObject({ body: documentedRequests.web, violations: [] });
});

describe.each(Object.entries(operation.responses ?? {}))("for status %s", (declared, { content }) => {
  const statusCode = declared === "default" ? 503 : Number(declared);
  const examples = Object.entries(content?.["application/json"]?.examples ?? {});

  it("the spec has an example", () => {
    expect(examples).not.toEqual([]);
  });

  it.each(examples)("generate returns or throws what the example %s says", async (name, { value }) => {
    const { token } = mock.client({ prefer: `code=${statusCode}, example=${name}` });
    const call = token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" });
    if (statusCode < 300) expect({ token: await call }).toEqual(value);
    else {
      const error = await rejection(call);
      expect(error).toBeInstanceOf(ComplyCubeApiError);
      const { type, param, message } = Object(value);
      const fields = {
        statusCode,
        type,
        param,
        responseBody: value,
        retryAfterMs: statusCode === 429 ? 30_000 : undefined,
      };
      expect(error).toMatchObject({ ...fields, message: expect.stringContaining(message), attempts: 1 });
    }
    expect(mock.onlyExchange()).toMatchObject({ status: statusCode, violations: [] });
  });
});
