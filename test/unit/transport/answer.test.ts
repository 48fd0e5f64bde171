import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { ComplyCubeResponseError } from "../../../src/client/errors.js";
import { json } from "../../support/virtual-platform.js";
import { apiKey, token, transport } from "./chain.js";

describe("an answer that no client could use", () => {
  const html = { headers: { "content-type": "text/html" } };
  it.each<[string, Response, string]>([
    [
      "a redirect",
      new Response(null, { status: 307, headers: { location: "https://evil.example/x?y" } }),
      "https://evil.example,",
    ],
    [
      "a redirect to nowhere",
      new Response(null, { status: 302 }),
      "it points elsewhere, and redirects are not followed",
    ],
    [
      "a redirect to an address",
      new Response(null, { status: 302, headers: { location: "mailto:a@b.c" } }),
      "elsewhere",
    ],
    ["a choice", new Response(null, { status: 300 }), "it points elsewhere"],
    ["no HTTP at all", Response.error(), "no status that HTTP defines"],
    ["nothing", new Response(null, { headers: { "content-length": "5" } }), "its body is empty"],
    ["HTML", new Response("<p>Hello</p>", html), "content type is text/html"],
    ["JSON without a content type", new Response(new TextEncoder().encode("{}")), "content type is missing"],
    ["a type that begins as JSON", new Response("{}", { headers: { "content-type": "application/jsonp" } }), "jsonp"],
    ["a type that ends as JSON", new Response("{}", { headers: { "content-type": "x-application/json" } }), "x-appl"],
    ["half a JSON", new Response('{"token":"hea', { headers: { "content-type": "application/json" } }), "not JSON"],
    ["a byte-order mark", new Response("\ufeff{}", { headers: { "content-type": "application/json" } }), "not JSON"],
    ["a body without end", json("x".repeat(1024 * 1024)), "longer than 1048576 bytes"],
  ])("is an error that names it: %s", async (_, answer, violation) => {
    const { call, sent } = transport([answer]);
    const error = await call().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ComplyCubeResponseError);
    expect(String(error)).toContain(violation);
    expect(sent).toHaveLength(1);
  });

  it("is named with the beginning of a long content type alone", async () => {
    const answer = new Response("x", { headers: { "content-type": `text/${"x".repeat(9_000)}` } });
    const error = await transport([answer])
      .call()
      .catch((reason: unknown) => reason);
    expect(String(error).length).toBeLessThan(500);
  });

  it("does not show the key in lower case, as the host of a redirect", async () => {
    const answer = new Response(null, {
      status: 302,
      headers: { location: "https://test_c2VjcmV0L3NlY3JldA.example/" },
    });
    await expect(transport([answer]).call()).rejects.toThrow("it points elsewhere");
  });

  it.each([Number.NaN, 200.5, "200"])("is status %o", async (status) => {
    const answer = Object.defineProperty(json(token), "status", { value: status });
    await expect(transport([async () => answer]).call()).rejects.toThrow("no status that HTTP defines");
  });

  it("is a redirect also where a browser hides its status", async () => {
    const opaque = Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" });
    await expect(transport([async () => opaque]).call()).rejects.toThrow("it points elsewhere");
  });

  it("shows no excerpt where there is no body", async () => {
    const { call } = transport([new Response("text", { status: 302 })]);
    await expect(call()).rejects.toMatchObject({ excerpt: "" });
  });

  it.each(["application/json", "application/json; charset=utf-8", "application/problem+json", "Application/JSON ;v=1"])(
    "reads %s",
    async (type) => {
      const { call } = transport([new Response(JSON.stringify(token), { headers: { "content-type": type } })]);
      expect((await call()).data).toEqual(token);
    },
  );

  it("reads a body of several chunks", async () => {
    const chunks = ['{"token":', '"header.', 'payload.signature"}'].map((part) => new TextEncoder().encode(part));
    const body = new ReadableStream({
      pull: (controller) => {
        const chunk = chunks.shift();
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const { call } = transport([async () => new Response(body, { headers: { "content-type": "application/json" } })]);
    expect((await call()).data).toEqual(token);
  });

  it("takes 204 for an answer without a body, and any status up to 599 for an answer", async () => {
    expect((await transport([new Response(null, { status: 204 })]).call()).status).toBe(204);
    expect((await transport([new Response(null, { status: 599 })]).call()).status).toBe(599);
  });

  it("keeps the headers and the text", async () => {
    const { call } = transport([json(token, { headers: { "x-a": "b" } })]);
    const { headers, text } = await call();
    expect(Object.fromEntries(headers())).toEqual({ "content-type": "application/json", "x-a": "b" });
    expect(text).toBe(JSON.stringify(token));
  });

  it.each([
    ["a full stop at its end", new Error("The socket hung up."), "The socket hung up."],
    ["no message", new DOMException("", "NetworkError"), "NetworkError."],
  ])("names an error that has %s", async (_, error, said) => {
    await expect(transport([() => Promise.reject(error)]).call()).rejects.toThrow(`3 attempts: ${said} Check`);
  });

  it("names what fetch throws, whatever it is", async () => {
    const { call } = transport([() => Promise.reject("out of sockets")]);
    await expect(call()).rejects.toThrow("No answer from https://api.example.com after 3 attempts: out of sockets.");
  });

  it("names a non-Error value that fetch rejects with, and an error that is its own cause", async () => {
    const nothing = transport([() => Promise.reject({ status: 0 })]);
    await expect(nothing.call()).rejects.toThrow("rejected with a non-Error value.");
    const circular = new Error("reset");
    circular.cause = circular;
    await expect(transport([circular]).call()).rejects.toThrow("reset.");
  });

  it("says so where it broke off", async () => {
    const broken = async () => new Response(new ReadableStream({ pull: (body) => body.error(new Error("reset")) }));
    const { call } = transport([broken]);
    await expect(call()).rejects.toThrow(
      "A broken answer from https://api.example.com after 3 attempts: reset. Check `baseUrl`, and the network on the way there.",
    );
  });

  it("reads an error of 64 KiB, and keeps it where it is JSON, else its beginning", async () => {
    const message = (size: number) => `"${"x".repeat(size - 2)}"`;
    const read = async (body: string) => (await transport([new Response(body, { status: 400 })]).call()).text;
    await expect(read(message(65_536))).resolves.toHaveLength(65_536);
    await expect(read(message(65_537))).resolves.toHaveLength(2_000);
    await expect(read("x".repeat(2_001))).resolves.toHaveLength(2_000);
  });

  it("stops reading at the limit, and lets go of the rest", async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream({
      pull(body) {
        pulled += 1;
        body.enqueue(new Uint8Array(16_384).fill(32));
      },
      cancel() {
        cancelled = true;
      },
    });
    await transport([async () => new Response(endless, { status: 400 })]).call();
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThanOrEqual(6);
  });
});

describe("the API key", () => {
  it("is taken out of an answer that echoes it", async () => {
    const echo = json(
      { type: "unauthorized", message: `Unknown key ${apiKey}` },
      { status: 401, headers: { "x-key": apiKey } },
    );
    const { text, headers } = await transport([echo]).call();
    expect(text).toBe('{"type":"unauthorized","message":"Unknown key [API key]"}');
    expect(headers().get("x-key")).toBe("[API key]");
  });

  it("is taken out of an error of fetch that quotes it, and of its causes", async () => {
    const { call } = transport([new TypeError("fetch failed", { cause: new Error(`invalid header value ${apiKey}`) })]);
    const error = await call().catch((reason: unknown) => reason);
    expect(String(error)).toContain("invalid header value [API key]");
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(apiKey);
  });
});
