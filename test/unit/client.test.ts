import { afterEach, expect, it, vi } from "vitest";
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
