import { describe, expect, it } from "vitest";
import { apiError } from "../../src/client/read-token.js";
import type { Answer } from "../../src/transport/answer.js";

function answer(fields: Partial<Answer>): Answer {
  const head = { status: 400, ok: false, statusText: "", headers: () => new Headers() };
  return { ...head, text: "", data: undefined, attempts: 1, retryAfterMs: undefined, ...fields };
}

function errorOf(status: number, body: unknown = { message: "No" }, headers: Record<string, string> = {}) {
  return apiError(answer({ status, headers: () => new Headers(headers), attempts: 3 }), body);
}

it.each<[number, RegExp]>([
  [400, /^No \(status code 400 after 3 attempts\)\. Check the arguments\.$/],
  [401, /Check `apiKey`/],
  [402, /Check the payment/],
  [403, /Check your ComplyCube plan/],
  [404, /Check `clientId`, `baseUrl`, and `apiKey`: a test key knows no client of a live key/],
  [408, /Try again later; contact ComplyCube's support/],
  [418, /Check the arguments\.$/],
  [429, /Make fewer calls at a time/],
  [500, /Try again later; contact ComplyCube's support/],
  [503, /Try again later; contact ComplyCube's support/],
])("says what to change after status %i", (status, message) => {
  expect(errorOf(status).message).toMatch(message);
});

it("says which argument the API found at fault", () => {
  const error = errorOf(400, { type: "invalid_request", message: "'clientId' is invalid", param: "clientId" });
  expect(error).toMatchObject({ type: "invalid_request", param: "clientId" });
  expect(error.message).toMatch(/Check `clientId`\.$/);
});

it("says when to try again where the API does", () => {
  expect(apiError(answer({ status: 429, retryAfterMs: 29_100 }), undefined)).toMatchObject({
    message: "The API gave no reason (status code 429). Try again in 30 s.",
    retryAfterMs: 29_100,
  });
});

it("tells the request's fault from the server's", () => {
  expect([400, 499, 500].map((status) => errorOf(status).isClientError())).toEqual([true, true, false]);
});

describe("the request's ID", () => {
  it.each(["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "x-amz-cf-id", "cf-ray"])(
    "is read from %s",
    (name) => {
      expect(errorOf(500, {}, { "x-other": "1", [name]: "id" }).requestId).toBe("id");
    },
  );

  it("is the API's own rather than a proxy's, and undefined where nobody says one", () => {
    expect(errorOf(500, {}, { "cf-ray": "proxy", "x-request-id": "api" }).requestId).toBe("api");
    expect(errorOf(500).requestId).toBeUndefined();
  });
});

it.each([null, "text", 1])("takes a body that is %j", (body) => {
  expect(errorOf(500, body)).toMatchObject({ responseBody: body, type: undefined, param: undefined });
});

it("bounds what the API says to 1 000 characters each", () => {
  const long = "x".repeat(5_000);
  const { type, param } = errorOf(400, { type: long, message: long, param: long });
  expect([type?.length, param?.length]).toEqual([1_000, 1_000]);
});
