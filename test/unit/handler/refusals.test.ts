import { readFile } from "node:fs/promises";
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createTokenHandler, type TokenRefusalCode } from "../../../src/handler.js";
import { ComplyCube, ComplyCubeApiError } from "../../../src/index.js";
import { type Handler, json } from "../../support/loopback.js";
import { apiKey, token } from "../../support/mint.js";
import { propertyRuns } from "../../support/property-runs.js";
import { answerOf, ask, handlerOf, type Situation, tokenRequest, webScope } from "./ask.js";

/** The compiler requires every code. */
const statuses: Record<TokenRefusalCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  cross_site: 403,
  method_not_allowed: 405,
  rate_limited: 429,
  mint_failed: 502,
  unavailable: 503,
  timed_out: 504,
};
const always = { "content-type": "application/json", "cache-control": "no-store" };

/** ComplyCube quotes everything that must not reach the page. */
const secrets = `UPSTREAM ${apiKey} ${token}`;
const quoting = (status: number, headers = {}): Handler => {
  const body = { type: "UPSTREAM", message: secrets, param: secrets, old: token };
  return json(status, body, { "x-request-id": apiKey, "x-echo": secrets, ...headers });
};
const fail = () => {
  throw new Error("UPSTREAM: the session store is down");
};

type Row = [code: TokenRefusalCode, when: string, situation: Situation, headers?: object];
const withMethod = (method: string): Row => {
  return ["method_not_allowed", method, { request: tokenRequest({ method }) }, { allow: "POST" }];
};
const rateLimited = (sent: string | undefined, retryAfter: string): Row => {
  const upstream = quoting(429, sent && { "retry-after": sent });
  return ["rate_limited", `429, retry-after ${sent?.slice(0, 29)}`, { upstream }, { "retry-after": retryAfter }];
};

/** The visitor's mistakes. */
const unreported: Row[] = [
  ["unauthenticated", "authorize returns 401", { authorize: () => 401 }],
  ["forbidden", "authorize resolves to 403", { authorize: async () => 403 }],
  ["cross_site", "another site", { request: tokenRequest({ headers: { origin: "https://evil.example" } }) }],
  ...["GET", "HEAD", "PUT", "OPTIONS"].map(withMethod),
];
const reported: Row[] = [
  ["unavailable", "authorize throws", { authorize: fail }],
  ["unavailable", "authorize rejects", { authorize: async () => fail() }],
  rateLimited(undefined, "30"),
  rateLimited("7", "7"),
  rateLimited("soon", "30"),
  rateLimited("Tue, 24 Nov 2020 00:00:09 GMT", "0"),
  rateLimited("9".repeat(400), "30"),
  ...[400, 401, 402, 403, 404, 422].map((status): Row => ["mint_failed", `${status}`, { upstream: quoting(status) }]),
  ["mint_failed", "a redirect", { upstream: quoting(307, { location: "/UPSTREAM" }) }],
  ["mint_failed", "a page", { upstream: (response) => response.end(`<p>${secrets}</p>`) }],
  ["mint_failed", "a success without a token", { upstream: quoting(200) }],
  ...[408, 500, 503].map((status): Row => ["unavailable", `${status}`, { upstream: quoting(status) }]),
  ["unavailable", "a reset", { upstream: ({ socket }) => socket?.destroy() }],
  ["timed_out", "no answer", { upstream: () => {}, client: { timeoutMs: 1 } }],
];
const rows = [...unreported, ...reported];

async function expectCode([code, , situation, more]: Row) {
  const { status, headers, body, sent, onError } = await ask(situation);
  expect({ status, headers, body }).toEqual({
    status: statuses[code],
    headers: { ...always, ...more },
    body: JSON.stringify({ code }),
  });
  if (!situation.upstream) expect(sent).toEqual([]);
  return onError;
}

