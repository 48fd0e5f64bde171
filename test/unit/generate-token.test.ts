import { describe, expect, it } from "vitest";
import { ComplyCube, type ComplyCubeApiError } from "../../src/index.js";
import { rejection } from "../support/mint.js";

const web = { referrer: "https://www.example.com/*" };
const baseUrl = "https://api.example.com/v1";

/** A client that receives the given response, and the number of requests that it sent. */
function receiving(response: () => Response, options = {}) {
  let sent = 0;
  const fetch = async () => {
    sent += 1;
    return response();
  };
  const { token } = new ComplyCube({ apiKey: "test_key", baseUrl, maxRetries: 0, fetch, ...options });
  return { token, sent: () => sent };
}

const minted = () => Response.json({ token: "header.payload.signature" });

/** `generate` as a JavaScript program may call it. */
type Untyped = (...args: unknown[]) => Promise<string>;

describe("sends nothing, and names the invalid", () => {
  it.each<[string, unknown[], RegExp]>([
    ["clientId", [undefined, web], /`clientId` is missing/],
    ["clientId", ["", web], /`clientId` is empty/],
    ["clientId", [42, web], /`clientId` must be a? ?string.*the client's ID/],
    ["referrer", ["CLIENT_ID"], /either `{ referrer }` .* or `{ appId }` .*, not "undefined"/],
    ["referrer", ["CLIENT_ID", null], /, not null/],
    ["referrer", ["CLIENT_ID", web.referrer], /, not "string"/],
    ["referrer", ["CLIENT_ID", {}], /, not {}/],
    ["referrer", ["CLIENT_ID", { referer: "https://www.example.com/*" }], /, not {"referer":"string"}/],
    ["referrer", ["CLIENT_ID", { Referrer: { secret: 1 } }], /, not {"Referrer":"object"}/],
    ["referrer", ["CLIENT_ID", { referrer: undefined }], /, not {"referrer":"undefined"}/],
    ["referrer", ["CLIENT_ID", { ...web, appId: "com.example.app" }], /, not {"referrer":"string","appId":"string"}/],
    ["referrer", ["CLIENT_ID", { referrer: "" }], /`referrer` is empty.*a match pattern/],
    ["referrer", ["CLIENT_ID", { referrer: [] }], /`referrer` must be a? ?string/],
    ["appId", ["CLIENT_ID", { appId: "" }], /`appId` is empty.*the application or bundle ID/],
    ["appId", ["CLIENT_ID", { appId: null }], /`appId` must be a? ?string/],
  ])("%s of %o", async (param, args, message) => {
    const { token, sent } = receiving(minted);
    const error = await rejection((token.generate as Untyped)(...args));
    const expected = { name: "ComplyCubeRequestError", param, attempts: 0, message: expect.stringMatching(message) };
    expect(error).toMatchObject(expected);
    expect(sent()).toBe(0);
  });

  it.each<[string, unknown]>([
    ["timeoutMs", { timeoutMs: -1 }],
    ["maxRetries", { maxRetries: 99 }],
    ["signal", { signal: "now" }],
    ["signal", { signal: { throwIfAborted: () => {} } }],
    ["signal", { signal: { throwIfAborted: () => {}, aborted: false } }],
    ["signal", { signal: { throwIfAborted: () => {}, addEventListener: () => {} } }],
    ["signal", new AbortController()],
    ["params", { params: { header: { authorization: "test_other" } } }],
    ["body", { body: {} }],
    ["timeout", { timeout: 1, timeoutMs: 1 }],
    ["options", null],
    ["options", 1],
    ["options", AbortSignal.abort()],
  ])("option %s of %o", async (option, options) => {
    const { token, sent } = receiving(minted);
    const error = await rejection((token.generate as Untyped)("CLIENT_ID", web, options));
    expect(error).toMatchObject({ name: "ComplyCubeConfigError", option });
    expect(sent()).toBe(0);
  });

  it("transport if it does not return an exchange", async () => {
    const { token } = receiving(minted, { fetch: undefined, transport: async () => new Response() });
    const expected = { name: "ComplyCubeConfigError", option: "transport" };
    expect(await rejection(token.generate("CLIENT_ID", web))).toMatchObject(expected);
  });
});

describe("a success without a token is a ComplyCubeResponseError:", () => {
  it.each<[string, () => Response, RegExp, string]>([
    ["an empty object", () => Response.json({}), /`token` is missing/, "{}"],
    ["a number", () => Response.json({ token: 1 }), /`token` must be a? ?string/, '{"token":1}'],
    [
      "a string that is not a JWT",
      () => Response.json({ token: "secret" }),
      /`token` must match/,
      '{"token":"[token]"}',
    ],
    ["a list", () => Response.json([{ token: "a.b.c" }]), /the body must be/, '[{"token":"[token]"}]'],
    ["null", () => Response.json(null), /the body must be/, "null"],
    ["status 204", () => new Response(null, { status: 204 }), /the body/, ""],
    ["status 205", () => Object.defineProperty(minted(), "status", { value: 205 }), /the body/, ""],
  ])("%s", async (_, response, message, excerpt) => {
    const error = await rejection(receiving(response).token.generate("CLIENT_ID", web));
    const expected = { name: "ComplyCubeResponseError", message: expect.stringMatching(message), excerpt, attempts: 1 };
    expect(error).toMatchObject(expected);
  });

  it.each([
    ["[", "]"],
    ['{"a":', "}"],
  ])("a body of 100,000 nested %s", async (open, close) => {
    const body = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    const { token } = receiving(() => new Response(body, { headers: { "content-type": "application/json" } }));
    const error = await rejection(token.generate("CLIENT_ID", web));
    expect(error).toMatchObject({ name: "ComplyCubeResponseError", excerpt: body.slice(0, 200) });
  });
});

it("accepts properties that a later version may add", async () => {
  const { token } = receiving(() => Response.json({ token: "a.b.c", expiresIn: 3600 }, { status: 201 }));
  await expect(token.generate("CLIENT_ID", web)).resolves.toBe("a.b.c");
});

describe("an error of the API", () => {
  async function errorOf(status: number, body: unknown = { message: "No" }, headers: Record<string, string> = {}) {
    const response = () => Response.json(body, { status, headers });
    const error = await rejection(receiving(response).token.generate("CLIENT_ID", web));
    expect(error).toMatchObject({ name: "ComplyCubeApiError", statusCode: status });
    return error as ComplyCubeApiError;
  }

  it.each<[string, () => Response, object]>([
    ["HTML", () => new Response("<p>Bad gateway</p>", { status: 502 }), { responseBody: "<p>Bad gateway</p>" }],
    ["an empty body", () => new Response(null, { status: 502 }), { type: undefined }],
    ["another shape", () => Response.json({ error: "no" }, { status: 502 }), { responseBody: { error: "no" } }],
    ["an unknown type", () => Response.json({ type: "new", message: "m" }, { status: 502 }), { type: "new" }],
    ["numbers", () => Response.json({ type: 1, message: 2, param: 3 }, { status: 502 }), { param: undefined }],
    ["null", () => Response.json(null, { status: 502 }), { responseBody: null, type: undefined }],
  ])("may have any body: %s", async (_, response, fields) => {
    const error = await rejection(receiving(response).token.generate("CLIENT_ID", web));
    expect(error).toMatchObject({ name: "ComplyCubeApiError", statusCode: 502, ...fields });
  });

  it.each<[number, RegExp]>([
    [400, /^No \(status code 400\)\. Check the arguments\.$/],
    [401, /`apiKey`/],
    [402, /billing/],
    [403, /plan/],
    [404, /`clientId`, `baseUrl` and `apiKey`/],
    [408, /Retry later/],
    [418, /Check the arguments/],
    [429, /fewer requests/],
    [500, /Retry later.* support/],
  ])("with status %i says what to change", async (status, message) => {
    expect((await errorOf(status)).message).toMatch(message);
  });

  it("names the parameter that the API rejects", async () => {
    const error = await errorOf(400, { type: "invalid_request", message: "No", param: "clientId" });
    expect(error).toMatchObject({ type: "invalid_request", param: "clientId" });
    expect(error.message).toMatch(/Check `clientId`\.$/);
  });

  it("says how long to wait", async () => {
    const error = await errorOf(429, {}, { "retry-after": "30" });
    expect(error.retryAfterMs).toBe(30_000);
    expect(error.message).toMatch(/Retry after 30 s\.$/);
  });

  it("says after how many attempts", async () => {
    const { token } = receiving(() => Response.json({}, { status: 503, headers: { "retry-after": "0" } }), {
      maxRetries: 1,
    });
    expect(await rejection(token.generate("CLIENT_ID", web))).toMatchObject({
      attempts: 2,
      message: expect.stringContaining("(status code 503 after 2 attempts)"),
    });
  });

  it("is a client error below status 500", async () => {
    const errors = await Promise.all([400, 499, 500].map((status) => errorOf(status)));
    expect(errors.map((error) => error.isClientError())).toEqual([true, true, false]);
  });

  it.each(["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "x-amz-cf-id", "cf-ray"])(
    "has the request ID of the header %s",
    async (name) => {
      expect((await errorOf(500, {}, { "x-other": "1", [name]: "id" })).requestId).toBe("id");
    },
  );

  it("prefers the API's request ID to a proxy's", async () => {
    expect((await errorOf(500, {}, { "cf-ray": "proxy", "x-request-id": "api" })).requestId).toBe("api");
    expect((await errorOf(500)).requestId).toBeUndefined();
  });

  it("cuts each text of the API to 1,000 characters", async () => {
    const long = "x".repeat(5_000);
    const { type, param, message } = await errorOf(400, { type: long, message: long, param: long });
    expect([type?.length, param?.length]).toEqual([1_000, 1_000]);
    expect(message.length).toBeLessThan(2_100);
  });
});
