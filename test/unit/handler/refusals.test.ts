import { readFile } from "node:fs/promises";
import { inspect } from "node:util";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { TokenRefusalCode } from "../../../src/handler.js";
import { ComplyCube, ComplyCubeApiError } from "../../../src/index.js";
import type { Handler } from "../../support/loopback.js";
import { apiKey, json, token } from "../../support/mint.js";
import { answerOf, ask, type Situation, statuses } from "./ask.js";

/** What is in every answer, and in a refusal no other header but those that its row has. */
const always = { "content-type": "application/json", "cache-control": "no-store" };

const echo = `SAID_UPSTREAM ${apiKey} ${token}`;
const says =
  (status: number, headers = {}): Handler =>
  (response) => {
    const body = JSON.stringify({ type: "SAID_UPSTREAM", message: echo, param: echo, old: token });
    response.writeHead(status, { ...json, "x-request-id": apiKey, "x-echo": echo, ...headers }).end(body);
  };
const fails = () => {
  throw new Error("SAID_UPSTREAM: the session store is down");
};

type Row = [code: TokenRefusalCode, when: string, situation: Situation, headers?: object];

/** Known before ComplyCube is asked, and no fault of this back end: nobody is told. */
const refusedAtOnce: Row[] = [
  ["unauthenticated", "nobody is signed in", { authorize: () => 401 }],
  ["forbidden", "this user may have none", { authorize: async () => 403 }],
  ["cross_site", "another site's page", { init: { headers: { origin: "https://evil.example" } } }],
  ...["GET", "HEAD", "PUT", "OPTIONS"].map(
    (method): Row => ["method_not_allowed", method, { init: { method } }, { allow: "POST" }],
  ),
];
const wrongIds = [undefined, null, "", 42, 404, { clientId: "CLIENT_ID" }];
const refusedUnasked: Row[] = [
  ...wrongIds.map((id): Row => ["mint_failed", `authorize returns ${JSON.stringify(id)}`, { authorize: () => id }]),
  ["unavailable", "authorize throws", { authorize: fails }],
  ["unavailable", "authorize rejects", { authorize: async () => fails() }],
];
const waits: [asked: string | undefined, told: string][] = [
  [undefined, "30"],
  ["7", "7"],
  ["soon", "30"],
  ["Tue, 24 Nov 2020 00:00:09 GMT", "0"],
  ["9".repeat(400), "30"],
];
const refused: Row[] = [
  ...waits.map(([asked, told]): Row => {
    const upstream = says(429, asked && { "retry-after": asked });
    return ["rate_limited", `429, ${asked?.slice(0, 29)}`, { upstream }, { "retry-after": told }];
  }),
  ...[400, 401, 402, 403, 404, 413, 422].map((status): Row => ["mint_failed", `${status}`, { upstream: says(status) }]),
  ["mint_failed", "a redirect", { upstream: says(307, { location: "/SAID_UPSTREAM" }) }],
  ["mint_failed", "a page", { upstream: (response) => response.end(`<p>${echo}</p>`) }],
  ["mint_failed", "a success without a token", { upstream: says(200) }],
  ...[408, 500, 502, 503, 504].map((status): Row => ["unavailable", `${status}`, { upstream: says(status) }]),
  ["unavailable", "a reset", { upstream: ({ socket }) => socket?.destroy() }],
  ["timed_out", "no answer", { upstream: () => {}, client: { timeoutMs: 1 } }],
];

function expectNothingSecret(printed: string): void {
  for (const secret of [apiKey.slice(5, -5), token.slice(25, -5)]) expect(printed).not.toContain(secret);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the answer without a token is its code, and nothing of what ComplyCube said", () => {
  it.each([...refusedAtOnce, ...refusedUnasked, ...refused])("%s: %s", async (code, _, situation, more) => {
    const { text, ...answer } = await ask({ onError: () => {}, ...situation });
    expect(answer).toMatchObject({ status: statuses[code], headers: { ...always, ...more } });
    expect(Object.keys(answer.headers).sort()).toEqual(Object.keys({ ...always, ...more }).sort());
    expect(text).toBe(JSON.stringify({ code }));
  });

  it("has a row above for every code", () => {
    const codes = [...refusedAtOnce, ...refusedUnasked, ...refused].map(([code]) => code);
    expect([...new Set(codes)].sort()).toEqual(Object.keys(statuses).sort());
  });

  const bodies = fc.oneof(fc.string(), fc.json(), fc.constantFrom(echo, JSON.stringify({ message: echo, token: 1 })));
  const upstreams = fc.record({
    status: fc.integer({ min: 200, max: 599 }),
    body: fc.option(bodies),
    retryAfter: fc.oneof(
      fc.integer().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    ),
  });
  it("whatever the status, the body and the wait", async () => {
    await fc.assert(
      fc.asyncProperty(upstreams, async ({ status, body, retryAfter }) => {
        const empty = [204, 205, 304].includes(status);
        const answer = () => new Response(empty ? null : body, { status, headers: { "retry-after": retryAfter } });
        const options = { apiKey, baseUrl: "https://api.example.com/v1", maxRetries: 0 };
        const complycube = new ComplyCube({ ...options, fetch: async () => answer() });
        const { text, headers, status: answered } = await answerOf(complycube, { onError: () => {} });
        const { code } = JSON.parse(text);
        expect(text).toBe(JSON.stringify({ code }));
        expect(answered).toBe(statuses[code as TokenRefusalCode]);
        const { "retry-after": wait, ...others } = headers;
        expect(others).toEqual(always);
        if (code === "rate_limited") expect(wait).toMatch(/^\d+$/);
        else expect(wait).toBeUndefined();
      }),
    );
  });
});

describe("who runs the back end", () => {
  it.each([...refusedUnasked, ...refused])("is told why: %s, %s", async (_, __, situation) => {
    const onError = vi.fn();
    const { sent } = await ask({ ...situation, onError });
    expect(onError.mock.calls).toEqual([[expect.any(Error), expect.any(Request)]]);
    if (situation.authorize) expect(sent).toBe(0);
  });

  it.each(refusedAtOnce)("is not told: %s, %s", async (_, __, situation) => {
    const onError = vi.fn();
    const { sent } = await ask({ ...situation, onError });
    expect(onError).not.toHaveBeenCalled();
    expect(sent).toBe(0);
  });

  it("is told on the console otherwise, with what ComplyCube said, and neither the key nor the token", async () => {
    const print = vi.spyOn(console, "error").mockImplementation(() => {});
    await ask({ upstream: says(401) });
    expect(print.mock.calls).toEqual([[expect.any(ComplyCubeApiError)]]);
    const printed = inspect(print.mock.calls, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
    expect(printed).toContain("SAID_UPSTREAM");
    expectNothingSecret(printed);
    expect(() => expectNothingSecret(echo)).toThrow();
  });

  it.each([
    ["throws", fails],
    ["rejects", async () => fails()],
  ])("can't keep the page waiting by an onError that %s", async (_, onError) => {
    expect(await ask({ upstream: says(500), onError })).toMatchObject({ status: 503 });
  });
});

it("the README has every code, with its status, and no other", async () => {
  const readme = await readFile("README.md", "utf8");
  const [, section = ""] = /^## The mint route\n(.*?)^## /ms.exec(readme) ?? [];
  const rows = [...section.matchAll(/^\| (\d{3}) \| `(\w+)` \|/gm)].map(([, status, code]) => [code, Number(status)]);
  expect(rows).toEqual(Object.entries(statuses));
});
