import { RateLimiter } from "limiter";
import { expect, it } from "vitest";
import { ComplyCube, type ComplyCubeOptions } from "../../src/index.js";
import { withServer } from "../support/loopback.js";
import { limited, tenInHalfASecond } from "./limited.js";

const size = 50;

/** What an API under a limit sees of a batch that is minted at once, and when. */
async function batch(options: ComplyCubeOptions) {
  const limit = tenInHalfASecond();
  const outcomes = await withServer(limited(limit), ({ url }) => {
    const complycube = new ComplyCube({ apiKey: "test_key", baseUrl: url, timeoutMs: 50_000, ...options });
    const mint = (_: unknown, index: number) =>
      complycube.token.generate(`CLIENT_${index}`, { appId: "com.example.app" });
    return Promise.allSettled(Array.from({ length: size }, mint));
  });
  const { admitted, refused } = limit;
  const minted = outcomes.filter(({ status }) => status === "fulfilled").length;
  return { minted, refused, tookMs: Number(admitted.at(-1)) - Number(admitted[0]) };
}

it("fifty calls at once, with one slot each 100 ms, see no 429, and keep to the rate", async () => {
  const { minted, refused, tookMs } = await batch({
    rateLimiter: new RateLimiter({ tokensPerInterval: 1, interval: 100 }),
  });
  console.log(`${size} requests within ${Math.round(tookMs)} ms`);
  expect({ minted, refused }).toEqual({ minted: size, refused: 0 });
  // 4 900 ms, but for what the machine holds up: the first request, or all.
  expect(tookMs).toBeGreaterThan(4_500);
  expect(tookMs).toBeLessThan(15_000);
});

it("without a limiter they see 429s", async () => {
  const { minted, refused } = await batch({ maxRetries: 0 });
  expect(refused).toBeGreaterThan(0);
  expect(minted).toBe(size - refused);
});
