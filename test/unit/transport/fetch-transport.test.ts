import { expect, it } from "vitest";
import { fetchTransport } from "../../../src/transport/transport.js";
import { request } from "../../support/transport.js";

function responseOf(...chunks: string[]): Response {
  const parts = chunks.map((chunk) => new TextEncoder().encode(chunk));
  const start = (body: ReadableStreamDefaultController) => {
    for (const part of parts) body.enqueue(part);
    body.close();
  };
  return new Response(new ReadableStream({ start }));
}

it.each<[string, string[], string]>([
  ["a body below the limit", ["abcd"], "abcd"],
  ["a body of several chunks", ["abc", "de"], "abcde"],
  ["up to the limit within a chunk", ["abcd", "efgh"], "abcde"],
  ["up to the limit between chunks", ["abcde", "f"], "abcde"],
  ["an empty body", [], ""],
])("reads %s", async (_, chunks, expected) => {
  const { response } = fetchTransport(async () => responseOf(...chunks))(request);
  expect(new TextDecoder().decode(await (await response).read(5))).toBe(expected);
});

it("reads a response without a body", async () => {
  const { response } = fetchTransport(async () => new Response(null))(request);
  expect(await (await response).read(5)).toHaveLength(0);
});

it("passes fetch a signal, follows no redirect, and aborts the signal on cancel", async () => {
  const calls: unknown[] = [];
  const exchange = fetchTransport(async (...call) => {
    calls.push(call);
    return new Response(null);
  })(request);
  await exchange.response;
  exchange.cancel("left");
  const { url, ...init } = request;
  expect(calls).toMatchObject([[url, { ...init, redirect: "manual", signal: { aborted: true, reason: "left" } }]]);
});
