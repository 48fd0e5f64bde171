import { expect, it } from "vitest";
import { readText } from "../../../src/transport/read-text.js";

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

it.each([
  ["within the limit", ["abcd"], { text: "abcd", complete: true }],
  ["to the limit itself", ["abcd", "e"], { text: "abcde", complete: true }],
  ["no further, within a chunk", ["abcd", "efgh"], { text: "abcde", complete: false }],
  ["no further, between chunks", ["abcde", "f"], { text: "abcde", complete: false }],
  ["nothing", [], { text: "", complete: true }],
])("reads %s", async (_, chunks, expected) => {
  await expect(readText(bodyOf(...chunks), 5)).resolves.toEqual({ ...expected, isUtf8: true });
});
