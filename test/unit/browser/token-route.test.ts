import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { beforeEach, expect, it } from "vitest";
import { actions } from "../../../src/browser/state.js";
import { type Handler, json, useServer } from "../../support/loopback.js";
import { deferred } from "../../support/mint.js";
import { useFakeSdk, verification } from "./fake-sdk.js";

const sdk = useFakeSdk();
let answer: Handler;
const server = useServer((...args) => answer(...args));
beforeEach(() => {
  server.received.length = 0;
});

/** Starts a verification, and waits until it is mounted or has failed. */
async function outcome(path = "/api/token") {
  const ended = deferred<void>();
  const { start, verification: current } = verification({
    tokenUrl: server.origin + path,
    onChange: ({ name }) => name !== "minting" && ended.resolve(),
  });
  start();
  await ended.promise;
  return current.state;
}

const html =
  (status: number, headers = {}): Handler =>
  (response) =>
    response.writeHead(status, { "content-type": "text/html", ...headers }).end("<p>A page</p>");

it("asks the mint route with an empty POST", async () => {
  answer = json(200, { token: "header.payload.signature", clientId: "CLIENT_ID" });
  expect(await outcome()).toMatchObject({ name: "mounted" });
  expect(sdk.mounts).toMatchObject([{ token: "header.payload.signature" }]);
  expect(server.received).toMatchObject([{ method: "POST", path: "/api/token", body: "" }]);
});

it.each([
  [401, "unauthenticated", "sign-in"],
  [403, "forbidden", "contact"],
  [403, "cross_site", "contact"],
  [405, "method_not_allowed", "contact"],
  [502, "mint_failed", "contact"],
  [503, "unavailable", "retry"],
  [504, "timed_out", "retry"],
])("says what the user can do after %i %s of the mint route: %s", async (status, code, action) => {
  answer = json(status, { code });
  const message = `The answer has no token (status ${status})`;
  expect(await outcome()).toEqual({ name: "failed", code, action, retryAfterMs: 0, cause: expect.any(Error) });
  expect(await outcome()).toMatchObject({ cause: { message } });
});

it.each([
  ["7", 7_000],
  ["0.5", 500],
  ["-1", 0],
  ["0", 0],
  ["Wed, 21 Oct 2026 07:28:00 GMT", 0],
  ["soon", 0],
])("reads Retry-After: %s as %i ms", async (header, retryAfterMs) => {
  answer = json(429, { code: "rate_limited" }, { "retry-after": header });
  expect(await outcome()).toMatchObject({ code: "rate_limited", action: "retry", retryAfterMs });
});

it("reads a Retry-After with a date", async () => {
  answer = json(429, { code: "rate_limited" }, { "retry-after": new Date(Date.now() + 3_600_000).toUTCString() });
  const { retryAfterMs } = Object(await outcome());
  expect(retryAfterMs).toBeGreaterThan(3_500_000);
  expect(retryAfterMs).toBeLessThanOrEqual(3_600_000);
});

it.each<[string, Handler, string]>([
  ["401 of a proxy", html(401), "unauthenticated"],
  ["403 of a proxy", html(403), "forbidden"],
  ["404", html(404), "mint_failed"],
  ["429 of a proxy", html(429), "rate_limited"],
  ["502 of a proxy", html(502), "unavailable"],
  ["a page", html(200), "mint_failed"],
  ["null", json(200, null), "mint_failed"],
  ["an empty token", json(200, { token: "" }), "mint_failed"],
  ["a token with an error status", json(500, { token: "header.payload.signature" }), "unavailable"],
  ["an unknown code", json(418, { code: "constructor" }), "mint_failed"],
  ["a closed connection", (response) => response.destroy(), "unreachable"],
  [
    "a broken body",
    (response) => response.writeHead(200, { "content-length": 100 }).write("{", () => response.destroy()),
    "unreachable",
  ],
  [
    "a redirect to a sign-in page",
    (...args) => (args[2].path === "/sign-in" ? html(200) : html(303, { location: "/sign-in" }))(...args),
    "unauthenticated",
  ],
])("understands an answer that is not the mint route's: %s", async (_, handler, code) => {
  answer = handler;
  expect(await outcome()).toMatchObject({ name: "failed", code });
});

it("has the codes and actions of docs/page.md", async () => {
  const rows = [
    ...(await readFile("docs/page.md", "utf8")).matchAll(/^\| `(\w+)` \| `(sign-in|retry|reload|contact)` \| /gm),
  ];
  expect(rows.map(([, code, action]) => [code, action])).toEqual(Object.entries(actions));
});

it("closes the request on stop", async () => {
  const arrived = deferred<ServerResponse>();
  answer = arrived.resolve;
  const { start, stop } = verification({ tokenUrl: `${server.origin}/api/token` });
  start();
  const closed = once(await arrived.promise, "close");
  stop();
  await closed;
});
