import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  ComplyCube,
  ComplyCubeApiError,
  ComplyCubeConfigError,
  ComplyCubeRequestError,
  ComplyCubeResponseError,
} from "../../src/index.js";

const apiKey = "test_c2VjcmV0+/==";
const web = { referrer: "https://www.example.com/*" };

function answering(response: () => Response) {
  let sent = 0;
  const fetch = async () => {
    sent += 1;
    return response();
  };
  const complycube = new ComplyCube({ apiKey, baseUrl: "https://api.example.com/v1", maxRetries: 0, fetch });
  return { complycube, token: complycube.token, sent: () => sent };
}

const emptyOfLength5 = () => new Response(null, { headers: { "content-length": "5" } });
const minted = () => Response.json({ token: "header.payload.signature" });

/** What a program without types can pass. */
type Untyped = (...args: unknown[]) => Promise<string>;

describe("a request that breaks the contract is refused by name, and nothing is sent", () => {
  it.each<[string, unknown[], RegExp]>([
    ["clientId", [undefined, web], /`clientId` is missing/],
    ["clientId", ["", web], /`clientId` is empty: pass the client's ID, as/],
    ["clientId", [42, web], /`clientId` must be a string: pass the client's ID/],
    [
      "referrer",
      ["CLIENT_ID"],
      /Pass either `{ referrer }` \(Web SDK\) or `{ appId }` \(mobile SDKs\), not "undefined"\.$/,
    ],
    ["referrer", ["CLIENT_ID", null], /, not null\.$/],
    ["referrer", ["CLIENT_ID", web.referrer], /, not "string"\.$/],
    ["referrer", ["CLIENT_ID", {}], /, not {}\.$/],
    ["referrer", ["CLIENT_ID", { referer: "https://www.example.com/*" }], /, not {"referer":"string"}\.$/],
    ["referrer", ["CLIENT_ID", { Referrer: { secret: 1 } }], /, not {"Referrer":"object"}\.$/],
    ["referrer", ["CLIENT_ID", { referrer: undefined }], /, not {"referrer":"undefined"}\.$/],
    [
      "referrer",
      ["CLIENT_ID", { referrer: undefined, appId: undefined }],
      /, not {"referrer":"undefined","appId":"undefined"}\.$/,
    ],
    ["referrer", ["CLIENT_ID", { clientId: "OTHER" }], /, not {"clientId":"string"}\.$/],
    [
      "referrer",
      ["CLIENT_ID", { ...web, appId: "com.example.app" }],
      /, not {"referrer":"string","appId":"string"}\.$/,
    ],
    ["referrer", ["CLIENT_ID", { referrer: "" }], /`referrer` is empty: pass a match pattern of your pages/],
    ["referrer", ["CLIENT_ID", { referrer: [] }], /`referrer` must be a string: pass a match pattern/],
    ["appId", ["CLIENT_ID", { appId: "" }], /`appId` is empty: pass the application or bundle ID, such as/],
    ["appId", ["CLIENT_ID", { appId: null }], /`appId` must be a string/],
  ])("%s: %o", async (param, args, message) => {
    const { token, sent } = answering(minted);
    const error = await (token.generate as Untyped)(...args).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ComplyCubeRequestError);
    expect(error).toMatchObject({ param, message: expect.stringMatching(message), attempts: 0 });
    expect(sent()).toBe(0);
  });

  it.each<[string, object]>([
    ["timeoutMs", { timeoutMs: -1 }],
    ["maxRetries", { maxRetries: 99 }],
    ["signal", { signal: "now" }],
    ["signal", { signal: { throwIfAborted: () => {} } }],
    ["signal", { signal: { throwIfAborted: () => {}, aborted: false } }],
    ["signal", { signal: { throwIfAborted: () => {}, addEventListener: () => {} } }],
    ["params", { params: { header: { authorization: "test_other" } } }],
    ["body", { body: {} }],
    ["retries", { retries: 1 }],
    ["timeout", { timeout: 1, timeoutMs: 1 }],
  ])("the option %s of a call", async (option, options) => {
    const { token, sent } = answering(minted);
    const error = await token.generate("CLIENT_ID", web, options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ComplyCubeConfigError);
    expect(error).toMatchObject({ option, message: expect.stringContaining(`\`${option}\``) });
    expect(sent()).toBe(0);
  });
});

it.each<[string, unknown, RegExp]>([
  ["null", null, /^The options of a call must be an object\.$/],
  ["a number", 1, /must be an object\.$/],
  [
    "a bare AbortController",
    new AbortController(),
    /^The options of a call must be a plain object\. Pass { signal }\.$/,
  ],
  ["a bare signal", AbortSignal.abort(), /^The options of a call must be an object\. Pass { signal }\.$/],
])("refuses %s as the options of a call, and sends nothing", async (_, options, message) => {
  const { token, sent } = answering(minted);
  const error = await (token.generate as Untyped)("CLIENT_ID", web, options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ComplyCubeConfigError);
  expect(error).toMatchObject({ message: expect.stringMatching(message) });
  expect(sent()).toBe(0);
});

it("names a transport that does not return an exchange", async () => {
  const transport = async () => new Response();
  const options = { apiKey, transport: transport as never };
  const error = await new ComplyCube(options).token.generate("CLIENT_ID", web).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ComplyCubeConfigError);
  expect(error).toMatchObject({
    option: "transport",
    message: "`transport` must return { response, cancel } at once.",
  });
});

