import { ComplyCubeApiError as OfficialApiError, ComplyCube as OfficialComplyCube } from "@complycube/api";
import { describe, expect, it } from "vitest";
import { ComplyCubeApiError } from "../../src/index.js";
import { rejection } from "../support/mint.js";
import { anyToken, apiKey, operation, useMock } from "../support/prism.js";
import { documentedRequests } from "./cases/documented.js";

const mock = useMock();
const { clientId, referrer } = documentedRequests.web;
const { appId } = documentedRequests.mobile;

/** The official resource, as a JavaScript program may call it. */
interface Untyped {
  generate(...args: unknown[]): Promise<unknown>;
}

function official(...args: unknown[]): Promise<unknown> {
  const { axiosInstance, token } = new OfficialComplyCube({ apiKey });
  // `proxy: false` ignores a proxy in the environment, so that requests stay on this machine.
  Object.assign(axiosInstance.defaults, { baseURL: mock.url, proxy: false });
  const untyped: Untyped = token;
  return untyped.generate(...args);
}

it.each(Object.entries(documentedRequests))(
  "this client and the official library send the documented %s request",
  async (_, body) => {
    const { clientId, ...scope } = body;
    const headers = { authorization: apiKey, "content-type": expect.stringMatching(/^application\/json/) };
    await expect(mock.client().token.generate(clientId, scope)).resolves.toEqual(anyToken);
    expect(mock.onlyExchange()).toMatchObject({ method: "POST", path: "/v1/tokens", headers, body, violations: [] });
    await expect(official(clientId, scope)).resolves.toEqual(anyToken);
    expect(mock.onlyExchange()).toMatchObject({ method: "POST", path: "/v1/tokens/", headers, body, violations: [] });
  },
);

it.each<[string, unknown[], object, string]>([
  ["an undefined referrer", [clientId, { referrer: undefined }], { clientId }, "required property 'referrer'"],
  ["both scopes", [clientId, { referrer, appId }], { clientId, referrer, appId }, "found 'appId'"],
  ["no client ID", [undefined, { referrer }], { referrer }, "required property 'clientId'"],
  ["an unknown property", [clientId, { referrer, note: "x" }], { clientId, referrer, note: "x" }, "found 'note'"],
])("the mock refuses what the official library sends for %s", async (_, args, body, violation) => {
  expect(await rejection(official(...args))).toBeInstanceOf(OfficialApiError);
  const { violations, ...exchange } = mock.onlyExchange();
  expect(exchange).toMatchObject({ status: 400, body });
  expect(violations).toContainEqual(expect.stringContaining(violation));
});

it("the client ID of a scope replaces the argument in the official library only", async () => {
  const args = [clientId, { referrer, clientId: "OTHER" }] as const;
  await official(...args);
  expect(mock.onlyExchange().body).toEqual({ clientId: "OTHER", referrer });
  await mock.client().token.generate(...args);
  expect(mock.onlyExchange().body).toEqual({ clientId, referrer });
});

// Observed by running PHP 1.1.5 and Python 1.1.8 against the mock. The user agent of Python 1.1.8 says 1.1.6.
const php = "complycube-php/1.1.5";
const python = "complycube-python/1.1.6";

function postAs(userAgent: string, body: string): Promise<Response> {
  const headers = { authorization: apiKey, "content-type": "application/json", "user-agent": userAgent };
  return fetch(`${mock.url}/tokens`, { method: "POST", headers, body });
}

const json = JSON.stringify;
const { web, mobile } = documentedRequests;
const hyphenated = { clientId, appId: "com.my-app.demo" };

it.each<[string, string, string, object]>([
  ["PHP, generate for a page", php, json(web).replaceAll("/", String.raw`\/`), web],
  ["PHP, generate for an app", php, json(mobile), mobile],
  ["PHP, generateAppToken", php, json(hyphenated), hyphenated],
  ["Python, create for a page", python, json(web), web],
])("the mock accepts what another official library sends: %s", async (_, userAgent, sent, body) => {
  expect(await (await postAs(userAgent, sent)).json()).toEqual({ token: anyToken });
  const headers = { "user-agent": userAgent };
  expect(mock.onlyExchange()).toMatchObject({ status: 200, path: "/v1/tokens", headers, body, violations: [] });
});

it.each([
  // A regular expression of the library decides that this is not an app ID.
  ["PHP, generate for an app ID with a hyphen", php, { clientId, referrer: "com.my-app.demo" }, ["must match pattern"]],
  // The options that its README shows become properties of the body.
  [
    "Python, create with timeout and retries",
    python,
    { ...web, timeout: 5, retries: 5 },
    ["found 'timeout'", "found 'retries'"],
  ],
])("the mock refuses what another official library sends: %s", async (_, userAgent, body, named) => {
  expect((await postAs(userAgent, json(body))).status).toBe(400);
  const { violations } = mock.onlyExchange();
  for (const violation of named) expect(violations).toContainEqual(expect.stringContaining(violation));
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
      const retryAfterMs = statusCode === 429 ? 30_000 : undefined;
      const fields = { statusCode, type, param, responseBody: value, retryAfterMs, attempts: 1 };
      expect(error).toMatchObject({ ...fields, message: expect.stringContaining(message) });
    }
    expect(mock.onlyExchange()).toMatchObject({ status: statusCode, violations: [] });
  });
});
