import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { ComplyCubeConnectionError, ComplyCubeTimeoutError } from "../../../src/client/errors.js";
import type { CallOptions } from "../../../src/transport/call.js";
import type { AttemptReport } from "../../../src/transport/send.js";
import { json, virtualPlatform } from "../../support/virtual-platform.js";
import { apiKey, offline, sendOver, token } from "./chain.js";

/** The chain in virtual time, with a limiter that takes `waitMs` for each token, or does what it is told. */
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
  const onAttempt = (report: AttemptReport) => reports.push(report);
  const send = sendOver(virtual, { rateLimiter, onAttempt });
  const call = (options: CallOptions = {}) => virtual.run(send(options).catch((error: unknown) => error));
  return { ...virtual, removed, reports, call };
}

it("one token is removed before each attempt, and what it takes is no part of the attempt", async () => {
  const { call, sent, removed, reports } = limited([json({}, { status: 503 }), offline, json(token)], 11_000);
  expect(await call({ timeoutMs: 60_000 })).toMatchObject({ status: 200 });
  expect(removed).toEqual([0, 11_500, 23_500].map((at) => ({ count: 1, at })));
  expect(sent.map(({ at }) => at)).toEqual([11_000, 22_500, 34_500]);
  expect(reports.map(({ attempt, durationMs }) => [attempt, durationMs])).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
  ]);
});

describe("the deadline falls while a call waits for its slot", () => {
  it("before the first attempt: nothing was sent, and nothing is later", async () => {
    const { call, now, run, sent, reports, platform } = limited([json(token)], 5_000);
    const error = await call({ timeoutMs: 1_000 });
    expect(error).toBeInstanceOf(ComplyCubeTimeoutError);
    expect(error).toMatchObject({ limit: "timeoutMs", limitMs: 1_000, phase: "slot", attempts: 0 });
    expect(error).toMatchObject({
      message:
        "The call took longer than timeoutMs, 1000 ms: waiting for `rateLimiter`. " +
        "Raise `timeoutMs` where it may take longer.",
    });
    expect(now()).toBe(1_000);
    await run(new Promise<void>((resolve) => platform.after(10_000, resolve)));
    expect({ sent, reports }).toEqual({ sent: [], reports: [] });
  });

  it("before a retry", async () => {
    const { call } = limited([json({}, { status: 500 })], 600);
    expect(await call({ timeoutMs: 1_500 })).toMatchObject({ phase: "slot", attempts: 1 });
  });

  it("is no matter of the time limit of an attempt", async () => {
    const { call } = limited([json(token)], 20_000);
    expect(await call()).toMatchObject({ status: 200 });
  });
});

it("an abort ends the wait at once, with its reason, and the token that comes later is lost", async () => {
  const { call, now, run, sent, reports, platform, timers } = limited([json(token)], 5_000);
  const controller = new AbortController();
  platform.after(100, () => controller.abort("left"));
  expect(await call({ signal: controller.signal })).toBe("left");
  expect({ now: now(), timers: timers.size }).toEqual({ now: 100, timers: 1 });
  await run(new Promise<void>((resolve) => platform.after(10_000, resolve)));
  expect({ sent, reports }).toEqual({ sent: [], reports: [] });
});

describe("a signal that has aborted", () => {
  it("before the call takes no slot", async () => {
    const { call, removed } = limited([json(token)], 5_000);
    expect(await call({ signal: AbortSignal.abort("left") })).toBe("left");
    expect(removed).toEqual([]);
  });

  it("in onAttempt, before a retry, takes no slot and waits for nothing", async () => {
    const controller = new AbortController();
    const virtual = virtualPlatform([offline]);
    const removeTokens = vi.fn(async () => {});
    const onAttempt = () => controller.abort("left");
    const send = sendOver(virtual, { rateLimiter: { removeTokens }, onAttempt });
    await expect(virtual.run(send({ signal: controller.signal }))).rejects.toBe("left");
    expect(removeTokens).toHaveBeenCalledTimes(1);
    expect(virtual.now()).toBe(0);
  });
});

describe("a limiter that fails", () => {
  const failures: [string, () => Promise<number>][] = [
    ["rejects", () => Promise.reject(new Error("Connection is closed"))],
    [
      "throws",
      () => {
        throw new Error("Connection is closed");
      },
    ],
  ];
  it.each(failures)("and %s ends the call with its cause; it is asked once, and nothing is sent", async (_, fail) => {
    const { call, sent, removed, reports } = limited([json(token)], 0, fail);
    const error = await call();
    expect(error).toBeInstanceOf(ComplyCubeConnectionError);
    expect(error).toMatchObject({
      attempts: 0,
      cause: new Error("Connection is closed"),
      message: "No slot: Connection is closed. Check `rateLimiter`.",
    });
    expect({ sent, removed, reports }).toEqual({ sent: [], removed: [{ count: 1, at: 0 }], reports: [] });
  });

  it("before a retry, says how often the request was sent", async () => {
    let before = 0;
    const { call, sent } = limited([offline], 0, async () => {
      before += 1;
      if (before === 2) throw new RangeError("too many");
      return 0;
    });
    expect(await call()).toMatchObject({ name: "ComplyCubeConnectionError", attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ["an error", Object.assign(new Error(`AUTH ${apiKey}`), { command: { args: [apiKey] } })],
    ["a text", `AUTH ${apiKey}`],
    ["an object", { msBeforeNext: 1_000, args: [apiKey] }],
  ])("does not bring the key with %s", async (_, reason) => {
    const { call } = limited([json(token)], 0, () => Promise.reject(reason));
    const error = await call();
    expect(error).toBeInstanceOf(ComplyCubeConnectionError);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(apiKey);
  });

  it("late, after the call has ended, harms nothing", async () => {
    let fail: (error: Error) => void = () => {};
    const never = new Promise<number>((_, reject) => {
      fail = reject;
    });
    const { call, run, platform } = limited([json(token)], 0, () => never);
    expect(await call({ timeoutMs: 10 })).toMatchObject({ phase: "slot" });
    fail(new Error("late"));
    await run(new Promise<void>((resolve) => platform.after(1, resolve)));
  });
});
