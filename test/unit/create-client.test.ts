import { afterEach, describe, expect, it, vi } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { ComplyCube, createClient } from "../../src/index.js";
import { version } from "../../src/version.js";
import { apiKey, recordingFetch, token } from "../support/mint.js";

const baseUrl = "https://api.example.com/v1";
const scope = { appId: "com.example.app" };
const body = { clientId: "CLIENT_ID", ...scope };

afterEach(() => {
  vi.unstubAllGlobals();
});

it("createClient and generate send the request of the spec", async () => {
  const { fetch, requests } = recordingFetch();
  await createClient({ apiKey, baseUrl, fetch }).POST("/tokens", { body });
  await new ComplyCube({ apiKey, baseUrl, fetch }).token.generate("CLIENT_ID", scope);
  expect(requests).toHaveLength(2);
  for (const request of requests) {
    expect([request.method, request.url]).toEqual(["POST", "https://api.example.com/v1/tokens"]);
    expect(Object.fromEntries(request.headers)).toEqual({
      accept: "application/json",
      authorization: apiKey,
      "content-type": "application/json",
      "user-agent": `complycube-tokens/${packageJson.version}`,
    });
    await expect(request.json()).resolves.toEqual(body);
  }
  expect(version).toBe(packageJson.version);
});

it("sends no user agent from a browser", async () => {
  vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0" });
  const { fetch, requests } = recordingFetch();
  await createClient({ apiKey, fetch, dangerouslyAllowBrowser: true }).POST("/tokens", { body });
  expect([...(requests[0]?.headers.keys() ?? [])]).not.toContain("user-agent");
});

it("does not let a header parameter replace the key", async () => {
  const { fetch, requests } = recordingFetch();
  // The spec has no header parameter, so the types accept none.
  const params: object = { header: { authorization: "test_other", "x-trace": "1" } };
  await createClient({ apiKey, fetch }).POST("/tokens", { body, params });
  const sent = requests.map(({ headers }) => [headers.get("authorization"), headers.get("x-trace")]);
  expect(sent).toEqual([[apiKey, "1"]]);
});

it("checks the options of a request", async () => {
  const { POST } = createClient({ apiKey });
  const init = { body, baseUrl: "https://elsewhere.example" };
  await expect(POST("/tokens", init)).rejects.toMatchObject({ name: "ComplyCubeConfigError", option: "baseUrl" });
  await expect(POST("/tokens", { body, timeoutMs: -1 })).rejects.toMatchObject({ option: "timeoutMs" });
});

describe("the response of createClient", () => {
  const receive = (response: Response) =>
    createClient({ apiKey, baseUrl, fetch: async () => response, maxRetries: 0 }).POST("/tokens", { body });
  const init = { status: 201, statusText: "Made", headers: { "content-type": "application/json", "x-a": "b" } };

  it("is a Response with the status, the headers and the body that arrived", async () => {
    const { response, data } = await receive(Response.json({ token }, init));
    expect(response).toBeInstanceOf(Response);
    expect(data).toEqual({ token });
    expect([response.status, response.ok, response.statusText, response.bodyUsed]).toEqual([201, true, "Made", false]);
    expect(Object.fromEntries(response.headers)).toEqual(init.headers);
    await expect(response.json()).resolves.toEqual({ token });
  });

  it("does not contain the key", async () => {
    const message = `Unknown key ${apiKey}`;
    const headers = { "x-echo": `key=${apiKey}`, "x-other": "1" };
    const received = Response.json({ message }, { status: 401, statusText: message, headers });
    const { response, error } = await receive(received);
    expect([response.status, response.statusText]).toEqual([401, "Unknown key [API key]"]);
    expect([response.headers.get("x-echo"), response.headers.get("x-other")]).toEqual(["key=[API key]", "1"]);
    expect([error, await response.json()]).toEqual(Array(2).fill({ message: "Unknown key [API key]" }));
  });

  it("has no content type if none arrived", async () => {
    const { response, error } = await receive(new Response(new TextEncoder().encode("Busy"), { status: 503 }));
    expect([...response.headers]).toEqual([]);
    expect([await response.text(), error]).toEqual(["Busy", "Busy"]);
  });

  it.each([204, 205])("keeps status %i and has no body", async (status) => {
    const received = new Response(status === 204 ? null : JSON.stringify({ token }), { headers: init.headers });
    Object.defineProperty(received, "status", { value: status });
    const { response } = await receive(received);
    expect([response.status, response.body]).toEqual([status, null]);
  });

  it("omits a reason phrase that Response rejects", async () => {
    const received = Response.json({}, { status: 401 });
    Object.defineProperty(received, "statusText", { value: "Nicht erlaubt – geh weg" });
    expect((await receive(received)).response).toMatchObject({ status: 401, statusText: "" });
  });
});
