import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { systemPlatform } from "../../../src/transport/platform.js";
import type { Transport } from "../../../src/transport/transport.js";
import { rejection, token } from "../../support/mint.js";
import { inVirtualTime, json, stall, stallInBody } from "../../support/virtual-platform.js";

describe("a time limit", () => {
  it.each([
    ["a response that never comes", stall, "answer"],
    ["a body that never ends", stallInBody, "body"],
    ["a fetch that ignores its signal", () => new Promise<Response>(() => {}), "answer"],
  ])("ends each attempt, and the call at its deadline: %s", async (_, answer, phase) => {
    const { call, now } = inVirtualTime([answer], { random: 0 });
    expect(await rejection(call({ timeoutMs: 25_000 }))).toMatchObject({
      name: "ComplyCubeTimeoutError",
      ...{ limit: "timeoutMs", limitMs: 25_000, phase, attempts: 3 },
    });
    expect(now()).toBe(25_000);
  });

  it("of the last attempt is named in the error", async () => {
    const { call, now } = inVirtualTime([stall], { maxRetries: 0 });
    expect(await rejection(call())).toMatchObject({
      name: "ComplyCubeTimeoutError",
      ...{ limit: "attemptTimeoutMs", limitMs: 10_000, phase: "answer", attempts: 1 },
    });
    expect(now()).toBe(10_000);
  });

  it("applies between two attempts if timers are late", async () => {
    const { call, sent } = inVirtualTime([json({}, { status: 500 })], { timersLateMs: 1_000 });
    const error = await rejection(call({ timeoutMs: 1_500 }));
    expect(error).toMatchObject({ limit: "timeoutMs", limitMs: 1_500, phase: "back-off", attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  it("names what the last attempt waited for, even if an earlier response comes late", async () => {
    const late = () => new Promise<Response>((resolve) => platform.after(12_000, () => resolve(json({ token }))));
    const { call, platform } = inVirtualTime([late, stall], { random: 0 });
    expect(await rejection(call({ timeoutMs: 15_000 }))).toMatchObject({ phase: "answer", attempts: 2 });
  });
});

describe("an abort", () => {
  const reason = new Error("the user left");

  it("before the call sends nothing", async () => {
    const { call, sent } = inVirtualTime([json({ token })]);
    await expect(call({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(sent).toEqual([]);
  });

  it("from within fetch reaches fetch", async () => {
    const controller = new AbortController();
    const leave = () => {
      controller.abort(reason);
      return new Promise<Response>(() => {});
    };
    const { call, sent } = inVirtualTime([leave]);
    await expect(call({ signal: controller.signal })).rejects.toBe(reason);
    expect(sent).toMatchObject([{ init: { signal: { aborted: true, reason } } }]);
  });

  it("ends every call on its signal, even if a transport throws", async () => {
    const controller = new AbortController();
    const transport: Transport = () => ({
      response: new Promise(() => {}),
      cancel() {
        throw new Error("the transport failed");
      },
    });
    const { send } = inVirtualTime([], { transport });
    const calls = [1, 2].map(() => rejection(send({ signal: controller.signal })));
    controller.abort(reason);
    expect(await Promise.all(calls)).toEqual([reason, reason]);
  });

  it("reaches a call after another call on its signal has ended", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const { send, run } = inVirtualTime([json({ token }), stall]);
    const [first, second] = [send({ signal }), send({ signal })];
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    expect((await first).status).toBe(200);
    controller.abort(reason);
    await expect(run(second)).rejects.toBe(reason);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

it("the system's platform reads the clocks and cancels timers", () => {
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
