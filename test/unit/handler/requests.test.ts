import { describe, expect, it, vi } from "vitest";
import { createTokenHandler } from "../../../src/handler.js";
import { ComplyCube, type TokenScope } from "../../../src/index.js";
import { apiKey, token } from "../../support/mint.js";
import { answerOf, appScope, ask, tokenRequest, webScope } from "./ask.js";

describe("returns the token and the client ID", () => {
  it.each([webScope, appScope])("for the scope %j", async (scope) => {
    const { status, headers, body, sent } = await ask({ scope });
    expect([status, body]).toEqual([200, JSON.stringify({ token, clientId: "CLIENT_ID" })]);
    expect(headers).toEqual({ "content-type": "application/json", "cache-control": "no-store" });
    expect(sent).toEqual([{ clientId: "CLIENT_ID", ...scope }]);
  });

  it("for the client ID of authorize, whatever the request names", async () => {
    const others = { clientId: "ANOTHER", referrer: "https://evil.example/*", appId: "com.evil.app" };
    const request = tokenRequest(
      { headers: { ...others, "content-type": "application/json" }, body: JSON.stringify(others) },
      `https://www.example.com/api/token?${new URLSearchParams(others)}`,
    );
    const { body, sent } = await ask({ request });
    expect(JSON.parse(body)).toMatchObject({ clientId: "CLIENT_ID" });
    expect(sent).toEqual([{ clientId: "CLIENT_ID", ...webScope }]);
    // `authorize` may read it.
    expect(request.bodyUsed).toBe(false);
  });

  it("and passes further arguments on to authorize", async () => {
    const authorize = vi.fn((_: Request, { user }: { user: string }) => user);
    const complycube = new ComplyCube({ apiKey, fetch: async () => Response.json({ token: "a.b.c" }) });
    const request = tokenRequest();
    const response = await createTokenHandler({ complycube, scope: appScope, authorize })(request, { user: "USER" });
    expect(await response.json()).toMatchObject({ clientId: "USER" });
    expect(authorize.mock.calls).toEqual([[request, { user: "USER" }]]);
  });
});

type Row = [headers: Record<string, string>, route?: string, scope?: TokenScope];
const own = "https://www.example.com";
const http = "http://www.example.com";
const localhost = "http://localhost:3000";
const subdomains = { referrer: "https://*.example.com/*" };
const sameOrigin = { "sec-fetch-site": "same-origin" };
const sameSite = (origin: string) => ({ "sec-fetch-site": "same-site", origin });
const crossSite = { "sec-fetch-site": "cross-site" };

const allowed: Record<string, Row[]> = {
  "an app or a server": [[{}], [{}, own, appScope]],
  "a page of the same origin": [
    [{ ...sameOrigin, origin: own }],
    // The host name behind a proxy differs.
    [{ ...sameOrigin, origin: own }, "http://10.0.0.7:8080"],
    [sameOrigin],
  ],
  "a page of the same host, from a browser without Sec-Fetch-Site": [
    [{ origin: "HTTPS://WWW.EXAMPLE.COM:443" }],
    [{ origin: own }, "https://WWW.example.com:443", appScope],
    // The proxy ends TLS.
    [{ origin: own }, http],
    [{ origin: http }, http],
    [{ origin: `${own}:8443` }, `${http}:8443`],
    [{ origin: localhost }, localhost],
    [{ origin: "https://xn--bcher-kva.example" }, "https://bücher.example"],
    // The framework puts its configured name into the URL.
    [{ origin: own, host: "WWW.example.com:443" }, localhost],
    [{ origin: "http://192.168.0.7:3000", host: "192.168.0.7:3000" }, localhost],
  ],
  "a page of the same site where the token works": [
    [sameSite("https://kyc.example.com"), own, subdomains],
    [sameSite(own), "https://api.example.com"],
    [sameSite(localhost), own, { referrer: `${localhost}/*` }],
  ],
};
const refused: Record<string, Row[]> = {
  "a page of the same site where the token does not work": [
    [sameSite("https://blog.example.com")],
    [sameSite("https://blog.example.com"), own, appScope],
    [sameSite("http://kyc.example.com"), own, subdomains],
    [sameSite("http://localhost:4000"), own, { referrer: `${localhost}/*` }],
    [sameSite("null"), own, subdomains],
    [{ "sec-fetch-site": "same-site" }, own, subdomains],
  ],
  "a page of another site": [
    [{ ...crossSite, origin: own }],
    [{ ...crossSite, origin: "null" }, own, appScope],
    [crossSite],
    [{ "sec-fetch-site": "same-origin, cross-site", origin: own }],
    [{ "sec-fetch-site": "", origin: own }],
    // No script of a page can send this.
    [{ "sec-fetch-site": "none" }],
  ],
  "a page of another host, from a browser without Sec-Fetch-Site": [
    [{ origin: "https://evil.example" }, own, appScope],
    [{ origin: "https://blog.example.com" }, own, subdomains],
    [{ origin: "https://www.example.com.evil.example" }],
    [{ origin: `${own}:8443` }],
    [{ origin: `${own},https://evil.example` }],
    [{ origin: "null" }],
    [{ origin: "" }],
    // Anybody on the network could have changed that page.
    [{ origin: http }],
    ...["ws", "ftp", "chrome-extension", "capacitor"].map((scheme): Row => {
      return [{ origin: `${scheme}://www.example.com` }, http];
    }),
    [{ origin: localhost, host: "www.example.com" }, localhost],
    [{ origin: "null", host: "" }],
    [{ origin: own, host: "a b" }],
  ],
};

async function askFrom([headers, route = own, scope = webScope]: Row) {
  const authorize = vi.fn(() => "CLIENT_ID");
  const complycube = new ComplyCube({ apiKey, fetch: async () => Response.json({ token }) });
  const request = tokenRequest({ headers }, `${route}/api/token`);
  const { status, body } = await answerOf(complycube, { request, scope, authorize });
  return { status, body, authorized: authorize.mock.calls.length };
}

describe.each(Object.entries(allowed))("mints for %s", (_, rows) => {
  it.each(rows)("%j at %s", async (...row) => {
    expect(await askFrom(row)).toMatchObject({ status: 200, authorized: 1 });
  });
});

describe.each(Object.entries(refused))("refuses %s, without authorize", (_, rows) => {
  it.each(rows)("%j at %s", async (...row) => {
    expect(await askFrom(row)).toEqual({ status: 403, body: '{"code":"cross_site"}', authorized: 0 });
  });
});
