import { describe, expect, it } from "vitest";
import type { AttemptReport } from "../../../src/transport/send.js";
import { rejection, token } from "../../support/mint.js";
import { inVirtualTime, json, offline, stall } from "../../support/virtual-platform.js";

describe("a call", () => {
  it.each([408, 429, 500, 502, 503, 504])("is retried after status %i, with full jitter", async (status) => {
    const { call, sent } = inVirtualTime([json({}, { status }), json({}, { status }), json({ token })], {
      random: 0.5,
    });
    expect(await call()).toMatchObject({ status: 200, attempts: 3 });
    expect(sent.map(({ at }) => at)).toEqual([0, 250, 750]);
  });

  it.each([400, 401, 402, 403, 404, 413, 418, 501])("is not retried after status %i", async (status) => {
    const { call } = inVirtualTime([json({}, { status })]);
    expect(await call()).toMatchObject({ status, attempts: 1 });
  });

  it("is retried after a network failure, with the same body", async () => {
    const { call, sent } = inVirtualTime([offline]);
    expect(await rejection(call())).toMatchObject({ name: "ComplyCubeConnectionError", attempts: 3 });
    expect(sent.map(({ init }) => init.body)).toEqual(["{}", "{}", "{}"]);
  });

  it("waits at most 8 s between attempts", async () => {
    const { call, sent } = inVirtualTime([offline]);
    await rejection(call({ maxRetries: 6, timeoutMs: 60_000 }));
    expect(sent.map(({ at }) => at)).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 23_500]);
  });

  it("waits as long as Retry-After asks", async () => {
    const { call, sent } = inVirtualTime([json({}, { status: 429, headers: { "retry-after": "7" } }), json({ token })]);
    await call();
    expect(sent.map(({ at }) => at)).toEqual([0, 7_000]);
  });

  it.each(["30", "86400"])("ends at once if Retry-After: %s reaches the deadline", async (seconds) => {
    const { call, now } = inVirtualTime([json({}, { status: 429, headers: { "retry-after": seconds } })]);
    const retryAfterMs = Number(seconds) * 1_000;
    expect(await call({ timeoutMs: 30_000 })).toMatchObject({ status: 429, attempts: 1, retryAfterMs });
    expect(now()).toBe(0);
  });
});

it("names a transport that does not return an exchange", async () => {
  const { call } = inVirtualTime([], { transport: Object(async () => new Response()) });
  const message = expect.stringContaining("{ response, cancel }");
  expect(await rejection(call())).toMatchObject({ name: "ComplyCubeConfigError", option: "transport", message });
});

describe("a connection error names", () => {
  const circular = new Error("reset");
  circular.cause = circular;
  const addresses = new AggregateError([new Error("connect ECONNREFUSED ::1:443"), new Error("another")]);

  it.each<[string, unknown, string]>([
    ["the innermost cause", offline, "connect ECONNREFUSED."],
    ["the first of several addresses", new TypeError("fetch failed", { cause: addresses }), "ECONNREFUSED ::1:443."],
    ["a message with a full stop", new Error("1.2.3.4 hung up."), "1.2.3.4 hung up."],
    ["an error without a message", new DOMException("", "NetworkError"), "NetworkError."],
    ["an error that is its own cause", circular, "reset."],
    ["a string", "out of sockets", "out of sockets."],
    ["a non-Error value", { status: 0 }, "rejected with a non-Error value."],
  ])("%s", async (_, reason, message) => {
    const { call } = inVirtualTime([() => Promise.reject(reason)]);
    await expect(call()).rejects.toThrow(
      RegExp(`^No response from https://api.example.com after 3 attempts: .*${message} Check \`baseUrl\``),
    );
  });

  it("a connection that broke during the response", async () => {
    const broken = async () => new Response(new ReadableStream({ pull: (body) => body.error(new Error("reset")) }));
    await expect(inVirtualTime([broken]).call()).rejects.toThrow(/^The connection broke.* from https:.*: reset\./);
  });
});

describe("onAttempt", () => {
  it("is called after each attempt with its result, its duration and the next wait", async () => {
    const reports: AttemptReport[] = [];
    const controller = new AbortController();
    const { call, platform } = inVirtualTime([offline, json({}, { status: 503 }), stall], {
      random: 0.5,
      maxRetries: 3,
      onAttempt: (report) => reports.push(report),
    });
    platform.after(12_000, () => controller.abort("not an Error"));
    await rejection(call({ signal: controller.signal }));
    expect(reports).toEqual([
      { attempt: 1, error: "ComplyCubeConnectionError", durationMs: 0, nextWaitMs: 250 },
      { attempt: 2, status: 503, durationMs: 0, nextWaitMs: 500 },
      { attempt: 3, error: "ComplyCubeTimeoutError", durationMs: 10_000, nextWaitMs: 1_000 },
      { attempt: 4, error: "string", durationMs: 250 },
    ]);
  });

  const fail = () => {
    throw new Error("the callback failed");
  };
  it.each([
    ["throws", fail],
    ["rejects", async () => fail()],
  ])("may fail without effect on the call: it %s", async (_, onAttempt) => {
    expect(await inVirtualTime([offline, json({ token })], { onAttempt }).call()).toMatchObject({ status: 200 });
  });
});
