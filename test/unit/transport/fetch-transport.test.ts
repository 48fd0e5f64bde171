import { expect, it } from "vitest";
import { fetchTransport } from "../../../src/transport/transport.js";
import { request } from "../../support/virtual-platform.js";

/** Reads at most five bytes of a body, and tells whether the rest was cancelled. */
async function readFive(chunks: string[]) {
  let isCancelled = false;
  const body = new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(chunk));
    },
    cancel() {
      isCancelled = true;
    },
  });
  const response = await fetchTransport(async () => new Response(body))(request).response;
  return { text: new TextDecoder().decode(await response.read(5)), isCancelled };
}

it.each<[string, string[], string, boolean]>([
  ["a body below the limit", ["abcd"], "abcd", false],
  ["a body of several chunks", ["abc", "d"], "abcd", false],
  ["up to the limit within a chunk, and cancels the rest", ["abcd", "efgh", "i"], "abcde", true],
  ["up to the limit between chunks, and cancels the rest", ["abcde", "f", "g"], "abcde", true],
  ["an empty body", [], "", false],
])("reads %s", async (_, chunks, text, isCancelled) => {
  expect(await readFive(chunks)).toEqual({ text, isCancelled });
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
