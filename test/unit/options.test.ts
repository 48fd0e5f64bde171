import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readOptions } from "../../src/client/options.js";
import { ComplyCube, ComplyCubeConfigError, type ComplyCubeOptions, createClient } from "../../src/index.js";

const apiKey = "test_c2VjcmV0+/==";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** What the constructor throws for options that TypeScript would reject. */
function configError(options: object): unknown {
  try {
    new ComplyCube(options as ComplyCubeOptions);
  } catch (error) {
    return error;
  }
  throw new Error("the options were accepted");
}

describe("rejects an invalid option by name when the client is created", () => {
  const secret = "c2VjcmV0c2VjcmV0";
  const absolute = /an absolute https: URL .*, such as https:\/\//;
  it.each<[string, object, RegExp]>([
    ["apiKey", {}, /missing. Pass `apiKey` or set .* COMPLYCUBE_API_KEY/],
    ["apiKey", { apiKey: "" }, /missing/],
    ["apiKey", { apiKey: 42 }, /must be the raw API key/],
    ["apiKey", { apiKey: `Bearer test_${secret}` }, /without `Bearer`/],
    ["apiKey", { apiKey: `bearer test_${secret}` }, /without `Bearer`/],
    ["apiKey", { apiKey: ` test_${secret}` }, /spaces or line breaks/],
    ["apiKey", { apiKey: `test_${secret}\n` }, /spaces or line breaks/],
    ["apiKey", { apiKey: `test_${secret}é` }, /raw API key/],
    ["apiKey", { apiKey: `test_${secret.repeat(63)}` }, /at most 1000 characters/],
    ["baseUrl", { apiKey, baseUrl: "api.complycube.com/v1" }, absolute],
    ["baseUrl", { apiKey, baseUrl: "" }, absolute],
    ["baseUrl", { apiKey, baseUrl: new URL("https://api.complycube.com/v1") }, absolute],
    ["baseUrl", { apiKey, baseUrl: "ftp://api.complycube.com" }, absolute],
    ["baseUrl", { apiKey, baseUrl: "https://user@api.complycube.com" }, /without credentials/],
    ["baseUrl", { apiKey, baseUrl: "https://:password@api.complycube.com" }, /without credentials/],
    ["baseUrl", { apiKey, baseUrl: "https://api.complycube.com/v1?a=1" }, /query or fragment/],
    ["baseUrl", { apiKey, baseUrl: "https://api.complycube.com/v1#a" }, /query or fragment/],
    ["baseUrl", { apiKey, baseUrl: "http://api.complycube.com/v1" }, /loopback/],
    ["baseUrl", { apiKey, baseUrl: "http://not-localhost/v1" }, /loopback/],
    ["baseUrl", { apiKey, baseUrl: "http://localhost.example.com/v1" }, /loopback/],
    ["baseUrl", { apiKey, baseUrl: "http://api.localhost/v1" }, /loopback/],
    ["fetch", { apiKey, fetch: "fetch" }, /function/],
    ["transport", { apiKey, transport: {} }, /function/],
    ["transport", { apiKey, fetch, transport: () => {} }, /`fetch` or `transport`, not both/],
    ["onAttempt", { apiKey, onAttempt: true }, /function/],
    ["rateLimiter", { apiKey, rateLimiter: null }, /method `removeTokens`/],
    ["rateLimiter", { apiKey, rateLimiter: { consume: () => {} } }, /method `removeTokens`/],
    ["timeoutMs", { apiKey, timeoutMs: 2 ** 31 }, /from 1 to 2147483647/],
    ["timeoutMs", { apiKey, timeoutMs: 0 }, /from 1 to/],
    ["timeoutMs", { apiKey, timeoutMs: "1000" }, /from 1 to/],
    ["attemptTimeoutMs", { apiKey, attemptTimeoutMs: Number.NaN }, /from 1 to/],
    ["maxRetries", { apiKey, maxRetries: -1 }, /whole number from 0 to 10/],
    ["maxRetries", { apiKey, maxRetries: 1.5 }, /whole number/],
    ["maxRetries", { apiKey, maxRetries: 11 }, /whole number/],
    ["allowAnyReferrer", { apiKey, allowAnyReferrer: 1 }, /true or false/],
    ["onReferrerWarning", { apiKey, onReferrerWarning: "log" }, /function/],
    ["dangerouslyAllowBrowser", { apiKey, dangerouslyAllowBrowser: "false" }, /true or false/],
    ["options", JSON.parse("null"), /Pass an object/],
    ["options", JSON.parse(`"test_${secret}"`), /Pass an object/],
    ["apiKey", Object.create({ apiKey }), /not a plain object\. Pass { apiKey }/],
    ["timeout", { apiKey, timeout: 1000 }, /^Unknown option `timeout` .* Valid options: apiKey, /],
  ])("%s: %o", (option, options, message) => {
    vi.stubEnv("COMPLYCUBE_API_KEY", undefined);
    const error = configError(options);
    expect(error).toMatchObject({ name: "ComplyCubeConfigError", option, message: expect.stringMatching(message) });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(secret);
  });

  it("also in createClient", () => {
    expect(() => createClient({ apiKey: "a b" })).toThrow(ComplyCubeConfigError);
  });
});

