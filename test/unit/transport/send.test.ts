import { expect, it, vi } from "vitest";
import { systemPlatform } from "../../../src/transport/platform.js";
import { json } from "../../support/virtual-platform.js";
import { token, transport, url } from "./chain.js";

it("sends one request without following redirects, and resolves to its answer", async () => {
  const { call, sent, timers } = transport([json(token)]);
  expect(await call({ timeoutMs: 1_000, maxRetries: 1 })).toMatchObject({ status: 200, data: token, attempts: 1 });
  expect(sent).toEqual([
    {
      at: 0,
      url,
      init: { method: "POST", headers: {}, body: "{}", redirect: "manual", signal: expect.any(AbortSignal) },
    },
  ]);
  expect(timers.size).toBe(0);
});

it("takes time from the system", async () => {
  const { now, wallClock, after, random } = systemPlatform;
  vi.useFakeTimers({ now: 1_000, toFake: ["Date", "setTimeout", "clearTimeout", "performance"] });
  const started = now();
  const called: number[] = [];
  after(5, () => called.push(now() - started));
  after(6, () => called.push(Number.NaN))();
  vi.advanceTimersByTime(10);
  expect({ called, wallClock: wallClock() }).toEqual({ called: [5], wallClock: 1_010 });
  expect(random()).toBeLessThan(1);
  vi.useRealTimers();
});
