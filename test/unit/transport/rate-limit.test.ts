import { describe, expect, it, vi } from "vitest";
import type { CallOptions } from "../../../src/transport/call.js";
import type { AttemptReport } from "../../../src/transport/send.js";
import { token } from "../../support/mint.js";
import { inVirtualTime, json, offline } from "../../support/virtual-platform.js";

const minted = json({ token });

/** Sends in virtual time with a rate limiter, which takes 5 s for a slot unless `removeTokens` is given. */
function limited(answers: Parameters<typeof inVirtualTime>[0], removeTokens?: () => Promise<unknown>) {
  const removed: { count: number; at: number }[] = [];
  const reports: AttemptReport[] = [];
  const rateLimiter = {
    take: removeTokens ?? (() => timer(5_000)),
    removeTokens(count: number) {
      removed.push({ count, at: virtual.now() });
      return this.take();
    },
  };
  const virtual = inVirtualTime(answers, { rateLimiter, onAttempt: (report) => reports.push(report) });
  const timer = (ms: number) => new Promise<void>((resolve) => virtual.platform.after(ms, resolve));
  const outcomeOf = (options?: CallOptions) => virtual.call(options).catch((error: unknown) => error);
  return { ...virtual, removed, reports, outcomeOf, timer };
}

it("waits for one slot before each attempt, and does not count the wait as the attempt's duration", async () => {
  const { call, sent, removed, reports } = limited([json({}, { status: 503 }), offline, minted]);
  expect(await call()).toMatchObject({ status: 200 });
  expect(removed).toEqual([0, 5_500, 11_500].map((at) => ({ count: 1, at })));
  expect(sent.map(({ at }) => at)).toEqual([5_000, 10_500, 16_500]);
  expect(reports.map(({ durationMs }) => durationMs)).toEqual([0, 0, 0]);
});

describe("a call that waits for its slot", () => {
  it("times out at its deadline, and sends nothing later", async () => {
    const { outcomeOf, run, timer, now, sent, reports } = limited([minted]);
    expect(await outcomeOf({ timeoutMs: 1_000 })).toMatchObject({
      name: "ComplyCubeTimeoutError",
      message: expect.stringContaining("`rateLimiter`"),
      ...{ limit: "timeoutMs", limitMs: 1_000, phase: "slot", attempts: 0 },
    });
    expect(now()).toBe(1_000);
    await run(timer(10_000));
    expect({ sent, reports }).toEqual({ sent: [], reports: [] });
  });

  it("times out before a retry", async () => {
    const { outcomeOf } = limited([json({}, { status: 500 })]);
    expect(await outcomeOf({ timeoutMs: 6_000 })).toMatchObject({ phase: "slot", attempts: 1 });
  });

  it("may wait longer than attemptTimeoutMs", async () => {
    const { timer, call } = limited([minted], () => timer(20_000));
    expect(await call()).toMatchObject({ status: 200 });
  });

  it("ends at once on abort, and sends nothing later", async () => {
    const { outcomeOf, run, timer, now, sent, reports, platform, timers } = limited([minted]);
    const controller = new AbortController();
    platform.after(100, () => controller.abort("left"));
    expect(await outcomeOf({ signal: controller.signal })).toBe("left");
    expect({ now: now(), timers: timers.size }).toEqual({ now: 100, timers: 1 });
    await run(timer(10_000));
    expect({ sent, reports }).toEqual({ sent: [], reports: [] });
  });
});

describe("an aborted signal takes no slot", () => {
  it("before the call", async () => {
    const { outcomeOf, removed } = limited([minted]);
    expect(await outcomeOf({ signal: AbortSignal.abort("left") })).toBe("left");
    expect(removed).toEqual([]);
  });

  it("before a retry, if onAttempt aborts", async () => {
    const controller = new AbortController();
    const removeTokens = vi.fn(async () => {});
    const onAttempt = () => controller.abort("left");
    const { call, now } = inVirtualTime([offline], { rateLimiter: { removeTokens }, onAttempt });
    await expect(call({ signal: controller.signal })).rejects.toBe("left");
    expect(removeTokens).toHaveBeenCalledTimes(1);
    expect(now()).toBe(0);
  });
});

describe("a rate limiter that fails", () => {
  const fail = () => {
    throw new Error("Access denied for test_key");
  };

  it.each([
    ["rejects", async () => fail()],
    ["throws", fail],
  ])("and %s ends the call without sending anything, and without the key in the error", async (_, removeTokens) => {
    const { outcomeOf, sent, removed, reports } = limited([minted], removeTokens);
    expect(await outcomeOf()).toMatchObject({
      name: "ComplyCubeConnectionError",
      attempts: 0,
      cause: new Error("Access denied for [API key]"),
      message: "`rateLimiter` failed: Access denied for [API key]. Check `rateLimiter`.",
    });
    expect({ sent, removed, reports }).toEqual({ sent: [], removed: [{ count: 1, at: 0 }], reports: [] });
  });

  it("before a retry reports the attempts so far", async () => {
    const removeTokens = vi.fn(async () => {});
    removeTokens.mockResolvedValueOnce().mockRejectedValueOnce(new RangeError("too many"));
    const { outcomeOf, sent } = limited([offline], removeTokens);
    expect(await outcomeOf()).toMatchObject({ name: "ComplyCubeConnectionError", attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  it("after the call has ended causes no unhandled rejection", async () => {
    const { outcomeOf, run, timer } = limited([minted], () => timer(100).then(fail));
    expect(await outcomeOf({ timeoutMs: 10 })).toMatchObject({ phase: "slot" });
    await run(timer(200));
  });
});