describe("in a browser", () => {
  const browser = () => vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0" });

  it("a client is rejected", () => {
    browser();
    expect(configError({ apiKey })).toMatchObject({ option: "dangerouslyAllowBrowser" });
  });

  it("is not assumed of a server runtime", () => {
    vi.stubGlobal("navigator", { userAgent: "Node.js/26 (like Mozilla/5.0)" });
    expect(() => new ComplyCube({ apiKey })).not.toThrow();
  });

  it("a client is allowed with dangerouslyAllowBrowser", () => {
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

  it("come from the environment", () => {
    vi.stubEnv("COMPLYCUBE_API_KEY", "test_environment");
    vi.stubEnv("COMPLYCUBE_BASE_URL", "http://localhost:4010/v1/");
    expect(readOptions({})).toMatchObject({ apiKey: "test_environment", baseUrl: "http://localhost:4010/v1" });
    expect(readOptions({ apiKey })).toMatchObject({ apiKey });
  });

  it("apply if the environment is missing or not readable", () => {
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

  it("apply if an option is undefined", () => {
    expect(readOptions({ apiKey, timeoutMs: undefined, maxRetries: undefined })).toMatchObject({ timeoutMs: 30_000 });
  });
});

it("accepts every limit up to its bounds, and a key that contains `bearer`", () => {
  const options = { apiKey: "test_bearer", timeoutMs: 2 ** 31 - 1, attemptTimeoutMs: 1, maxRetries: 10 };
  expect(readOptions(options)).toMatchObject(options);
});

it.each([
  ["http://127.0.0.100/v1", "http://127.0.0.100/v1"],
  ["http://localhost:4010/v1", "http://localhost:4010/v1"],
  ["http://127.8.9.1/v1//", "http://127.8.9.1/v1"],
  ["http://[::1]:80", "http://[::1]"],
  ["HTTPS://API.example.com/v1", "https://api.example.com/v1"],
])("accepts the base URL %s", (baseUrl, expected) => {
  expect(readOptions({ apiKey, baseUrl }).baseUrl).toBe(expected);
});

describe("ignores a polluted Object.prototype", () => {
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

  it("in the client, a call and a request", async () => {
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

it("looks up the global fetch at each call", async () => {
  const complycube = new ComplyCube({ apiKey, baseUrl: "https://api.example.com" });
  vi.stubGlobal("fetch", async () => Response.json({ token: "later.than.made" }));
  await expect(complycube.token.generate("CLIENT_ID", { appId: "com.example.app" })).resolves.toBe("later.than.made");
});
