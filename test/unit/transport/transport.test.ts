import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { ComplyCubeConnectionError, ComplyCubeResponseError, ComplyCubeTimeoutError } from "../../../src/errors.js";
import type { AttemptReport } from "../../../src/transport/attempt-report.js";
import { attemptsOf, type CallInit } from "../../../src/transport/fetch.js";
import { createTransport } from "../../../src/transport/index.js";
import { json, stall, stallInBody, virtualPlatform } from "./virtual-platform.js";

const url = "https://api.example.com/v1/tokens";
const apiKey = "test_c2VjcmV0L3NlY3JldA+/==";
const settings = { apiKey, timeoutMs: 30_000, attemptTimeoutMs: 10_000, maxRetries: 2 };
const token = { token: "header.payload.signature" };
const offline = Object.assign(new TypeError("fetch failed"), { cause: new Error("connect ECONNREFUSED") });

function transport(answers: Parameters<typeof virtualPlatform>[0], options?: Parameters<typeof virtualPlatform>[1]) {
  const virtual = virtualPlatform(answers, options);
  const send = createTransport(settings, virtual.platform);
  return { ...virtual, call: (init: CallInit = {}) => virtual.run(send(url, { method: "POST", body: "{}", ...init })) };
}

describe("a call", () => {
  it("answers with the body that was sent", async () => {
    const { call, sent, timers } = transport([json(token)]);
    const response = await call();
    await expect(response.json()).resolves.toEqual(token);
    expect({ status: response.status, attempts: attemptsOf(response) }).toEqual({ status: 200, attempts: 1 });
    expect(sent).toMatchObject([{ url, init: { method: "POST", body: "{}", redirect: "manual" } }]);
    expect(timers.size).toBe(0);
  });

  it("does not hand its own options to fetch", async () => {
    const { call, sent } = transport([json(token)]);
    await call({ timeoutMs: 1_000, maxRetries: 1 });
    expect(Object.keys(sent[0]?.init ?? {}).sort()).toEqual(["body", "method", "redirect", "signal"]);
  });
});

it("counts one attempt for an answer that it has not seen", () => {
  expect(attemptsOf(json(token))).toBe(1);
});

