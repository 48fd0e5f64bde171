import { describe, expect, it } from "vitest";
import { excerptOf, readRetryAfter } from "../../../src/transport/answer.js";
import { rejection, token } from "../../support/mint.js";
import { inVirtualTime, json } from "../../support/virtual-platform.js";

const typed = { headers: { "content-type": "application/json" } };
const withStatus = (status: unknown) => Object.defineProperty(json({ token }), "status", { value: status });
const redirect = (status: number, location?: string) =>
  new Response(null, { status, headers: location === undefined ? {} : { location } });

describe("rejects, without a retry,", () => {
  it.each<[string, Response, RegExp]>([
    ["a redirect", redirect(307, "https://evil.example/x?y"), /it is a redirect to https:\/\/evil\.example,/],
    ["a redirect without a location", redirect(302), /it is a redirect, which is not followed/],
    ["a redirect to a mail address", redirect(302, "mailto:a@b.c"), /it is a redirect,/],
    ["a redirect to a host that contains the key", redirect(302, "https://test_key"), /it is a redirect,/],
    [
      "a redirect whose status a browser hides",
      Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" }),
      /it is a redirect,/,
    ],
    ["status 300", redirect(300), /it is a redirect,/],
    ["status 0", Response.error(), /HTTP does not define its status/],
    ["status NaN", withStatus(Number.NaN), /HTTP does not define its status/],
    ["status 600", withStatus(600), /HTTP does not define its status/],
    ["status 200.5", withStatus(200.5), /HTTP does not define its status/],
    ["a status that is a string", withStatus("200"), /HTTP does not define its status/],
    ["an empty body", new Response(null, { headers: { "content-length": "5" } }), /the body is empty/],
    ["HTML", new Response("<p>Hello</p>", { headers: { "content-type": "text/html" } }), /content type is text\/html/],
    ["no content type", new Response(new TextEncoder().encode("{}")), /content type is missing/],
    ["a long content type", new Response("x", { headers: { "content-type": "x".repeat(9_000) } }), / is x{100}, not/],
    ["application/jsonp", new Response("{}", { headers: { "content-type": "application/jsonp" } }), /jsonp/],
    ["x-application/json", new Response("{}", { headers: { "content-type": "x-application/json" } }), /x-appl/],
    ["half of a JSON text", new Response('{"token":"hea', typed), /the body is not JSON/],
    ["a byte-order mark", new Response("\ufeff{}", typed), /the body is not JSON/],
    ["invalid UTF-8", new Response(new Uint8Array([0x22, 0xc3, 0x28, 0x22]), typed), /the body is not UTF-8/],
    ["more than 1 MiB", json("x".repeat(1024 * 1024)), /longer than 1048576 bytes/],
  ])("%s", async (_, response, violation) => {
    const { call, sent } = inVirtualTime([async () => response]);
    const error = await rejection(call());
    expect(error).toMatchObject({ name: "ComplyCubeResponseError", message: expect.stringMatching(violation) });
    expect(sent).toHaveLength(1);
  });
});

describe("reads", () => {
  it.each(["application/json", "application/json; charset=utf-8", "application/problem+json", "Application/JSON ;v=1"])(
    "a body of type %s",
    async (type) => {
      const response = new Response(JSON.stringify({ token }), { headers: { "content-type": type } });
      expect((await inVirtualTime([response]).call()).data).toEqual({ token });
    },
  );

  it("a success without a body, and every status up to 599", async () => {
    const [noContent, unknown] = [new Response(null, { status: 204 }), new Response(null, { status: 599 })];
    expect(await inVirtualTime([noContent]).call()).toMatchObject({ status: 204, text: "" });
    expect(await inVirtualTime([unknown]).call()).toMatchObject({ status: 599 });
  });

  it("reads the headers and the text", async () => {
    const { headers, text } = await inVirtualTime([json({ token }, { headers: { "x-a": "b" } })]).call();
    expect(Object.fromEntries(headers())).toEqual({ "content-type": "application/json", "x-a": "b" });
    expect(text).toBe(JSON.stringify({ token }));
  });

  it.each([
    ["JSON of 64 KiB completely", `"${"x".repeat(65_534)}"`, 65_536],
    ["2,000 characters of longer JSON", `"${"x".repeat(65_535)}"`, 2_000],
    ["2,000 characters of another text", "x".repeat(2_001), 2_000],
  ])("of an error %s", async (_, body, length) => {
    const { text } = await inVirtualTime([new Response(body, { status: 400 })]).call();
    expect(text).toHaveLength(length);
  });
});

describe("Retry-After", () => {
  const now = Date.UTC(2026, 10, 24, 12, 0, 0);

  it.each([
    ["0", 0],
    ["30", 30_000],
    ["9999999999", 9_999_999_999_000],
    ["Tue, 24 Nov 2026 12:00:05 GMT", 5_000],
    ["Tue, 24 Nov 2026 11:00:00 GMT", 0],
  ])("%s is a wait of %i ms", (value, ms) => {
    expect(readRetryAfter(value, now)).toBe(ms);
  });

  it.each([
    ...["30 minutes", "-1", "99999999999", "1e3", "1.5", "0x10", "", "soon", "2026-11-24"],
    ...["Sun, 31 Feb 2027 12:00:00 GMT", "Mon, 24 Nov 2026 12:00:05 GMT", null],
  ])("%j is ignored", (value) => {
    expect(readRetryAfter(value, now)).toBeUndefined();
  });
});

describe("an excerpt", () => {
  it.each([
    ['{"token":"header.payload.signature"}', '{"token":"[token]"}'],
    ['{"tokn":"eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjF9.c2ln"}', '{"tokn":"[token]"}'],
    ['{"token":"eyJhbGciOiJIUzI1NiJ9.eyJpYXQi', '{"token":"[token]'],
    ['{"token" : "half', '{"token" : "[token]'],
    ['{"tokn":"header-1.pay_load.signature2"}', '{"tokn":"[token]"}'],
    ["a.b", "a.b"],
    ["<p>Bad gateway</p>", "<p>Bad gateway</p>"],
  ])("of %s hides what could be a token", (text, excerpt) => {
    expect(excerptOf(text)).toBe(excerpt);
  });

  it("has at most 200 characters", () => {
    expect(excerptOf("x".repeat(100_000))).toBe("x".repeat(200));
  });
});
