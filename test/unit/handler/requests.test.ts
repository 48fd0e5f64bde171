import { describe, expect, it, vi } from "vitest";
import { createTokenHandler } from "../../../src/handler.js";
import { ComplyCube, type TokenScope } from "../../../src/index.js";
import { apiKey, token } from "../../support/mint.js";
import { useStubServer } from "../../support/stub-server.js";
import { ask } from "./ask.js";

describe("who is signed in is given the token and the client", () => {
  const server = useStubServer();
  const mintedBy = (scope: TokenScope) => {
    const complycube = new ComplyCube({ apiKey, baseUrl: server.url });
    return createTokenHandler({ complycube, scope, authorize: (request) => request.headers.get("x-session") ?? 401 });
  };
  const signedIn = { "x-session": "CLIENT_ID" };

  it.each<[string, TokenScope]>([
    ["a web page", { referrer: "https://www.example.com/*" }],
    ["a mobile app", { appId: "com.example.app" }],
  ])("of %s", async (_, scope) => {
    const url = "https://www.example.com/api/token";
    const response = await mintedBy(scope)(new Request(url, { method: "POST", headers: signedIn }));
    expect(await response.json()).toEqual({ token: "header.payload.signature", clientId: "CLIENT_ID" });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "application/json",
      "cache-control": "no-store",
    });
    expect(server.received.pop()?.body).toEqual({ clientId: "CLIENT_ID", ...scope });
  });

  it("whatever client and scope the request names", async () => {
    const scope = { referrer: "https://www.example.com/*" };
    const others = { clientId: "OF_SOMEBODY_ELSE", referrer: "https://evil.example/*", appId: "com.evil.app" };
    const request = new Request(`https://www.example.com/api/token?${new URLSearchParams(others)}`, {
      method: "POST",
      headers: { ...signedIn, ...others, "content-type": "application/json" },
      body: JSON.stringify(others),
    });
    const response = await mintedBy(scope)(request);
    expect(await response.json()).toMatchObject({ clientId: "CLIENT_ID" });
    expect(server.received.pop()?.body).toEqual({ clientId: "CLIENT_ID", ...scope });
    // It is authorize's to read.
    expect(request.bodyUsed).toBe(false);
  });

  it("as authorize finds in what the framework hands on", async () => {
    const authorize = vi.fn((_: Request, { user }: { user: string }) => user);
    const complycube = new ComplyCube({ apiKey, baseUrl: server.url });
    const handle = createTokenHandler({ complycube, scope: { appId: "com.example.app" }, authorize });
    const request = new Request("https://www.example.com/api/token", { method: "POST" });
    expect(await (await handle(request, { user: "CLIENT_ID" })).json()).toMatchObject({ clientId: "CLIENT_ID" });
    expect(authorize.mock.calls).toEqual([[request, { user: "CLIENT_ID" }]]);
  });
});

type Row = [headers: Record<string, string>, scope?: TokenScope | undefined, host?: string];
const own = "https://www.example.com";
const http = "http://www.example.com";
const referrer = (pattern: string): TokenScope => ({ referrer: pattern });
const subdomains = referrer("https://*.example.com/*");
const app = { appId: "com.example.app" };

