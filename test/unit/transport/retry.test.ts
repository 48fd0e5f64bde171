import { describe, expect, it } from "vitest";
import { ComplyCubeConnectionError } from "../../../src/client/errors.js";
import type { AttemptReport } from "../../../src/transport/send.js";
import { json, stall } from "../../support/virtual-platform.js";
import { offline, token, transport } from "./chain.js";

describe("retry", () => {
  it.each([408, 429, 500, 502, 503, 504])("repeats status %i with full jitter, and then answers", async (status) => {
    const { call, sent } = transport([json({}, { status }), json({}, { status }), json(token)], { random: 0.5 });
    expect(await call()).toMatchObject({ status: 200, attempts: 3 });
    expect(sent.map(({ at }) => at)).toEqual([0, 250, 750]);
  });

  it.each([400, 401, 402, 403, 404, 413, 418, 501])("does not repeat status %i", async (status) => {
    const { call, sent } = transport([json({}, { status })]);
    expect((await call()).status).toBe(status);
    expect(sent).toHaveLength(1);
  });

  it("repeats network failures, and gives up with their cause", async () => {
    const { call, sent } = transport([offline]);
    const error = await call().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ComplyCubeConnectionError);
    expect(error).toMatchObject({ attempts: 3, cause: { name: "TypeError", message: "fetch failed" } });
    expect(String(error)).toContain("No answer from https://api.example.com after 3 attempts: connect ECONNREFUSED");
    expect(sent).toHaveLength(3);
  });

  it("says what failed where several addresses were tried", async () => {
    const tried = new AggregateError([new Error("connect ECONNREFUSED ::1:443"), new Error("the other")]);
    const { call } = transport([Object.assign(new TypeError("fetch failed"), { cause: tried })]);
    await expect(call()).rejects.toThrow(
      "No answer from https://api.example.com after 3 attempts: connect ECONNREFUSED ::1:443.",
    );
  });

  it("sends the body anew each time", async () => {
    const { call, sent } = transport([offline, json(token)]);
    await call();
    expect(sent.map(({ init }) => init.body)).toEqual(["{}", "{}"]);
  });

  it("is off with maxRetries 0", async () => {
    const { call, sent } = transport([json({}, { status: 500 })]);
    expect((await call({ maxRetries: 0 })).status).toBe(500);
    expect(sent).toHaveLength(1);
  });

  it("waits no longer than 8 s between attempts", async () => {
    const { call, sent } = transport([offline]);
    await call({ maxRetries: 7, timeoutMs: 60_000 }).catch(() => {});
    const times = sent.map(({ at }) => at);
    expect(times.map((at, index) => at - (times[index - 1] ?? 0))).toEqual([
      0, 500, 1000, 2000, 4000, 8000, 8000, 8000,
    ]);
  });

  it("is not earlier than Retry-After asks", async () => {
    const { call, sent } = transport([json({}, { status: 429, headers: { "retry-after": "7" } }), json(token)]);
    await call();
    expect(sent.map(({ at }) => at)).toEqual([0, 7_000]);
  });

  it("gives up at once where Retry-After reaches the deadline itself", async () => {
    const { call, now } = transport([json({}, { status: 429, headers: { "retry-after": "30" } })]);
    expect((await call({ timeoutMs: 30_000 })).status).toBe(429);
    expect(now()).toBe(0);
  });

  it("gives up at once where Retry-After lies beyond the deadline", async () => {
    const { call, now } = transport([json({}, { status: 429, headers: { "retry-after": "86400" } })]);
    expect(await call()).toMatchObject({ status: 429, attempts: 1, retryAfterMs: 86_400_000 });
    expect(now()).toBe(0);
  });
});

describe("onAttempt", () => {
  it("is told of each attempt: its status or error, how long it took, and how long it is to the next", async () => {
    const reports: AttemptReport[] = [];
    const slow = async () => json({}, { status: 503 });
    const onAttempt = (report: AttemptReport) => reports.push(report);
    await transport([offline, slow, json(token)], { random: 0.5 }, { onAttempt }).call();
    expect(reports).toEqual([
      { attempt: 1, error: "ComplyCubeConnectionError", durationMs: 0, nextWaitMs: 250 },
      { attempt: 2, status: 503, durationMs: 0, nextWaitMs: 500 },
      { attempt: 3, status: 200, durationMs: 0 },
    ]);
  });

  it("is told of an attempt that ran out of time, and of one that was aborted", async () => {
    const reports: AttemptReport[] = [];
    const { call, platform } = transport([stall], {}, { onAttempt: (report) => reports.push(report) });
    const controller = new AbortController();
    platform.after(11_000, () => controller.abort("not an Error"));
    await call({ signal: controller.signal }).catch(() => {});
    expect(reports).toEqual([
      { attempt: 1, error: "ComplyCubeTimeoutError", durationMs: 10_000, nextWaitMs: 500 },
      { attempt: 2, error: "string", durationMs: 500 },
    ]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("the observer's own");
      },
    ],
    ["rejects", () => Promise.reject(new Error("the observer's own"))],
  ])("harms nothing where it %s", async (_, onAttempt) => {
    expect((await transport([offline, json(token)], {}, { onAttempt }).call()).status).toBe(200);
  });
});
