import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import type { CallOptions } from "../../../src/transport/call.js";
import type { AttemptReport } from "../../../src/transport/send.js";
import { apiKey, offline, sendOver, token } from "../../support/transport.js";
import { json, virtualPlatform } from "../../support/virtual-platform.js";

/** A client in virtual time with a rate limiter that takes `waitMs` for each slot, or calls `removeTokens` instead. */
function limited(answers: Parameters<typeof virtualPlatform>[0], waitMs: number, removeTokens?: () => Promise<number>) {
  const virtual = virtualPlatform(answers);
  const removed: { count: number; at: number }[] = [];
  const reports: AttemptReport[] = [];
  const wait = () => new Promise<number>((resolve) => virtual.platform.after(waitMs, () => resolve(0)));
  const rateLimiter = {
    take: removeTokens ?? wait,
    removeTokens(count: number) {
      removed.push({ count, at: virtual.now() });
      return this.take();
    },
  };
  const send = sendOver(virtual, { rateLimiter, onAttempt: (report) => reports.push(report) });
  const call = (options: CallOptions = {}) => virtual.run(send(options).catch((error: unknown) => error));
  const later = (ms: number) => virtual.run(new Promise<void>((resolve) => virtual.platform.after(ms, resolve)));
  return { ...virtual, removed, reports, call, later };
}

it("waits for one slot before each attempt, outside the attempt's duration", async () => {
  const { call, sent, removed, reports } = limited([json({}, { status: 503 }), offline, json(token)], 11_000);
  expect(await call({ timeoutMs: 60_000 })).toMatchObject({ status: 200 });
  expect(removed).toEqual([0, 11_500, 23_500].map((at) => ({ count: 1, at })));
  expect(sent.map(({ at }) => at)).toEqual([11_000, 22_500, 34_500]);
  expect(reports.map(({ durationMs }) => durationMs)).toEqual([0, 0, 0]);
});

describe("a call that waits for its slot", () => {
  it("times out at its deadline, and sends nothing later", async () => {
    const { call, later, now, sent, reports } = limited([json(token)], 5_000);
    expect(await call({ timeoutMs: 1_000 })).toMatchObject({
      name: "ComplyCubeTimeoutError",
      message: expect.stringContaining("waiting for `rateLimiter`"),
      ...{ limit: "timeoutMs", limitMs: 1_000, phase: "slot", attempts: 0 },
    });
    expect(now()).toBe(1_000);
    await later(10_000);
    expect({ sent, reports }).toEqual({ sent: [], reports: [] });
  });

  it("times out before a retry", async () => {
    const { call } = limited([json({}, { status: 500 })], 600);
    expect(await call({ timeoutMs: 1_500 })).toMatchObject({ phase: "slot", attempts: 1 });
  });

  it("may wait longer than attemptTimeoutMs", async () => {
    expect(await limited([json(token)], 20_000).call()).toMatchObject({ status: 200 });
  });

  it("ends at once on abort, and sends nothing later", async () => {
    const { call, later, now, sent, reports, platform, timers } = limited([json(token)], 5_000);
    const controller = new AbortController();
    platform.after(100, () => controller.abort("left"));
    expect(await call({ signal: controller.signal })).toBe("left");
    expect({ now: now(), timers: timers.size }).toEqual({ now: 100, timers: 1 });
    await later(10_000);
    expect({ sent, reports }).toEqual({ sent: [], reports: [] });
  });
});

describe("an aborted signal takes no slot", () => {
  it("before the call", async () => {
    const { call, removed } = limited([json(token)], 5_000);
    expect(await call({ signal: AbortSignal.abort("left") })).toBe("left");
    expect(removed).toEqual([]);
  });

  it("before a retry, if onAttempt aborts", async () => {
    const controller = new AbortController();
    const virtual = virtualPlatform([offline]);
    const removeTokens = vi.fn(async () => {});
    const send = sendOver(virtual, { rateLimiter: { removeTokens }, onAttempt: () => controller.abort("left") });
    await expect(virtual.run(send({ signal: controller.signal }))).rejects.toBe("left");
    expect(removeTokens).toHaveBeenCalledTimes(1);
    expect(virtual.now()).toBe(0);
  });
});

describe("a rate limiter that fails", () => {
  const fail = () => {
    throw new Error("Connection is closed");
  };

  it.each([
    ["rejects", async () => fail()],
    ["throws", fail],
  ])("and %s ends the call without sending anything", async (_, removeTokens) => {
    const { call, sent, removed, reports } = limited([json(token)], 0, removeTokens);
    expect(await call()).toMatchObject({
      name: "ComplyCubeConnectionError",
      attempts: 0,
      cause: new Error("Connection is closed"),
      message: "`rateLimiter` failed: Connection is closed. Check `rateLimiter`.",
    });
    expect({ sent, removed, reports }).toEqual({ sent: [], removed: [{ count: 1, at: 0 }], reports: [] });
  });

  it("before a retry reports the attempts so far", async () => {
    const removeTokens = vi.fn(async () => 0);
    removeTokens.mockResolvedValueOnce(0).mockRejectedValueOnce(new RangeError("too many"));
    const { call, sent } = limited([offline], 0, removeTokens);
    expect(await call()).toMatchObject({ name: "ComplyCubeConnectionError", attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ["an error", Object.assign(new Error(`AUTH ${apiKey}`), { command: { args: [apiKey] } })],
    ["a string", `AUTH ${apiKey}`],
    ["an object", { msBeforeNext: 1_000, args: [apiKey] }],
  ])("does not leak the key in %s", async (_, reason) => {
    const error = await limited([json(token)], 0, () => Promise.reject(reason)).call();
    expect(error).toMatchObject({ name: "ComplyCubeConnectionError" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(apiKey);
  });

  it("after the call has ended causes no unhandled rejection", async () => {
    let reject: (error: Error) => void = () => {};
    const never = new Promise<number>((_, fail) => {
      reject = fail;
    });
    const { call, later } = limited([json(token)], 0, () => never);
    expect(await call({ timeoutMs: 10 })).toMatchObject({ phase: "slot" });
    reject(new Error("late"));
    await later(1);
  });
});
