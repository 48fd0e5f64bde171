import { RateLimiter } from "limiter";
import { expect, it } from "vitest";
import { ComplyCube, type ComplyCubeOptions } from "../../src/index.js";
import { withServer } from "../support/loopback.js";
import { limited, tenInHalfASecond } from "./limited-server.js";

const size = 50;

/** Mints a batch of tokens at once from a server with a limit. */
async function batch(options: ComplyCubeOptions) {
  const limit = tenInHalfASecond();
  const outcomes = await withServer(limited(limit), ({ url }) => {
    const { token } = new ComplyCube({ apiKey: "test_key", baseUrl: url, timeoutMs: 50_000, ...options });
    const mint = (_: unknown, index: number) => token.generate(`CLIENT_${index}`, { appId: "com.example.app" });
    return Promise.allSettled(Array.from({ length: size }, mint));
  });
  const { admitted, refused } = limit;
  const minted = outcomes.filter(({ status }) => status === "fulfilled").length;
  return { minted, refused, tookMs: Number(admitted.at(-1)) - Number(admitted[0]) };
}

it("a rate limiter spaces a batch of calls, so that none gets a 429", async () => {
  const rateLimiter = new RateLimiter({ tokensPerInterval: 1, interval: 100 });
  const { minted, refused, tookMs } = await batch({ rateLimiter });
  expect({ minted, refused }).toEqual({ minted: size, refused: 0 });
  // 49 × 100 ms. The machine may delay the first request, or all.
  expect(tookMs).toBeGreaterThan(4_500);
  expect(tookMs).toBeLessThan(15_000);
});

it("a batch without a rate limiter gets 429s", async () => {
  const { minted, refused } = await batch({ maxRetries: 0 });
  expect(refused).toBeGreaterThan(0);
  expect(minted).toBe(size - refused);
});
