import { expect, it } from "vitest";
import { fetchTransport } from "../../../src/transport/transport.js";

const request = { url: "https://api.example.com", method: "POST", headers: {}, body: null };

function bodyOf(...chunks: string[]): Response {
  const parts = chunks.map((chunk) => new TextEncoder().encode(chunk));
  return new Response(
    new ReadableStream({
      start(body) {
        for (const part of parts) body.enqueue(part);
        body.close();
      },
    }),
  );
}

it.each<[string, string[], string]>([
  ["a body below the limit", ["abcd"], "abcd"],
  ["a body of several chunks", ["abc", "de"], "abcde"],
  ["no further than the limit within a chunk", ["abcd", "efgh"], "abcde"],
  ["no further than the limit between chunks", ["abcde", "f"], "abcde"],
  ["an empty body", [], ""],
])("reads %s", async (_, chunks, expected) => {
  const { response } = fetchTransport(async () => bodyOf(...chunks))(request);
  expect(new TextDecoder().decode(await (await response).read(5))).toBe(expected);
});

it("reads a response without a body", async () => {
  const { response } = fetchTransport(async () => new Response(null))(request);
  expect(await (await response).read(5)).toHaveLength(0);
});

it("aborts the signal that it gave to fetch", async () => {
  const signals: unknown[] = [];
  const exchange = fetchTransport(async (_, { signal }) => {
    signals.push(signal);
    return new Response(null);
  })(request);
  await exchange.response;
  exchange.cancel("left");
  expect(signals).toMatchObject([{ aborted: true, reason: "left" }]);
});