describe("returns only a code", () => {
  it.each(unreported)("and does not call onError: %s, %s", async (...row) => {
    expect(await expectCode(row)).not.toHaveBeenCalled();
  });

  it.each(reported)("and calls onError with the cause: %s, %s", async (...row) => {
    expect(await expectCode(row)).toHaveBeenCalledExactlyOnceWith(expect.any(Error), expect.any(Request));
  });

  it("whatever ComplyCube answers", async () => {
    const upstreams = fc.record({
      status: fc.integer({ min: 200, max: 599 }),
      body: fc.option(fc.oneof(fc.string(), fc.json(), fc.constant(JSON.stringify({ message: secrets, token: 1 })))),
      retryAfter: fc.oneof(
        fc.integer().map(String),
        fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      ),
    });
    const property = fc.asyncProperty(upstreams, async ({ status, body, retryAfter }) => {
      const empty = [204, 205, 304].includes(status);
      const fetch = async () => new Response(empty ? null : body, { status, headers: { "retry-after": retryAfter } });
      const answer = await answerOf(new ComplyCube({ apiKey, maxRetries: 0, fetch }), {});
      const code: TokenRefusalCode = JSON.parse(answer.body).code;
      const { "retry-after": wait, ...headers } = answer.headers;
      expect(answer).toMatchObject({ status: statuses[code], body: JSON.stringify({ code }) });
      expect(headers).toEqual(always);
      if (code === "rate_limited") expect(wait).toMatch(/^\d+$/);
      else expect(wait).toBeUndefined();
    });
    await fc.assert(property, { numRuns: propertyRuns });
  });

  it("of those in docs/mint-route.md, with their statuses", async () => {
    const page = await readFile("docs/mint-route.md", "utf8");
    const documented = [...page.matchAll(/^\| (\d{3}) \| `(\w+)` \|/gm)].map(([, status, code]) => [code, status]);
    expect(documented).toEqual(Object.entries(statuses).map(([code, status]) => [code, `${status}`]));
    expect(new Set(rows.map(([code]) => code))).toEqual(new Set(Object.keys(statuses)));
  });
});

describe("authorize must return the client's ID, 401 or 403", () => {
  it.each<[returned: unknown, name: string]>([
    [undefined, "undefined"],
    [null, "null"],
    [404, "404"],
    [false, "false"],
    ["", "an empty string"],
    [Response.json({ secrets }), "a Response"],
    [{ clientId: secrets }, "an object"],
    [() => secrets, "a function"],
  ])("otherwise the handler mints nothing and names it: %o", async (returned, name) => {
    const { status, body, sent, onError } = await ask({ authorize: async () => returned });
    expect([status, body, sent]).toEqual([502, '{"code":"mint_failed"}', []]);
    const message = `\`authorize\` returned ${name}. Return the client's ID, 401 or 403.`;
    const error = expect.objectContaining({ name: "ComplyCubeConfigError", option: "authorize", message });
    expect(onError).toHaveBeenCalledExactlyOnceWith(error, expect.any(Request));
  });
});

describe("never rejects, and calls onError", () => {
  const trap = () => fail();
  it.each([
    ["a Proxy", new Proxy({}, { get: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap })],
    ["a Proxy of an API error", new Proxy(Object.create(ComplyCubeApiError.prototype), { get: trap })],
    ["undefined", undefined],
  ])("if %s is thrown", async (_, thrown) => {
    const authorize = () => {
      throw thrown;
    };
    const complycube = authorize;
    for (const options of [{ authorize }, { complycube }]) {
      const onError = vi.fn<(error: unknown) => void>();
      const { handle } = handlerOf({ ...options, onError });
      expect((await handle(tokenRequest())).status).toBe(503);
      expect(onError).toHaveBeenCalledOnce();
      expect(onError.mock.calls[0]?.[0] === thrown).toBe(true);
    }
  });

  it.each([undefined, null])("if the request has the signal %s", async (signal) => {
    const request = Object.defineProperty(tokenRequest(), "signal", { value: signal });
    expect(await ask({ request })).toMatchObject({ status: 200 });
    const { status, onError } = await ask({ request, upstream: quoting(500) });
    expect(status).toBe(503);
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(ComplyCubeApiError), request);
  });
});

describe("onError", () => {
  it("prints to the console by default, without the key and the token", async () => {
    const print = vi.spyOn(console, "error").mockImplementation(() => {});
    const fetch = async () => Response.json({ message: secrets, old: token }, { status: 401 });
    const complycube = new ComplyCube({ apiKey, fetch });
    await createTokenHandler({ complycube, scope: webScope, authorize: () => "CLIENT_ID" })(tokenRequest());
    expect(print).toHaveBeenCalledExactlyOnceWith(expect.any(ComplyCubeApiError));
    const printed = inspect(print.mock.calls, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
    print.mockRestore();
    expect(printed).toContain("UPSTREAM");
    for (const secret of [apiKey.slice(5, -5), token.slice(25, -5)]) expect(printed).not.toContain(secret);
  });

  it.each([
    ["throws", fail],
    ["rejects", async () => fail()],
  ])("may fail without effect on the response: it %s", async (_, onError) => {
    expect(await ask({ upstream: quoting(500), onError })).toMatchObject({ status: 503 });
  });
});
