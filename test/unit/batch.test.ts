import { RateLimiter } from "limiter";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ComplyCube, type ComplyCubeOptions, createClient } from "../../src/index.js";
import { accountLimit } from "../support/account-limit.js";
import { apiKey, token } from "../support/mint.js";

const size = 1_000;
const perSecond = 10;
const scope = { referrer: "https://www.example.com/*" };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Mints for 1 000 clients at once, in virtual time, from an API that admits ten requests in any second. */
async function batch(
  mintWith: (options: ComplyCubeOptions) => (clientId: string) => Promise<unknown>,
  rateLimiter?: RateLimiter,
) {
  const limit = accountLimit(perSecond, 1_000);
  const fetch = async () => {
    const retryAfter = limit.retryAfter(performance.now());
    if (retryAfter === undefined) return Response.json({ token });
    return Response.json({}, { status: 429, headers: { "retry-after": String(retryAfter) } });
  };
  const mint = mintWith({ apiKey, fetch, rateLimiter, timeoutMs: 600_000 });

  const startedAt = performance.now();
  const calls = Promise.allSettled(Array.from({ length: size }, (_, index) => mint(`CLIENT_${index}`)));
  let done = false;
  calls.then(() => {
    done = true;
  });
  while (!done) await vi.advanceTimersToNextTimerAsync();
  const { admitted, refused } = limit;
  return { outcomes: await calls, admitted: admitted.length, refused, tookMs: performance.now() - startedAt };
}

function generateWith(options: ComplyCubeOptions) {
  const complycube = new ComplyCube(options);
  return (clientId: string) => complycube.token.generate(clientId, scope);
}

function postWith(options: ComplyCubeOptions) {
  const client = createClient(options);
  return (clientId: string) => client.POST("/tokens", { body: { clientId, ...scope } });
}

const bursts = { tokensPerInterval: perSecond, interval: "second" } as const;
const evenly = { tokensPerInterval: 1, interval: 1_000 / perSecond };

it.each([
  ["generate", "ten each second", generateWith, bursts],
  ["generate", "one each 100 ms", generateWith, evenly],
  ["createClient", "ten each second", postWith, bursts],
])("%s, with a limiter of %s, never sees a 429, and takes the time of the limit", async (_, __, mintWith, rate) => {
  const { outcomes, admitted, refused, tookMs } = await batch(mintWith, new RateLimiter(rate));
  expect(outcomes.filter(({ status }) => status === "rejected")).toEqual([]);
  expect({ admitted, refused }).toEqual({ admitted: size, refused: 0 });
  const limitMs = (size / perSecond) * 1_000;
  expect(Math.abs(tookMs / limitMs - 1)).toBeLessThanOrEqual(0.02);
});

it("without a limiter the same calls see 429s, and most fail", async () => {
  const { outcomes, refused } = await batch(generateWith);
  expect(refused).toBeGreaterThan(size);
  expect(outcomes.filter(({ status }) => status === "rejected").length).toBeGreaterThan(size / 2);
});