describe("a success is a token or an error", () => {
  it.each<[string, () => Response, RegExp]>([
    ["an empty body", () => new Response(null, { status: 200 }), /its body is empty/],
    ["an empty body that a length was announced for", emptyOfLength5, /its body is empty/],
    ["status 204", () => new Response(null, { status: 204 }), /its body is missing/],
    ["an empty object", () => Response.json({}), /: its token is missing\./],
    ["a number", () => Response.json({ token: 1 }), /: its token must be a string\./],
    ["no JWT", () => Response.json({ token: "secret" }), /: its token must match \/\^/],
    ["a list", () => Response.json([{ token: "a.b.c" }]), /: its body must be an object\./],
    ["null", () => Response.json(null), /: its body must be an object\./],
  ])("%s", async (_, response, message) => {
    const error = await answering(response)
      .token.generate("CLIENT_ID", web)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ComplyCubeResponseError);
    expect(error).toMatchObject({ message: expect.stringMatching(message), attempts: 1 });
  });

  it("shows an excerpt of it, where there is one", async () => {
    const excerpt = async (response: () => Response) => {
      const call = answering(response).token.generate("CLIENT_ID", web);
      return Reflect.get(Object(await call.catch((error: unknown) => error)), "excerpt");
    };
    expect(await excerpt(emptyOfLength5)).toBe("");
    expect(await excerpt(() => new Response(null, { status: 204 }))).toBe("");
    expect(await excerpt(() => Response.json({ token: 1 }))).toBe('{"token":1}');
  });

  it.each(["[", '{"a":'])("nested a hundred thousand levels deep", async (open) => {
    const close = open === "[" ? "]" : "}";
    const body = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    const { token } = answering(() => new Response(body, { headers: { "content-type": "application/json" } }));
    const error = await token.generate("CLIENT_ID", web).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ComplyCubeResponseError);
    expect(error).toMatchObject({ excerpt: body.slice(0, 200) });
  });

  it("with status 205 has no body, whatever was sent", async () => {
    const answer = Response.json({ token: "a.b.c" });
    Object.defineProperty(answer, "status", { value: 205 });
    const error = await answering(() => answer)
      .token.generate("CLIENT_ID", web)
      .catch((reason: unknown) => reason);
    expect(String(error)).toContain("its body is missing");
  });

  it("takes what a later version may add", async () => {
    const { token } = answering(() => Response.json({ token: "a.b.c", expiresIn: 3600 }, { status: 201 }));
    await expect(token.generate("CLIENT_ID", web)).resolves.toBe("a.b.c");
  });
});

describe("an API error is read whatever its body is", () => {
  it.each<[string, () => Response, object]>([
    ["HTML", () => new Response("<p>Bad gateway</p>", { status: 502 }), { responseBody: "<p>Bad gateway</p>" }],
    ["nothing", () => new Response(null, { status: 502 }), { type: undefined }],
    ["another shape", () => Response.json({ error: "no" }, { status: 502 }), { responseBody: { error: "no" } }],
    ["an unknown type", () => Response.json({ type: "new", message: "m" }, { status: 502 }), { type: "new" }],
    [
      "numbers",
      () => Response.json({ type: 1, message: 2, param: 3 }, { status: 502 }),
      { type: undefined, param: undefined },
    ],
  ])("%s", async (_, response, fields) => {
    const error = await answering(response)
      .token.generate("CLIENT_ID", web)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ComplyCubeApiError);
    expect(error).toMatchObject({ statusCode: 502, ...fields });
  });

  it("bounds the message", async () => {
    const { token } = answering(() => Response.json({ type: "t", message: "x".repeat(5_000) }, { status: 400 }));
    const error: unknown = await token.generate("CLIENT_ID", web).catch((reason: unknown) => reason);
    expect(String(error).length).toBeLessThan(1_100);
  });
});

it("the key can't be seen in the client", () => {
  const { complycube } = answering(minted);
  expect(inspect(complycube, { depth: 9, showHidden: true }) + JSON.stringify(complycube)).not.toContain("c2VjcmV0");
});