describe.each<[asking: string, allowed: boolean, rows: Row[]]>([
  ["an app, or a server", true, [[{}], [{}, app], [{}, subdomains]]],
  [
    "a page of this origin",
    true,
    [
      [{ "sec-fetch-site": "same-origin", origin: own }],
      [{ "sec-fetch-site": "same-origin", origin: own }, app],
      // The proxy before it has another name for this host.
      [{ "sec-fetch-site": "same-origin", origin: own }, subdomains, "http://10.0.0.7:8080"],
      [{ "sec-fetch-site": "same-origin" }],
    ],
  ],
  [
    "a page of this host, by a browser that says the origin alone",
    true,
    [
      [{ origin: own }],
      [{ origin: "HTTPS://WWW.EXAMPLE.COM:443" }],
      [{ origin: own }, app, "https://WWW.example.com:443"],
      // A proxy has ended TLS.
      [{ origin: own }, undefined, http],
      [{ origin: http }, undefined, http],
      [{ origin: `${own}:8443` }, undefined, `${http}:8443`],
      [{ origin: "http://localhost:3000" }, undefined, "http://localhost:3000"],
      [{ origin: "https://xn--bcher-kva.example" }, undefined, "https://bücher.example"],
      // The URL has a name of the framework's own.
      [{ origin: own, host: "www.example.com" }, undefined, "http://localhost:3000"],
      [{ origin: own, host: "WWW.example.com:443" }, undefined, "http://localhost:3000"],
      [{ origin: "http://192.168.0.7:3000", host: "192.168.0.7:3000" }, undefined, "http://localhost:3000"],
    ],
  ],
  [
    "a page of this site that may use the token",
    true,
    [
      [{ "sec-fetch-site": "same-site", origin: "https://kyc.example.com" }, subdomains],
      [{ "sec-fetch-site": "same-site", origin: own }, undefined, "https://api.example.com"],
      [{ "sec-fetch-site": "same-site", origin: "http://localhost:3000" }, referrer("http://localhost:3000/*")],
    ],
  ],
  [
    "a page of this site that may not use the token",
    false,
    [
      [{ "sec-fetch-site": "same-site", origin: "https://blog.example.com" }],
      [{ "sec-fetch-site": "same-site", origin: "https://blog.example.com" }, app],
      [{ "sec-fetch-site": "same-site", origin: "http://kyc.example.com" }, subdomains],
      [{ "sec-fetch-site": "same-site", origin: "http://localhost:4000" }, referrer("http://localhost:3000/*")],
      [{ "sec-fetch-site": "same-site", origin: "null" }, subdomains],
      [{ "sec-fetch-site": "same-site" }, subdomains],
    ],
  ],
  [
    "a page of another site",
    false,
    [
      [{ "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
      // The browser knows better than a name that was made to look alike.
      [{ "sec-fetch-site": "cross-site", origin: own }],
      [{ "sec-fetch-site": "cross-site", origin: "null" }, app],
      [{ "sec-fetch-site": "cross-site" }],
      [{ "sec-fetch-site": "same-origin, cross-site", origin: own }],
      [{ "sec-fetch-site": "", origin: own }],
      // Not from a page, and no page's script can post so.
      [{ "sec-fetch-site": "none" }],
    ],
  ],
  [
    "a page of another host, by a browser that says the origin alone",
    false,
    [
      [{ origin: "https://evil.example" }],
      [{ origin: "https://evil.example" }, app],
      [{ origin: "https://blog.example.com" }, subdomains],
      [{ origin: "https://www.example.com.evil.example" }],
      [{ origin: `${own}:8443` }],
      [{ origin: `${own},https://evil.example` }],
      [{ origin: `https://evil.example, ${own}` }],
      [{ origin: "null" }],
      [{ origin: "" }],
      // Whoever is on the way could have written that page.
      [{ origin: http }],
      [{ origin: "capacitor://www.example.com" }],
      [{ origin: "http://localhost:3000", host: "www.example.com" }, undefined, "http://localhost:3000"],
      [{ origin: "null", host: "" }],
      [{ origin: own, host: "a b" }],
    ],
  ],
])("%s is let through: %s", (_, allowed, rows) => {
  it.each(rows)("%j, %j, %s", async (headers, scope, host = own) => {
    const authorize = vi.fn(() => "CLIENT_ID");
    const answer = await ask({ init: { headers }, ...(scope && { scope }), url: `${host}/api/token`, authorize });
    if (allowed) expect(JSON.parse(answer.text)).toEqual({ token, clientId: "CLIENT_ID" });
    else expect(answer).toMatchObject({ status: 403, text: '{"code":"cross_site"}', sent: 0 });
    expect(authorize).toHaveBeenCalledTimes(allowed ? 1 : 0);
  });
});
