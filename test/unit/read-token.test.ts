import { describe, expect, it, vi } from "vitest";
import { ComplyCube, type ComplyCubeApiError, type ComplyCubeOptions } from "../../src/index.js";
import { rejection } from "../support/mint.js";

type Answer = () => Response;

const minted: Answer = () => Response.json({ token: "header.payload.signature" });

/** Mints a token without retries while the API gives one answer. */
function mint(answer: Answer, options: ComplyCubeOptions = {}): Promise<string> {
  const complycube = new ComplyCube({ apiKey: "test_key", maxRetries: 0, fetch: async () => answer(), ...options });
  return complycube.token.generate("CLIENT_ID", { appId: "com.example.app" });
}

describe("a success without a token is a ComplyCubeResponseError:", () => {
  it.each<[string, Answer, RegExp, string]>([
    ["an empty object", () => Response.json({}), /`token` is missing/, "{}"],
    ["a number", () => Response.json({ token: 1 }), /`token` must be a string/, '{"token":1}'],
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
  ])("%s", async (_, answer, message, excerpt) => {
    const expected = { name: "ComplyCubeResponseError", message: expect.stringMatching(message), excerpt, attempts: 1 };
    expect(await rejection(mint(answer))).toMatchObject(expected);
  });
});

it("accepts properties that a later version may add", async () => {
  await expect(mint(() => Response.json({ token: "a.b.c", expiresIn: 3600 }, { status: 201 }))).resolves.toBe("a.b.c");
});

describe("an error of the API", () => {
  async function errorOf(status: number, body: unknown = { message: "No" }, headers: Record<string, string> = {}) {
    const error = await rejection(mint(() => Response.json(body, { status, headers })));
    expect(error).toMatchObject({ name: "ComplyCubeApiError", statusCode: status });
    return error as ComplyCubeApiError;
  }

  it.each<[string, Answer, object]>([
    ["HTML", () => new Response("<p>Bad gateway</p>", { status: 502 }), { responseBody: "<p>Bad gateway</p>" }],
    ["an empty body", () => new Response(null, { status: 502 }), { type: undefined }],
    ["another shape", () => Response.json({ error: "no" }, { status: 502 }), { responseBody: { error: "no" } }],
    ["an unknown type", () => Response.json({ type: "new", message: "m" }, { status: 502 }), { type: "new" }],
    ["numbers", () => Response.json({ type: 1, message: 2, param: 3 }, { status: 502 }), { param: undefined }],
    ["null", () => Response.json(null, { status: 502 }), { responseBody: null, type: undefined }],
  ])("may have any body: %s", async (_, answer, fields) => {
    expect(await rejection(mint(answer))).toMatchObject({ name: "ComplyCubeApiError", statusCode: 502, ...fields });
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
    const answer = () => Response.json({}, { status: 503, headers: { "retry-after": "0" } });
    vi.spyOn(Math, "random").mockReturnValue(0); // No back-off.
    const error = await rejection(mint(answer, { maxRetries: 1 }));
    vi.restoreAllMocks();
    expect(error).toMatchObject({
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

  it("truncates each text from the API to 1,000 characters", async () => {
    const long = "x".repeat(5_000);
    const { type, param, message } = await errorOf(400, { type: long, message: long, param: long });
    expect([type?.length, param?.length]).toEqual([1_000, 1_000]);
    expect(message.length).toBeLessThan(2_100);
  });
});
