import { describe, expect, it } from "vitest";
import { ComplyCubeConnectionError } from "../../../src/client/errors.js";
import type { AttemptReport } from "../../../src/transport/send.js";
import { offline, rejection, token, transport } from "../../support/transport.js";
import { json, stall } from "../../support/virtual-platform.js";

describe("a call", () => {
  it.each([408, 429, 500, 502, 503, 504])("is retried after status %i, with full jitter", async (status) => {
    const { call, sent } = transport([json({}, { status }), json({}, { status }), json(token)], { random: 0.5 });
    expect(await call()).toMatchObject({ status: 200, attempts: 3 });
    expect(sent.map(({ at }) => at)).toEqual([0, 250, 750]);
  });

  it.each([400, 401, 402, 403, 404, 413, 418, 501])("is not retried after status %i", async (status) => {
    const { call, sent } = transport([json({}, { status })]);
    expect((await call()).status).toBe(status);
    expect(sent).toHaveLength(1);
  });

  it("is retried after a network failure, with the same body", async () => {
    const { call, sent } = transport([offline]);
    const error = await rejection(call());
    expect(error).toBeInstanceOf(ComplyCubeConnectionError);
    expect(error).toMatchObject({ attempts: 3, cause: { name: "TypeError", message: "fetch failed" } });
    expect(sent.map(({ init }) => init.body)).toEqual(["{}", "{}", "{}"]);
  });

  it("is not retried with maxRetries 0", async () => {
    const { call, sent } = transport([json({}, { status: 500 })]);
    expect((await call({ maxRetries: 0 })).status).toBe(500);
    expect(sent).toHaveLength(1);
  });

  it("waits at most 8 s between attempts", async () => {
    const { call, sent } = transport([offline]);
    await rejection(call({ maxRetries: 7, timeoutMs: 60_000 }));
    const times = sent.map(({ at }) => at);
    const waits = times.map((at, index) => at - (times[index - 1] ?? 0));
    expect(waits).toEqual([0, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it("waits as long as Retry-After asks", async () => {
    const { call, sent } = transport([json({}, { status: 429, headers: { "retry-after": "7" } }), json(token)]);
    await call();
    expect(sent.map(({ at }) => at)).toEqual([0, 7_000]);
  });

  it.each(["30", "86400"])("ends at once if Retry-After: %s reaches the deadline", async (seconds) => {
    const { call, now } = transport([json({}, { status: 429, headers: { "retry-after": seconds } })]);
    const retryAfterMs = Number(seconds) * 1_000;
    expect(await call({ timeoutMs: 30_000 })).toMatchObject({ status: 429, attempts: 1, retryAfterMs });
    expect(now()).toBe(0);
  });
});

describe("a connection error names", () => {
  const circular = new Error("reset");
  circular.cause = circular;
  const addresses = new AggregateError([new Error("connect ECONNREFUSED ::1:443"), new Error("another")]);

  it.each<[string, unknown, string]>([
    ["the innermost cause", offline, "connect ECONNREFUSED. "],
    ["the first of several addresses", new TypeError("fetch failed", { cause: addresses }), "ECONNREFUSED ::1:443. "],
    ["a message with a full stop", new Error("The socket hung up."), "The socket hung up. "],
    ["an error without a message", new DOMException("", "NetworkError"), "NetworkError. "],
    ["an error that is its own cause", circular, "reset. "],
    ["a string", "out of sockets", "out of sockets. "],
    ["a non-Error value", { status: 0 }, "rejected with a non-Error value. "],
  ])("%s", async (_, reason, message) => {
    const { call } = transport([() => Promise.reject(reason)]);
    const expected = new RegExp(
      `^No response from https://api.example.com after 3 attempts: .*${message}Check \`baseUrl\``,
    );
    expect(await rejection(call())).toMatchObject({ message: expect.stringMatching(expected) });
  });

  it("that the connection broke during the response", async () => {
    const broken = async () => new Response(new ReadableStream({ pull: (body) => body.error(new Error("reset")) }));
    await expect(transport([broken]).call()).rejects.toThrow(
      /^The connection broke during the response from .*: reset\./,
    );
  });
});

describe("onAttempt", () => {
  it("is called after each attempt with its result, duration and the next wait", async () => {
    const reports: AttemptReport[] = [];
    const onAttempt = (report: AttemptReport) => reports.push(report);
    await transport([offline, json({}, { status: 503 }), json(token)], { random: 0.5 }, { onAttempt }).call();
    expect(reports).toEqual([
      { attempt: 1, error: "ComplyCubeConnectionError", durationMs: 0, nextWaitMs: 250 },
      { attempt: 2, status: 503, durationMs: 0, nextWaitMs: 500 },
      { attempt: 3, status: 200, durationMs: 0 },
    ]);
  });

  it("is called after a timeout and after an abort", async () => {
    const reports: AttemptReport[] = [];
    const { call, platform } = transport([stall], {}, { onAttempt: (report) => reports.push(report) });
    const controller = new AbortController();
    platform.after(11_000, () => controller.abort("not an Error"));
    await rejection(call({ signal: controller.signal }));
    expect(reports).toEqual([
      { attempt: 1, error: "ComplyCubeTimeoutError", durationMs: 10_000, nextWaitMs: 500 },
      { attempt: 2, error: "string", durationMs: 500 },
    ]);
  });

  const fail = () => {
    throw new Error("the callback failed");
  };
  it.each([
    ["throws", fail],
    ["rejects", async () => fail()],
  ])("may fail without effect on the call: it %s", async (_, onAttempt) => {
    expect((await transport([offline, json(token)], {}, { onAttempt }).call()).status).toBe(200);
  });
});
