import { describe, expect, it, vi } from "vitest";
import type { TokenHandlerOptions } from "../../../src/handler.js";
import { appScope, handlerOf, tokenRequest, webScope } from "./ask.js";

type Options = Parameters<typeof handlerOf>[0];
type OnWarning = NonNullable<TokenHandlerOptions["onWarning"]>;

/** Sends one request for each row of headers. Returns the statuses and the warnings. */
async function warningsFor(rows: Record<string, string>[], options?: Options, init?: RequestInit) {
  const onWarning = vi.fn<OnWarning>();
  const { handle } = handlerOf({ ...options, onWarning });
  const statuses = [];
  for (const headers of rows) statuses.push((await handle(tokenRequest({ headers, ...init }))).status);
  return { statuses, warnings: onWarning.mock.calls.map(([message]) => message) };
}

const sameOrigin = (origin: string) => ({ origin, "sec-fetch-site": "same-origin" });
const sameSite = (origin: string) => ({ origin, "sec-fetch-site": "same-site" });
const page = "http://localhost:5101";

describe("a page that has a token which does not work there", () => {
  it("is reported once per origin, with the request", async () => {
    const onWarning = vi.fn<OnWarning>();
    const { handle } = handlerOf({ onWarning });
    const requests = [page, page, "http://localhost:5102"].map((origin) =>
      tokenRequest({ headers: sameOrigin(origin) }),
    );
    for (const request of requests) expect((await handle(request)).status).toBe(200);
    expect(onWarning.mock.calls).toEqual([
      [
        "A page at http://localhost:5101 asked for a token, but tokens are for https://www.example.com/*. " +
          "Use referrerFor(PUBLIC_URL).",
        requests[0],
      ],
      [expect.stringContaining("http://localhost:5102"), requests[2]],
    ]);
  });

  it.each([
    ["scheme", "http://www.example.com", true],
    ["host", "https://example.com", true],
    ["port", "https://www.example.com:8443", true],
    ["nothing but the path", "https://www.example.com", false],
  ])("is one whose origin differs from the pattern in %s: %s", async (_, origin, isReported) => {
    const scope = { referrer: "https://www.example.com:443/kyc/*" };
    const { statuses, warnings } = await warningsFor([sameOrigin(origin)], { scope });
    expect(statuses).toEqual([200]);
    expect(warnings).toHaveLength(isReported ? 1 : 0);
  });

  it("is not reported without an origin, or if tokens are for an app", async () => {
    const rows = [{}, { "sec-fetch-site": "same-origin" }, sameOrigin("null")];
    expect(await warningsFor(rows)).toEqual({ statuses: [200, 200, 200], warnings: [] });
    expect(await warningsFor([sameOrigin(page)], { scope: appScope })).toEqual({ statuses: [200], warnings: [] });
  });

  it("is not reported if it received no token", async () => {
    const authorize = () => 401;
    expect(await warningsFor([sameOrigin(page)], { authorize })).toEqual({ statuses: [401], warnings: [] });
  });
});

describe("a page that is refused as cross_site", () => {
  const refused = "was refused a token (cross_site): the route has another origin";
  const proxy = "If the page is yours, proxy the route through the page's server (in Vite: `server.proxy`)";

  it.each<[headers: Record<string, string>, message: string, options?: Options]>([
    [
      sameSite(page),
      `A page at ${page} ${refused}, and tokens are for ${webScope.referrer}. ${proxy}, or make the page's origin the \`referrer\`.`,
    ],
    [sameSite(page), `A page at ${page} ${refused}. ${proxy}.`, { scope: appScope }],
    [{ origin: page, "sec-fetch-site": "cross-site" }, `A page at ${page} ${refused}. ${proxy}.`],
    [{ origin: "https://bücher.example" }, `A page at https://xn--bcher-kva.example ${refused}. ${proxy}.`],
    [
      { origin: "capacitor://localhost" },
      `A page with the scheme capacitor: ${refused}. If it is your app's web view, ask from native code.`,
    ],
    [{ origin: "null" }, `A page of an unknown origin ${refused}. ${proxy}.`],
    [{ "sec-fetch-site": "cross-site" }, `A page of an unknown origin ${refused}. ${proxy}.`],
  ])("is reported once, with the repair: %j", async (headers, message, options) => {
    const { statuses, warnings } = await warningsFor([headers, headers], options);
    expect(statuses).toEqual([403, 403]);
    expect(warnings).toEqual([message]);
  });

  it("is reported if its preflight request arrives, but not for a link", async () => {
    const expected = { statuses: [405], warnings: [expect.stringContaining(refused)] };
    expect(await warningsFor([sameSite(page)], {}, { method: "OPTIONS" })).toEqual(expected);
    const link = { "sec-fetch-site": "cross-site" };
    expect(await warningsFor([link], {}, { method: "GET" })).toEqual({ statuses: [405], warnings: [] });
  });

  it("cannot put its own text into the log", async () => {
    const texts = [
      "ERROR at https://x",
      "https://a\tb c",
      `https://${"a".repeat(400)}`,
      "https://user:secret@a.example/path",
    ];
    const { warnings } = await warningsFor(texts.map((origin) => ({ origin })));
    expect(warnings).toEqual([
      expect.stringMatching(/^A page of an unknown origin /),
      expect.stringMatching(/^A page at https:\/\/a\.example was refused/),
    ]);
  });

  it("is reported for at most 100 origins", async () => {
    const rows = Array.from({ length: 120 }, (_, index) => ({ origin: `https://${index}.evil.example` }));
    expect((await warningsFor(rows)).warnings).toHaveLength(100);
  });
});

describe("onWarning", () => {
  it("prints to the console by default", async () => {
    const print = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { handle } = handlerOf({ onWarning: undefined });
    await handle(tokenRequest({ headers: sameOrigin(page) }));
    const { calls } = print.mock;
    print.mockRestore();
    expect(calls).toEqual([[expect.stringContaining(`A page at ${page}`)]]);
  });

  it.each([
    ["throws", () => expect.unreachable()],
    ["rejects", async () => expect.unreachable()],
  ])("may fail without effect on the response: it %s", async (_, onWarning) => {
    const { handle } = handlerOf({ onWarning });
    expect((await handle(tokenRequest({ headers: sameOrigin(page) }))).status).toBe(200);
    expect((await handle(tokenRequest({ headers: sameSite(page) }))).status).toBe(403);
  });
});
