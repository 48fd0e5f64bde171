import { describe, expect, it, vi } from "vitest";
import { notesOn, systemPlatform } from "../../../src/transport/fetch.js";
import { token, transport, url } from "./chain.js";
import { json } from "./virtual-platform.js";

describe("a call", () => {
  it("answers with the body that was sent", async () => {
    const { call, sent, timers } = transport([json(token)]);
    const response = await call();
    await expect(response.json()).resolves.toEqual(token);
    expect({ status: response.status, attempts: notesOn(response).attempts }).toEqual({ status: 200, attempts: 1 });
    expect(sent).toMatchObject([{ url, init: { method: "POST", body: "{}", redirect: "manual" } }]);
    expect(timers.size).toBe(0);
  });

  it("does not hand its own options to fetch", async () => {
    const { call, sent } = transport([json(token)]);
    await call({ timeoutMs: 1_000, maxRetries: 1 });
    expect(Object.keys(sent[0]?.init ?? {}).sort()).toEqual(["body", "method", "redirect", "signal"]);
  });
});

it("takes time from the system", async () => {
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

it("counts one attempt for an answer that it has not seen", () => {
  expect(notesOn(json(token)).attempts).toBe(1);
});
