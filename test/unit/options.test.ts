import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readOptions } from "../../src/client/options.js";
import { ComplyCube, ComplyCubeConfigError, type ComplyCubeOptions, createClient } from "../../src/index.js";

const apiKey = "test_c2VjcmV0+/==";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** What a program without types can pass. */
function untyped(options: object): ComplyCubeOptions {
  return options;
}

function refusal(options: object): unknown {
  try {
    new ComplyCube(untyped(options));
  } catch (error) {
    return error;
  }
  throw new Error("the options were accepted");
}

describe("an unusable option is refused by name when the client is made", () => {
  const secret = "c2VjcmV0c2VjcmV0";
  it.each<[string, object, RegExp]>([
    ["apiKey", {}, /no API key: pass `apiKey`, or set .* COMPLYCUBE_API_KEY/],
    ["apiKey", { apiKey: "" }, /no API key/],
    ["apiKey", { apiKey: 42 }, /must be the raw key alone/],
    ["apiKey", { apiKey: `Bearer test_${secret}` }, /raw key alone, without `Bearer`/],
    ["apiKey", { apiKey: `bearer test_${secret}` }, /raw key alone, without `Bearer`/],
    ["apiKey", { apiKey: ` test_${secret}` }, /blanks and line breaks/],
    ["apiKey", { apiKey: `test_${secret}\n` }, /blanks and line breaks/],
    ["apiKey", { apiKey: `test_${secret}\u2028` }, /blanks and line breaks/],
    ["apiKey", { apiKey: `test_${secret}é` }, /the raw key alone/],
    ["baseUrl", { apiKey, baseUrl: "api.complycube.com/v1" }, /an absolute https: URL .*, such as https:\/\//],
    ["baseUrl", { apiKey, baseUrl: "" }, /an absolute https: URL .*, such as https:\/\//],
    ["baseUrl", { apiKey, baseUrl: 1 }, /an absolute https: URL .*, such as https:\/\//],
    [
      "baseUrl",
      { apiKey, baseUrl: new URL("https://api.complycube.com/v1") },
      /an absolute https: URL .*, such as https:\/\//,
    ],
    ["baseUrl", { apiKey, baseUrl: "http://not-localhost/v1" }, /loopback/],
    ["baseUrl", { apiKey, baseUrl: "https://user@api.complycube.com" }, /without credentials/],
    ["baseUrl", { apiKey, baseUrl: "https://:password@api.complycube.com" }, /without credentials/],
    ["baseUrl", { apiKey, baseUrl: "ftp://api.complycube.com" }, /https:/],
    ["baseUrl", { apiKey, baseUrl: "https://user:password@api.complycube.com" }, /without credentials/],
    ["baseUrl", { apiKey, baseUrl: "https://api.complycube.com/v1?a=1" }, /query and fragment/],
    ["baseUrl", { apiKey, baseUrl: "https://api.complycube.com/v1#a" }, /query and fragment/],
    ["baseUrl", { apiKey, baseUrl: "http://api.complycube.com/v1" }, /loopback/],
    ["baseUrl", { apiKey, baseUrl: "http://localhost.example.com/v1" }, /loopback/],
    ["baseUrl", { apiKey, baseUrl: "http://api.localhost/v1" }, /loopback/],
    ["apiKey", { apiKey: `test_${secret.repeat(63)}` }, /of at most 1000 characters/],
    ["fetch", { apiKey, fetch: "fetch" }, /`fetch` must be a function/],
    ["transport", { apiKey, transport: {} }, /`transport` must be a function/],
    ["transport", { apiKey, fetch, transport: () => {} }, /Pass `fetch` or `transport`, not both/],
    ["onAttempt", { apiKey, onAttempt: true }, /`onAttempt` must be a function/],
    ["rateLimiter", { apiKey, rateLimiter: null }, /`rateLimiter` must have a function `removeTokens`/],
    ["rateLimiter", { apiKey, rateLimiter: "limiter" }, /must have a function `removeTokens`/],
    ["rateLimiter", { apiKey, rateLimiter: { removeTokens: 1 } }, /must have a function `removeTokens`/],
    ["rateLimiter", { apiKey, rateLimiter: { consume: () => {} } }, /must have a function `removeTokens`/],
    ["timeoutMs", { apiKey, timeoutMs: 2 ** 31 }, /from 1 to/],
    ["timeoutMs", { apiKey, timeoutMs: 0 }, /from 1 to 2147483647/],
    ["timeoutMs", { apiKey, timeoutMs: Number.POSITIVE_INFINITY }, /from 1 to/],
    ["timeoutMs", { apiKey, timeoutMs: "1000" }, /from 1 to/],
    ["attemptTimeoutMs", { apiKey, attemptTimeoutMs: Number.NaN }, /from 1 to/],
    ["maxRetries", { apiKey, maxRetries: -1 }, /whole number from 0 to 10/],
    ["maxRetries", { apiKey, maxRetries: 1.5 }, /whole number/],
    ["maxRetries", { apiKey, maxRetries: 11 }, /whole number/],
    ["allowAnyReferrer", { apiKey, allowAnyReferrer: 1 }, /`allowAnyReferrer` must be true or false/],
    ["onReferrerWarning", { apiKey, onReferrerWarning: "log" }, /`onReferrerWarning` must be a function/],
    ["dangerouslyAllowBrowser", { apiKey, dangerouslyAllowBrowser: "false" }, /true or false/],
    ["options", JSON.parse("null"), /must be an object/],
    ["options", JSON.parse(`"test_${secret}"`), /The options of the client must be an object/],
    ["apikey", { apikey: apiKey }, /`apikey` is not an option of the client. Valid options: apiKey, /],
    ["apiKey", Object.create({ apiKey }), /must be a plain object\. Pass { apiKey }\.$/],
    ["timeout", { apiKey, timeout: 1000 }, /`timeout` is not an option/],
  ])("%s: %o", (option, options, message) => {
    vi.stubEnv("COMPLYCUBE_API_KEY", undefined);
    const error = refusal(options);
    expect(error).toBeInstanceOf(ComplyCubeConfigError);
    expect(error).toMatchObject({ option, message: expect.stringMatching(message) });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(secret);
  });

  it("as createClient does it", () => {
    expect(() => createClient({ apiKey: "a b" })).toThrow(ComplyCubeConfigError);
  });
});

describe("a browser", () => {
  const browser = () => vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0" });

  it("is refused, with the reason and the way out", () => {
    browser();
    const error = refusal({ apiKey });
    expect(error).toMatchObject({
      option: "dangerouslyAllowBrowser",
      message: expect.stringMatching(/on your server, .* `dangerouslyAllowBrowser: true` allows it/),
    });
  });

  it("is not what a server runtime calls itself", () => {
    vi.stubGlobal("navigator", { userAgent: "Node.js/26 (like Mozilla/5.0)" });
    expect(() => new ComplyCube({ apiKey })).not.toThrow();
  });

  it("is allowed with dangerouslyAllowBrowser", () => {
    browser();
    expect(() => new ComplyCube({ apiKey, dangerouslyAllowBrowser: true })).not.toThrow();
  });
});

describe("the defaults", () => {
  it("are those of the documentation", () => {
    vi.stubEnv("COMPLYCUBE_BASE_URL", undefined);
    expect(readOptions({ apiKey })).toEqual({
      apiKey,
      baseUrl: "https://api.complycube.com/v1",
      fetch: undefined,
      timeoutMs: 30_000,
      attemptTimeoutMs: 10_000,
      maxRetries: 2,
      allowAnyReferrer: false,
    });
  });

  it("come from the environment where it has them", () => {
    vi.stubEnv("COMPLYCUBE_API_KEY", "test_environment");
    vi.stubEnv("COMPLYCUBE_BASE_URL", "http://localhost:4010/v1/");
    expect(readOptions({})).toMatchObject({ apiKey: "test_environment", baseUrl: "http://localhost:4010/v1" });
    expect(readOptions({ apiKey })).toMatchObject({ apiKey });
  });

  it("hold where the platform has no environment, or does not let it be read", () => {
    const denied = {
      get env() {
        throw new Error("NotCapable: Requires env access");
      },
    };
    for (const process of [undefined, {}, denied]) {
      vi.stubGlobal("process", process);
      expect(readOptions({ apiKey })).toMatchObject({ baseUrl: "https://api.complycube.com/v1" });
    }
  });

  it("hold where an option is undefined", () => {
    expect(readOptions({ apiKey, timeoutMs: undefined, maxRetries: undefined })).toMatchObject({ timeoutMs: 30_000 });
  });
});

it("takes every limit up to its bounds, and a key with any word in it", () => {
  const options = { apiKey: "test_bearer", timeoutMs: 2 ** 31 - 1, attemptTimeoutMs: 1, maxRetries: 10 };
  expect(readOptions(options)).toMatchObject(options);
});

it.each([
  ["http://127.0.0.100/v1", "http://127.0.0.100/v1"],
  ["http://localhost:4010/v1", "http://localhost:4010/v1"],
  ["http://127.8.9.1/v1//", "http://127.8.9.1/v1"],
  ["http://[::1]:80", "http://[::1]"],
  ["HTTPS://API.example.com/v1", "https://api.example.com/v1"],
])("takes the base URL %s", (baseUrl, expected) => {
  expect(readOptions({ apiKey, baseUrl }).baseUrl).toBe(expected);
});

describe("a polluted Object.prototype changes neither the host, the method nor the key", () => {
  const polluted = {
    baseUrl: "https://evil.example",
    authorization: "evil",
    timeoutMs: 1,
    method: "GET",
    parseAs: "text",
  };
  afterEach(() => {
    for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
  });

  it("of the client, a call or a request", async () => {
    const requests: Request[] = [];
    const fetch = async (url: string, init: RequestInit) => {
      requests.push(new Request(url, init));
      return Response.json({ token: "header.payload.signature" });
    };
    vi.stubEnv("COMPLYCUBE_BASE_URL", undefined);
    Object.assign(Object.prototype, polluted);
    const scope = { appId: "com.example.app" };
    await new ComplyCube({ apiKey, fetch }).token.generate("CLIENT_ID", scope, {});
    await createClient({ apiKey, fetch }).POST("/tokens", { body: { clientId: "CLIENT_ID", ...scope } });
    const sent = requests.map(({ method, url, headers }) => [method, new URL(url).host, headers.get("authorization")]);
    const expected = ["POST", "api.complycube.com", apiKey];
    expect(sent).toEqual([expected, expected]);
  });
});

it("the options of a request of createClient are checked too", async () => {
  const { POST } = createClient({ apiKey });
  const body = { clientId: "CLIENT_ID", appId: "com.example.app" };
  const init = { body, baseUrl: "https://elsewhere.example" };
  await expect(POST("/tokens", init)).rejects.toMatchObject({ name: "ComplyCubeConfigError", option: "baseUrl" });
  await expect(POST("/tokens", { body, timeoutMs: -1 })).rejects.toMatchObject({ option: "timeoutMs" });
});

it("looks up fetch at each call, so that one that is replaced later is used", async () => {
  const complycube = new ComplyCube({ apiKey, baseUrl: "https://api.example.com" });
  vi.stubGlobal("fetch", async () => Response.json({ token: "later.than.made" }));
  await expect(complycube.token.generate("CLIENT_ID", { appId: "com.example.app" })).resolves.toBe("later.than.made");
});
