import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { ComplyCubeTimeoutError } from "../../../src/client/errors.js";
import { systemPlatform } from "../../../src/transport/platform.js";
import { createSend } from "../../../src/transport/send.js";
import type { Transport } from "../../../src/transport/transport.js";
import { apiKey, rejection, request, sendOver, token, transport } from "../../support/transport.js";
import { json, stall, stallInBody, virtualPlatform } from "../../support/virtual-platform.js";

describe("a time limit", () => {
  it.each([
    ["a response that never comes", stall, "answer"],
    ["a body that never ends", stallInBody, "body"],
    ["a fetch that ignores its signal", () => new Promise<Response>(() => {}), "answer"],
  ])("ends each attempt, and the call at its deadline: %s", async (_, answer, phase) => {
    const { call, now, timers } = transport([answer], { random: 0 });
    const error = await rejection(call({ timeoutMs: 25_000 }));
    expect(error).toBeInstanceOf(ComplyCubeTimeoutError);
    expect(error).toMatchObject({ limit: "timeoutMs", limitMs: 25_000, phase, attempts: 3 });
    expect(now()).toBe(25_000);
    expect(timers.size).toBe(0);
  });

  it("applies between two attempts if timers are late", async () => {
    const { fetch, platform, run, sent } = virtualPlatform([json({}, { status: 500 })]);
    const after: typeof platform.after = (ms, callback) => platform.after(ms + 1_000, callback);
    const send = sendOver({ fetch, platform: { ...platform, after } });
    const error = await rejection(run(send({ timeoutMs: 1_500 })));
    expect(error).toMatchObject({ limit: "timeoutMs", phase: "back-off", attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  it("names what the last attempt waited for, even if an earlier response comes late", async () => {
    const late = () => new Promise<Response>((resolve) => platform.after(12_000, () => resolve(json(token))));
    const { call, platform } = transport([late, stall], { random: 0 });
    expect(await rejection(call({ timeoutMs: 15_000 }))).toMatchObject({ phase: "answer", attempts: 2 });
  });

  it("of the last attempt is named with the limit and its repair", async () => {
    const { call, now } = transport([stall], { random: 0 });
    const error = await rejection(call({ maxRetries: 0 }));
    expect(error).toMatchObject({ limit: "attemptTimeoutMs", limitMs: 10_000, attempts: 1 });
    expect(String(error)).toMatch(/10000 ms \(attemptTimeoutMs\).* Increase `attemptTimeoutMs`/);
    expect(now()).toBe(10_000);
  });
});

describe("an abort", () => {
  const reason = new Error("the user left");

  it("before the call sends nothing", async () => {
    const { call, sent } = transport([json(token)]);
    await expect(call({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(sent).toEqual([]);
  });

  it.each([
    ["while waiting for the response", [stall]],
    ["while reading the body", [stallInBody]],
    ["in back-off", [json({}, { status: 500 }), json(token)]],
  ])("%s rejects with the signal's reason and leaves no timer or listener", async (_, answers) => {
    const { send, ...virtual } = transport(answers);
    const controller = new AbortController();
    virtual.platform.after(100, () => controller.abort(reason));

    await expect(virtual.run(send({ signal: controller.signal }))).rejects.toBe(reason);
    expect(virtual.now()).toBe(100);
    expect(virtual.sent).toHaveLength(1);
    expect(virtual.timers.size).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("from within fetch reaches fetch", async () => {
    const controller = new AbortController();
    const leave = () => {
      controller.abort(reason);
      return new Promise<Response>(() => {});
    };
    const { call, sent } = transport([leave]);
    await expect(call({ signal: controller.signal })).rejects.toBe(reason);
    expect(sent).toMatchObject([{ init: { signal: { aborted: true, reason } } }]);
  });

  it("ends every call on its signal, even if a transport throws", async () => {
    const controller = new AbortController();
    const throwing: Transport = () => ({
      response: new Promise(() => {}),
      cancel() {
        throw new Error("the transport failed");
      },
    });
    const { platform } = virtualPlatform([]);
    const send = createSend({ apiKey, timeoutMs: 1_000, attemptTimeoutMs: 1_000, maxRetries: 0 }, throwing, platform);
    const calls = [1, 2].map(() => rejection(send(request, { signal: controller.signal })));
    controller.abort(reason);
    expect(await Promise.all(calls)).toEqual([reason, reason]);
  });

  it("reaches a call after another call on its signal has ended", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const { send, ...virtual } = transport([json(token), stall]);
    const [first, second] = [send({ signal }), send({ signal })];
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    expect((await first).status).toBe(200);
    controller.abort(reason);
    await expect(virtual.run(second)).rejects.toBe(reason);
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
