import { expect, it, vi } from "vitest";
import { createTokenHandler, type TokenHandlerOptions } from "../../../src/handler.js";
import { ComplyCube, type TokenScope } from "../../../src/index.js";
import { apiKey } from "../../support/mint.js";
import { appScope, tokenRequest, webScope } from "./ask.js";

const complycube = new ComplyCube({ apiKey, fetch: async () => Response.json({ token: "a.b.c" }) });

function create(scope: TokenScope, options: Partial<TokenHandlerOptions> = {}) {
  const onWarning = vi.fn();
  const handle = createTokenHandler({ complycube, scope, authorize: () => "CLIENT_ID", onWarning, ...options });
  const ask = async (headers: Record<string, string>, url = "http://localhost:5101/api/token") =>
    (await handle(tokenRequest({ headers }, url))).status;
  return { ask, onWarning };
}

const sameOrigin = (origin: string) => ({ "sec-fetch-site": "same-origin", origin });

it("warns once of an origin where the token cannot work, and mints it", async () => {
  const { ask, onWarning } = create(webScope);
  const pages = ["http://localhost:5101", "http://localhost:5101", "http://localhost:3000"];
  for (const page of pages) expect(await ask(sameOrigin(page))).toBe(200);
  expect(onWarning.mock.calls.map(([message]) => message)).toEqual([
    "A page at http://localhost:5101 asked for a token, but tokens are for https://www.example.com/*. Use referrerFor(PUBLIC_URL).",
    "A page at http://localhost:3000 asked for a token, but tokens are for https://www.example.com/*. Use referrerFor(PUBLIC_URL).",
  ]);
  expect(onWarning).toHaveBeenCalledWith(expect.any(String), expect.any(Request));
});

it.each<[string, Record<string, string>, TokenScope]>([
  ["a page where the token works", sameOrigin("https://www.example.com"), webScope],
  [
    "a page whose policy may send its path",
    sameOrigin("https://www.example.com"),
    { referrer: "https://www.example.com/kyc/*" },
  ],
  ["an app or a server", {}, webScope],
  ["a page with tokens for an app", sameOrigin("https://www.example.com"), appScope],
  ["an origin that is not a URL", sameOrigin("x"), webScope],
])("does not warn of %s", async (_, headers, scope) => {
  const { ask, onWarning } = create(scope);
  expect(await ask(headers)).toBe(200);
  expect(onWarning).not.toHaveBeenCalled();
});

it("does not warn of somebody who gets no token", async () => {
  const { ask, onWarning } = create(webScope, { authorize: () => 401 });
  expect(await ask(sameOrigin("http://localhost:5101"))).toBe(401);
  expect(onWarning).not.toHaveBeenCalled();
});

it.each([
  ["same-site", "http://localhost:5173", "A page at http://localhost:5173"],
  ["cross-site", "capacitor://localhost", "A page at capacitor://localhost"],
  ["cross-site", "null", "A page of an unknown origin"],
  ["cross-site", "https://evil.example/\u202e<b>", "A page of an unknown origin"],
])("warns of a refused page: %s, %s", async (site, origin, page) => {
  const { ask, onWarning } = create({ referrer: "http://localhost:3000/*" });
  const headers = { "sec-fetch-site": site, origin: encodeURI(origin) };
  for (const _ of [1, 2]) expect(await ask(headers)).toBe(403);
  expect(onWarning).toHaveBeenCalledExactlyOnceWith(
    `${page} asked for a token and was refused, because this route has another origin. If the page is yours, let its ` +
      "server pass these requests on to this route, as with server.proxy in Vite.",
    expect.any(Request),
  );
});

it("warns of at most 100 origins", async () => {
  const { ask, onWarning } = create(webScope);
  for (let port = 1_000; port < 1_200; port += 1) await ask(sameOrigin(`http://localhost:${port}`));
  expect(onWarning).toHaveBeenCalledTimes(100);
});

it.each<[string, TokenHandlerOptions["onWarning"]]>([
  ["throws", () => expect.unreachable("it throws")],
  ["rejects", async () => expect.unreachable("it rejects")],
])("answers even if onWarning %s", async (_, onWarning) => {
  expect(await create(webScope, { onWarning }).ask(sameOrigin("http://localhost:5101"))).toBe(200);
});

it("prints warnings to the console by default", async () => {
  const print = vi.spyOn(console, "warn").mockImplementation(() => {});
  await create(webScope, { onWarning: undefined }).ask(sameOrigin("http://localhost:5101"));
  expect(print).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("http://localhost:5101"));
  print.mockRestore();
});