describe("retry", () => {
  it.each([408, 429, 500, 502, 503, 504])("repeats status %i with full jitter, and then answers", async (status) => {
    const { call, sent } = transport([json({}, { status }), json({}, { status }), json(token)], { random: 0.5 });
    const response = await call();
    expect({ status: response.status, attempts: attemptsOf(response) }).toEqual({ status: 200, attempts: 3 });
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
    expect(error).toMatchObject({ attempts: 3, cause: offline });
    expect(String(error)).toContain("No answer from https://api.example.com: connect ECONNREFUSED");
    expect(sent).toHaveLength(3);
  });

  it("says what failed where several addresses were tried", async () => {
    const tried = new AggregateError([new Error("connect ECONNREFUSED ::1:443"), new Error("the other")]);
    const { call } = transport([Object.assign(new TypeError("fetch failed"), { cause: tried })]);
    await expect(call()).rejects.toThrow("No answer from https://api.example.com: connect ECONNREFUSED ::1:443");
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

  it("gives up at once where Retry-After lies beyond the deadline", async () => {
    const { call, now } = transport([json({}, { status: 429, headers: { "retry-after": "86400" } })]);
    const response = await call();
    expect({ status: response.status, attempts: attemptsOf(response), now: now() }).toEqual({
      status: 429,
      attempts: 1,
      now: 0,
    });
  });
});

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
    const platform = virtualPlatform([json({}, { status: 500 })]);
    // A clock that stands still while the timers run: the retry thinks that there is time.
    const send = createTransport(settings, { ...platform.platform, now: () => 0, random: () => 0.35 });
    const error = await platform.run(send(url, { timeoutMs: 400 })).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ComplyCubeTimeoutError);
    expect(String(error)).toBe(
      "ComplyCubeTimeoutError: The call took longer than timeoutMs, 400 ms: waiting to try again after 2 attempts.",
    );
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
    const virtual = virtualPlatform(answers);
    const send = createTransport(settings, virtual.platform);
    const controller = new AbortController();
    virtual.platform.after(100, () => controller.abort(reason));

    await expect(virtual.run(send(url, { signal: controller.signal }))).rejects.toBe(reason);
    expect(virtual.now()).toBe(100);
    expect(virtual.sent).toHaveLength(1);
    expect(virtual.timers.size).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("that never comes leaves no listener either", async () => {
    const { signal } = new AbortController();
    const { call } = transport([json({}, { status: 500 }), json(token)]);
    await call({ signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("an answer that no client could use", () => {
  const html = { headers: { "content-type": "text/html" } };
  it.each<[string, Response, string]>([
    [
      "a redirect",
      new Response(null, { status: 307, headers: { location: "https://evil.example/x?y" } }),
      "https://evil.example,",
    ],
    [
      "a redirect to nowhere",
      new Response(null, { status: 302 }),
      "it points elsewhere, and redirects are not followed",
    ],
    [
      "a redirect to an address",
      new Response(null, { status: 302, headers: { location: "mailto:a@b.c" } }),
      "elsewhere",
    ],
    ["no HTTP at all", Response.error(), "no status that HTTP defines"],
    ["nothing", new Response(null, { headers: { "content-length": "5" } }), "its body is empty"],
    ["HTML", new Response("<p>Hello</p>", html), "content type is text/html"],
    ["JSON without a content type", new Response(new TextEncoder().encode("{}")), "content type is missing"],
    ["half a JSON", new Response('{"token":"hea', { headers: { "content-type": "application/json" } }), "not JSON"],
    ["a byte-order mark", new Response("\ufeff{}", { headers: { "content-type": "application/json" } }), "not JSON"],
    ["a body without end", json("x".repeat(1024 * 1024)), "longer than 1048576 bytes"],
  ])("is an error that names it: %s", async (_, answer, violation) => {
    const { call, sent } = transport([answer]);
    const error = await call().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ComplyCubeResponseError);
    expect(String(error)).toContain(violation);
    expect(sent).toHaveLength(1);
  });

  it("keeps the headers but those that described the body on its way", async () => {
    const { call } = transport([
      json(token, { headers: { "content-length": "36", "content-encoding": "gzip", "x-a": "b" } }),
    ]);
    const { headers } = await call();
    expect(Object.fromEntries(headers)).toEqual({ "content-type": "application/json", "x-a": "b" });
  });

  it("reads an answer whose reason phrase no Response takes", async () => {
    const answer = json({}, { status: 401 });
    Object.defineProperty(answer, "statusText", { value: "Nicht erlaubt – geh weg" });
    const { call, sent } = transport([async () => answer]);
    expect((await call()).status).toBe(401);
    expect(sent).toHaveLength(1);
  });

  it("names what fetch throws, whatever it is", async () => {
    const { call } = transport([() => Promise.reject("out of sockets")]);
    await expect(call()).rejects.toThrow("No answer from https://api.example.com: out of sockets");
  });

  it("says so where it broke off", async () => {
    const broken = async () => new Response(new ReadableStream({ pull: (body) => body.error(new Error("reset")) }));
    const { call } = transport([broken]);
    await expect(call()).rejects.toThrow("The answer broke off, from https://api.example.com: reset");
  });

  it("cuts the body of an error at 64 KiB", async () => {
    const { call } = transport([new Response("x".repeat(70_000), { status: 400 })]);
    await expect((await call()).text()).resolves.toHaveLength(65_536);
  });
});

describe("the API key", () => {
  it("is taken out of an answer that echoes it", async () => {
    const echo = json(
      { type: "unauthorized", message: `Unknown key ${apiKey}` },
      { status: 401, headers: { "x-key": apiKey } },
    );
    const response = await transport([echo]).call();
    expect(await response.text()).toBe('{"type":"unauthorized","message":"Unknown key [API key]"}');
    expect(response.headers.get("x-key")).toBe("[API key]");
  });

  it("is taken out of an error of fetch that quotes it, and of its causes", async () => {
    const { call } = transport([new TypeError("fetch failed", { cause: new Error(`invalid header value ${apiKey}`) })]);
    const error = await call().catch((reason: unknown) => reason);
    expect(String(error)).toContain("invalid header value [API key]");
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(apiKey);
  });
});

describe("onAttempt", () => {
  it("is told of each attempt: its status or error, how long it took, and how long it is to the next", async () => {
    const reports: AttemptReport[] = [];
    const slow = async () => json({}, { status: 503 });
    const virtual = virtualPlatform([offline, slow, json(token)], { random: 0.5 });
    const send = createTransport({ ...settings, onAttempt: (report) => reports.push(report) }, virtual.platform);
    await virtual.run(send(url, {}));
    expect(reports).toEqual([
      { attempt: 1, error: "ComplyCubeConnectionError", durationMs: 0, nextWaitMs: 250 },
      { attempt: 2, status: 503, durationMs: 0, nextWaitMs: 500 },
      { attempt: 3, status: 200, durationMs: 0 },
    ]);
  });

  it("is told of an attempt that ran out of time, and of one that was aborted", async () => {
    const reports: AttemptReport[] = [];
    const virtual = virtualPlatform([stall]);
    const send = createTransport({ ...settings, onAttempt: (report) => reports.push(report) }, virtual.platform);
    const controller = new AbortController();
    virtual.platform.after(11_000, () => controller.abort("a reason that is no error"));
    await virtual.run(send(url, { signal: controller.signal })).catch(() => {});
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
    const virtual = virtualPlatform([offline, json(token)]);
    const send = createTransport({ ...settings, onAttempt }, virtual.platform);
    expect((await virtual.run(send(url, {}))).status).toBe(200);
  });
});
