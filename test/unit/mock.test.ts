import { expect, it } from "vitest";
import { validateTokenRequest } from "../../src/generated/validators.js";
import { ComplyCube, ComplyCubeApiError, ComplyCubeConfigError } from "../../src/index.js";
import { faultOf } from "../../src/mock/fault.js";
import { type MockOptions, mockFetch } from "../../src/mock.js";
import { jsonHeaders, rejection } from "../support/mint.js";

// test/contract/mock.test.ts compares the answers with Prism's.

const url = "https://api.complycube.com/v1/tokens";
const headers = { ...jsonHeaders, authorization: "test_key" };
const app = { clientId: "CLIENT_ID", appId: "com.myapp.demo.app" };
const page = { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" };

const send = (body: unknown, init: RequestInit = {}) =>
  mockFetch()(url, { method: "POST", headers, body: JSON.stringify(body), ...init });

function mint(options?: MockOptions): Promise<string> {
  const complycube = new ComplyCube({ apiKey: "test_key", fetch: mockFetch(options), maxRetries: 0 });
  return complycube.token.generate("CLIENT_ID", { appId: "com.myapp.demo.app" });
}

function claimsOf(token: string): { iat: number; exp: number } {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

it("answers each request with a different token that is valid for an hour", async () => {
  const [first, second] = [await mint(), await mint()];
  expect(first).not.toBe(second);
  const { iat, exp } = claimsOf(first);
  expect(exp - iat).toBe(3_600);
  expect(Math.abs(iat - Date.now() / 1_000)).toBeLessThan(60);
});

it("answers with an example of the spec by its name, unchanged", async () => {
  expect(await mint({ example: "form" })).toBe("header.payload.signature");
  expect(claimsOf(await mint({ example: "realistic" })).exp).toBe(1_700_003_600);
});

it.each<[MockOptions, object]>([
  [{ status: 404 }, { statusCode: 404, type: "resource_not_found", message: expect.stringContaining("123456789") }],
  [{ status: 429 }, { statusCode: 429, retryAfterMs: 30_000 }],
  [
    { status: 402, example: "paymentDue" },
    { statusCode: 402, type: "payment_required" },
  ],
  [{ status: 418 }, { statusCode: 418, type: "service_unavailable" }],
])("answers a valid request with what %j asks for", async (options, fields) => {
  const error = await rejection(mint(options));
  expect(error).toBeInstanceOf(ComplyCubeApiError);
  expect(error).toMatchObject(fields);
});

it.each([204, 205, 304])("answers status %i without a body", async (status) => {
  const answer = await send(app, { headers: { ...headers, prefer: `code=${status}` } });
  expect([answer.status, answer.body]).toEqual([status, null]);
});

it.each<[string, unknown, string | undefined, string]>([
  ["no client ID", { appId: "1" }, "clientId", "'clientId' is missing"],
  ["an empty client ID", { ...app, clientId: "" }, "clientId", "'clientId' is empty"],
  ["a number for the referrer", { ...page, referrer: 1 }, "referrer", "'referrer' must be a string"],
  ["a referrer without a scheme", { ...page, referrer: "a" }, "referrer", "'referrer' must match /"],
  ["an empty app ID", { ...app, appId: "" }, "appId", "'appId' is empty"],
  ["an unknown property", { ...app, note: 1 }, "note", "'note' is not allowed"],
  ["both scopes", { ...app, ...page }, "appId", "Give exactly one of referrer and appId"],
  ["no scope", { clientId: "1" }, "referrer", "Give exactly one of referrer and appId"],
  ["a list", [app], undefined, "The body must be an object"],
])("names the field at fault: %s", async (_, body, param, message) => {
  const answer = await send(body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({ type: "invalid_request", param, message: expect.stringContaining(message) });
});

it.each<[string, RequestInit, string]>([
  ["malformed JSON", { body: "{" }, "The body is not JSON: "],
  ["no body", { body: null }, "The body is missing"],
  ["another media type", { headers: { ...headers, "content-type": "text/plain" } }, "not text/plain"],
  ["no media type", { body: new Blob([JSON.stringify(app)]), headers: { authorization: "key" } }, "not absent"],
])("says what is wrong with the body: %s", async (_, init, message) => {
  expect(await (await send(app, init)).json()).toMatchObject({ message: expect.stringContaining(message) });
});

it("accepts no body where the contract requires none", () => {
  expect(faultOf("", null, { isRequired: false, validate: validateTokenRequest })).toBeUndefined();
});

it("names the operations of the contract for another path or method", async () => {
  const answers = [await mockFetch()("https://api.complycube.com/tokens", { method: "POST" }), await mockFetch()(url)];
  expect(answers.map(({ status }) => status)).toEqual([404, 405]);
  for (const answer of answers) {
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining("POST /v1/tokens") });
  }
});

it("rejects with the reason of an aborted signal, like fetch", async () => {
  const reason = new Error("The user left.");
  expect(await rejection(send(app, { signal: AbortSignal.abort(reason) }))).toBe(reason);
});

it.each<[unknown, string, string]>([
  [{ status: 99 }, "status", "`status` must be a status from 200 to 599."],
  [{ example: 1 }, "example", "`example` must be the name of an example."],
  [{ example: "nope" }, "example", 'Status 200 has no example "nope". It has: realistic, form.'],
  ["https://api.complycube.com/v1/tokens", "fetch", "`mockFetch` creates a `fetch`. Write mockFetch()."],
  [new URL(url), "fetch", "`mockFetch` creates a `fetch`. Write mockFetch()."],
  [new Request(url), "fetch", "`mockFetch` creates a `fetch`. Write mockFetch()."],
  [{ code: 429 }, "code", "Unknown option `code` of mockFetch. Valid options: status, example."],
])("refuses the options %j", (options, option, message) => {
  const make = () => mockFetch(options as MockOptions);
  expect(make).toThrow(ComplyCubeConfigError);
  expect(make).toThrow(expect.objectContaining({ option, message }));
});
