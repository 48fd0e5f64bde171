import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { ComplyCubeTimeoutError } from "../../../src/client/errors.js";
import { createSend } from "../../../src/transport/send.js";
import type { Transport } from "../../../src/transport/transport.js";
import { json, stall, stallInBody, virtualPlatform } from "../../support/virtual-platform.js";
import { apiKey, sendOver, token, transport } from "./chain.js";

describe("time limits", () => {
  it.each([
    ["an answer that never comes", stall, "answer"],
    ["a body that never ends", stallInBody, "body"],
    ["a fetch that heeds no signal", () => new Promise<Response>(() => {}), "answer"],
  ])("end %s, attempt by attempt, at the deadline of the call", async (_, answer, phase) => {
    const { call, now, timers } = transport([answer], { random: 0 });
    const error = await call({ timeoutMs: 25_000 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ComplyCubeTimeoutError);
    expect(error).toMatchObject({ limit: "timeoutMs", limitMs: 25_000, phase, attempts: 3 });
    expect(now()).toBe(25_000);
    expect(timers.size).toBe(0);
  });

  it("say so where the deadline falls between two attempts", async () => {
    const { fetch, platform, run, sent } = virtualPlatform([json({}, { status: 500 })]);
    // A process that is busy: timers are late.
    const after: typeof platform.after = (ms, callback) => platform.after(ms + 1_000, callback);
    const send = sendOver({ fetch, platform: { ...platform, after } });
    const error = await run(send({ timeoutMs: 1_500 })).catch((reason: unknown) => reason);
    expect(sent).toHaveLength(1);
    expect(error).toBeInstanceOf(ComplyCubeTimeoutError);
    expect(String(error)).toBe(
      "ComplyCubeTimeoutError: The call took longer than timeoutMs, 1500 ms: waiting to try again. " +
        "Raise `timeoutMs` where it may take longer.",
    );
  });

  it("say what the last attempt was waiting for, also if an earlier one answers late", async () => {
    const late = () => new Promise<Response>((resolve) => platform.after(12_000, () => resolve(json(token))));
    const { call, platform } = transport([late, stall], { random: 0 });
    const error = await call({ timeoutMs: 15_000 }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ limit: "timeoutMs", phase: "answer", attempts: 2 });
  });

  it("name the attempt's limit where the last attempt ran out", async () => {
    const { call, now } = transport([stall], { random: 0 });
    const error = await call({ maxRetries: 0 }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ limit: "attemptTimeoutMs", limitMs: 10_000, attempts: 1 });
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
    ["while it waits for the answer", [stall]],
    ["in the body", [stallInBody]],
    ["in back-off", [json({}, { status: 500 }), json(token)]],
  ])("%s rejects with the signal's reason, and leaves nothing behind", async (_, answers) => {
    const { send, ...virtual } = transport(answers);
    const controller = new AbortController();
    virtual.platform.after(100, () => controller.abort(reason));

    await expect(virtual.run(send({ signal: controller.signal }))).rejects.toBe(reason);
    expect(virtual.now()).toBe(100);
    expect(virtual.sent).toHaveLength(1);
    expect(virtual.timers.size).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("from within fetch is heeded, and reaches fetch", async () => {
    const controller = new AbortController();
    const leave = () => {
      controller.abort(reason);
      return new Promise<Response>(() => {});
    };
    const { call, sent } = transport([leave]);
    await expect(call({ signal: controller.signal })).rejects.toBe(reason);
    expect(sent).toMatchObject([{ init: { signal: { aborted: true, reason } } }]);
  });

  it("ends every call on its signal, also if a transport throws", async () => {
    const controller = new AbortController();
    const throwing: Transport = () => ({
      response: new Promise(() => {}),
      cancel() {
        throw new Error("the transport's own");
      },
    });
    const { platform } = virtualPlatform([]);
    const send = createSend({ apiKey, timeoutMs: 1_000, attemptTimeoutMs: 1_000, maxRetries: 0 }, throwing, platform);
    const request = { url: "https://api.example.com", method: "POST", headers: {}, body: null };
    const calls = [1, 2].map(() => send(request, { signal: controller.signal }).catch((error: unknown) => error));
    controller.abort(reason);
    expect(await Promise.all(calls)).toEqual([reason, reason]);
  });

  it("reaches every call on its signal, also where another has ended", async () => {
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

  it("that never comes leaves no listener either", async () => {
    const { signal } = new AbortController();
    const { call } = transport([json({}, { status: 500 }), json(token)]);
    await call({ signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
