import { afterEach, describe, expect, it, vi } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { ComplyCube, createClient } from "../../src/index.js";
import { version } from "../../src/version.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

const apiKey = "test_c2VjcmV0+/==";
const body = { clientId: "CLIENT_ID", appId: "com.example.app" };

/** What the client hands to `fetch`. */
async function sent(): Promise<Request> {
  const requests: Request[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    requests.push(new Request(url, init));
    return Response.json({ token: "header.payload.signature" });
  };
  const options = { apiKey, baseUrl: "https://api.example.com/v1", fetch, dangerouslyAllowBrowser: true };
  await createClient(options).POST("/tokens", { body });
  expect(requests).toHaveLength(1);
  return requests[0] ?? expect.unreachable();
}

it("a request is sent as the spec says, by name and version of this package", async () => {
  const request = await sent();
  expect([request.method, request.url]).toEqual(["POST", "https://api.example.com/v1/tokens"]);
  expect(Object.fromEntries(request.headers)).toEqual({
    accept: "application/json",
    authorization: apiKey,
    "content-type": "application/json",
    "user-agent": `complycube-tokens/${packageJson.version}`,
  });
  await expect(request.json()).resolves.toEqual(body);
  expect(version).toBe(packageJson.version);
});

it("generate sends what the typed client sends", async () => {
  const urls: string[] = [];
  const fetch = async (url: string) => {
    urls.push(url);
    return Response.json({ token: "header.payload.signature" });
  };
  const complycube = new ComplyCube({ apiKey, baseUrl: "https://api.example.com/v1", fetch });
  await complycube.token.generate("CLIENT_ID", { appId: "com.example.app" });
  expect(urls).toEqual(["https://api.example.com/v1/tokens"]);
});

it("a browser calls itself what it is", async () => {
  vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0" });
  expect([...(await sent()).headers.keys()]).not.toContain("user-agent");
});

describe("the response of createClient", () => {
  const answering = (response: Response) => {
    const client = createClient({
      apiKey,
      baseUrl: "https://api.example.com/v1",
      fetch: async () => response,
      maxRetries: 0,
    });
    return client.POST("/tokens", { body });
  };
  const token = "header.payload.signature";
  const init = { status: 201, statusText: "Made", headers: { "content-type": "application/json", "x-a": "b" } };

  it("is a Response whose status and headers are those that were received", async () => {
    const { response, data } = await answering(Response.json({ token }, init));
    expect(response).toBeInstanceOf(Response);
    expect(data).toEqual({ token });
    expect([response.status, response.ok, response.statusText, response.bodyUsed]).toEqual([201, true, "Made", false]);
    expect(Object.fromEntries(response.headers)).toEqual(init.headers);
  });

  it.each<[string, (response: Response) => Promise<unknown>, unknown]>([
    ["json", (response) => response.json(), { token }],
    ["text", (response) => response.text(), JSON.stringify({ token })],
    ["arrayBuffer", async (response) => (await response.arrayBuffer()).byteLength, JSON.stringify({ token }).length],
    ["blob", async (response) => (await response.blob()).text(), JSON.stringify({ token })],
    ["clone", async (response) => [await response.clone().json(), await response.json()], [{ token }, { token }]],
    ["body", async ({ body }) => new Response(body).text(), JSON.stringify({ token })],
  ])("has its body in %s", async (_, read, expected) => {
    const { response } = await answering(Response.json({ token }, init));
    expect(await read(response)).toEqual(expected);
  });

  it("can be read once, and says so", async () => {
    const { response } = await answering(Response.json({ token }));
    await response.text();
    expect(response.bodyUsed).toBe(true);
    await expect(response.text()).rejects.toThrow(TypeError);
  });

  it("shows no key, and keeps the rest", async () => {
    const message = `Unknown key ${apiKey}`;
    const headers = { "x-echo": `key=${apiKey}`, "x-other": "1" };
    const { response, error } = await answering(
      Response.json({ type: "unauthorized", message }, { status: 401, statusText: message, headers }),
    );
    expect([response.status, response.statusText]).toEqual([401, "Unknown key [API key]"]);
    expect([response.headers.get("x-echo"), response.headers.get("x-other")]).toEqual(["key=[API key]", "1"]);
    expect(await response.json()).toEqual({ type: "unauthorized", message: "Unknown key [API key]" });
    expect(error).toMatchObject({ message: "Unknown key [API key]" });
  });

  it("has no content type if none was received", async () => {
    const { response, error } = await answering(new Response(new TextEncoder().encode("Busy"), { status: 503 }));
    expect([...response.headers]).toEqual([]);
    expect([await response.text(), error]).toEqual(["Busy", "Busy"]);
  });

  it.each([204, 205])("may have status %i", async (status) => {
    const answer = new Response(status === 204 ? null : JSON.stringify({ token }), { headers: init.headers });
    Object.defineProperty(answer, "status", { value: status });
    const { response } = await answering(answer);
    expect([response.status, response.body]).toEqual([status, null]);
  });

  it("leaves out a reason phrase that no Response takes", async () => {
    const answer = Response.json({}, { status: 401 });
    Object.defineProperty(answer, "statusText", { value: "Nicht erlaubt – geh weg" });
    expect((await answering(answer)).response).toMatchObject({ status: 401, statusText: "" });
  });
});

it("the key can't be replaced by a header of the request", async () => {
  const requests: Request[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    requests.push(new Request(url, init));
    return Response.json({ token: "header.payload.signature" });
  };
  const { POST } = createClient({ apiKey, baseUrl: "https://api.example.com/v1", fetch });
  // The spec has no header parameter yet, so the types take none.
  const params: object = { header: { authorization: "test_other", "x-trace": "1" } };
  await POST("/tokens", { body, params });
  expect(requests.map(({ headers }) => [headers.get("authorization"), headers.get("x-trace")])).toEqual([
    [apiKey, "1"],
  ]);
});
