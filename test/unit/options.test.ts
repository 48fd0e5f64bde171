import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readOptions } from "../../src/client/options.js";
import { ComplyCube, ComplyCubeConfigError, createClient } from "../../src/index.js";
import { apiKey, recordingFetch } from "../support/mint.js";

const defaultUrl = "https://api.complycube.com/v1";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** The error of the constructor for options that TypeScript may reject. */
function configError(options: object): ComplyCubeConfigError {
  try {
    new ComplyCube(options);
  } catch (error) {
    if (error instanceof ComplyCubeConfigError) return error;
  }
  return expect.unreachable("the options were accepted");
}

describe("rejects an invalid option by name when the client is created", () => {
  const secret = "c2VjcmV0c2VjcmV0";
  const removeTokens = () => {};

  it.each<[option: string, words: RegExp, values: unknown[]]>([
    ["apiKey", /raw API key, without `Bearer`/, [42, `Bearer test_${secret}`, `bearer test_${secret}`]],
    ["apiKey", /spaces or line breaks/, [` test_${secret}`, `test_${secret}\n`, `test_${secret}é`]],
    ["apiKey", /at most 1000 characters/, [`test_${secret.repeat(63)}`]],
    [
      "baseUrl",
      /an absolute https: URL .* as https:\/\//,
      ["", "api.complycube.com/v1", new URL(defaultUrl), "ftp://a.example"],
    ],
    ["baseUrl", /without credentials/, ["https://user@a.example", `https://:${secret}@a.example`]],
    ["baseUrl", /query or fragment/, [`${defaultUrl}?a=1`, `${defaultUrl}#a`]],
    [
      "baseUrl",
      /loopback/,
      ["http://a.example", "http://not-localhost", "http://localhost.a.example", "http://a.localhost"],
    ],
    ["fetch", /function/, ["fetch"]],
    ["transport", /function/, [{}]],
    ["onAttempt", /function/, [true]],
    ["rateLimiter", /method `removeTokens`/, [null, "limiter", { removeTokens: 1 }, { consume: removeTokens }]],
    ["timeoutMs", /from 1 to 2147483647/, [0, 2 ** 31, "1000"]],
    ["attemptTimeoutMs", /from 1 to 2147483647/, [Number.NaN]],
    ["maxRetries", /whole number from 0 to 10/, [-1, 1.5, 11]],
    ["allowAnyReferrer", /true or false/, [1]],
    ["onReferrerWarning", /function/, ["log"]],
    ["dangerouslyAllowBrowser", /true or false/, ["false"]],
    ["timeout", /^Unknown option `timeout` of the client. Valid options: apiKey, /, [1_000]],
  ])("%s: %s", (option, words, values) => {
    for (const value of values) {
      const error = configError({ apiKey, [option]: value });
      expect(error, String(value)).toMatchObject({ option, message: expect.stringMatching(words) });
      expect(error.message).toContain(`\`${option}\``);
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(secret);
    }
  });

  it.each<[string, object, RegExp]>([
    ["apiKey", {}, /missing. Pass `apiKey` or set .* COMPLYCUBE_API_KEY/],
    ["apiKey", { apiKey: "" }, /missing/],
    ...[`"${apiKey}"`, `'${apiKey}'`, `${apiKey}"`].map((quoted): [string, object, RegExp] => [
      "apiKey",
      { apiKey: quoted },
      /^The API key has quotes around it. Remove them.$/,
    ]),
    ...["YOUR_API_KEY", "<YOUR_API_KEY>", "your-api-key", "API_KEY", "YOUR_KEY", "{apiKey}", "$COMPLYCUBE_API_KEY"].map(
      (placeholder): [string, object, RegExp] => [
        "apiKey",
        { apiKey: placeholder },
        new RegExp(`^The API key is the placeholder ${placeholder.replace("$", "\\$")}. Pass the key of your`),
      ],
    ),
    ["apiKey", Object.create({ apiKey }), /not a plain object\. Pass { apiKey }/],
    ["transport", { apiKey, fetch, transport: fetch }, /`fetch` or `transport`, not both/],
    ["options", JSON.parse("null"), /Pass an object/],
    ["options", Object(AbortSignal.abort()), /such as { signal }/],
  ])("%s of %o", (option, options, message) => {
    vi.stubEnv("COMPLYCUBE_API_KEY", undefined);
    expect(configError(options)).toMatchObject({ option, message: expect.stringMatching(message) });
  });

  it("also in createClient", () => {
    expect(() => createClient({ apiKey: "a b" })).toThrow(ComplyCubeConfigError);
  });
});

describe("the user agent", () => {
  const browser = "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0";

  it.each<[string, string, object, boolean]>([
    ["of a browser needs dangerouslyAllowBrowser", browser, {}, false],
    ["of a browser is accepted with dangerouslyAllowBrowser", browser, { dangerouslyAllowBrowser: true }, true],
    ["of a server is accepted", "Node.js/26 (like Mozilla/5.0)", {}, true],
  ])("%s", (_, userAgent, options, isAccepted) => {
    vi.stubGlobal("navigator", { userAgent });
    const create = () => new ComplyCube({ apiKey, ...options });
    if (isAccepted) expect(create).not.toThrow();
    else expect(create).toThrow(expect.objectContaining({ option: "dangerouslyAllowBrowser" }));
  });
});

describe("the defaults", () => {
  it("are those of the documentation", () => {
    vi.stubEnv("COMPLYCUBE_BASE_URL", undefined);
    expect(readOptions({ apiKey, timeoutMs: undefined, maxRetries: undefined })).toEqual({
      apiKey,
      baseUrl: defaultUrl,
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
      expect(readOptions({ apiKey })).toMatchObject({ baseUrl: defaultUrl });
    }
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

it("a polluted Object.prototype changes neither the host, the method nor the key", async () => {
  const polluted = {
    baseUrl: "https://evil.example",
    authorization: "evil",
    method: "GET",
    parseAs: "text",
    timeoutMs: 1,
  };
  const scope = { appId: "com.example.app" };
  const { fetch, requests } = recordingFetch();
  vi.stubEnv("COMPLYCUBE_BASE_URL", undefined);
  Object.assign(Object.prototype, polluted);
  try {
    await new ComplyCube({ apiKey, fetch }).token.generate("CLIENT_ID", scope, {});
    await createClient({ apiKey, fetch }).POST("/tokens", { body: { clientId: "CLIENT_ID", ...scope } });
  } finally {
    for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
  }
  expect(requests).toHaveLength(2);
  for (const { method, url, headers } of requests) {
    expect([method, headers.get("authorization")]).toEqual(["POST", apiKey]);
    expect(url).toContain(`${defaultUrl}/tokens`);
  }
});

it("looks up the global fetch at each call", async () => {
  const complycube = new ComplyCube({ apiKey, baseUrl: "https://api.example.com" });
  vi.stubGlobal("fetch", async () => Response.json({ token: "later.than.made" }));
  await expect(complycube.token.generate("CLIENT_ID", { appId: "com.example.app" })).resolves.toBe("later.than.made");
});
