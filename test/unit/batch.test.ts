import { RateLimiter } from "limiter";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ComplyCube } from "../../src/index.js";
import { accountLimit } from "../support/account-limit.js";
import { apiKey, token } from "../support/mint.js";

const size = 100;
const perSecond = 10;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Mints for many clients at once, in virtual time, from an API that admits ten requests in any second. */
async function mintBatch(rateLimiter?: RateLimiter) {
  const limit = accountLimit(perSecond, 1_000);
  const fetch = async () => {
    const retryAfter = limit.retryAfter(performance.now());
    if (retryAfter === undefined) return Response.json({ token });
    return Response.json({}, { status: 429, headers: { "retry-after": String(retryAfter) } });
  };
  const complycube = new ComplyCube({ apiKey, fetch, rateLimiter, timeoutMs: 600_000 });
  const mint = (_: unknown, index: number) =>
    complycube.token.generate(`CLIENT_${index}`, { appId: "com.example.app" });

  const startedAt = performance.now();
  const batch = Promise.allSettled(Array.from({ length: size }, mint));
  let isDone = false;
  batch.then(() => {
    isDone = true;
  });
  while (!isDone) await vi.advanceTimersToNextTimerAsync();
  const minted = (await batch).filter(({ status }) => status === "fulfilled").length;
  return { minted, refused: limit.refused, tookMs: performance.now() - startedAt };
}

it.each([
  ["ten slots each second", { tokensPerInterval: perSecond, interval: "second" }],
  ["a slot each 100 ms", { tokensPerInterval: 1, interval: 1_000 / perSecond }],
] as const)("with %s no call gets status 429, and the batch takes as long as the limit", async (_, rate) => {
  const { minted, refused, tookMs } = await mintBatch(new RateLimiter(rate));
  expect({ minted, refused }).toEqual({ minted: size, refused: 0 });
  expect(tookMs).toBeGreaterThanOrEqual((size / perSecond - 1) * 1_000);
  expect(tookMs).toBeLessThanOrEqual((size / perSecond) * 1_020);
});

it("without a rate limiter most calls fail with status 429", async () => {
  const { minted, refused } = await mintBatch();
  expect(refused).toBeGreaterThan(size);
  expect(minted).toBeLessThan(size / 2);
});
