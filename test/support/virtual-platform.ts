import { setImmediate } from "node:timers/promises";
import type { Platform } from "../../src/transport/platform.js";
import type { Fetch } from "../../src/transport/transport.js";

type Answer = Response | Error | ((url: string, init: RequestInit) => Promise<Response>);

interface Sent {
  at: number;
  url: string;
  init: RequestInit;
}

/** A platform with virtual time, which jumps to the next timer as soon as nothing else can run. */
export function virtualPlatform(answers: Answer[], { random = 1, wallClock = Date.UTC(2026, 10, 24) } = {}) {
  let time = 0;
  const timers = new Set<{ at: number; callback: () => void }>();
  const sent: Sent[] = [];

  const fetch: Fetch = async (url, init) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)];
    sent.push({ at: time, url, init });
    if (typeof answer === "function") return answer(url, init);
    if (answer instanceof Error) throw answer;
    if (!answer) throw new Error("there is no answer");
    return answer.clone();
  };

  const platform: Platform = {
    now: () => time,
    wallClock: () => wallClock + time,
    random: () => random,
    after(ms, callback) {
      const timer = { at: time + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };

  async function run<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const settle = () => {
      settled = true;
    };
    promise.then(settle, settle);
    for (let idle = 0; idle < 1_000; idle += 1) {
      await setImmediate();
      if (settled) return promise;
      const [next] = [...timers].sort((a, b) => a.at - b.at);
      if (!next) continue;
      idle = 0;
      timers.delete(next);
      time = next.at;
      next.callback();
    }
    throw new Error("the promise never settles: no timer is left");
  }

  return { fetch, platform, sent, run, timers, now: () => time };
}

export function json(body: unknown, init: ResponseInit = {}): Response {
  return Response.json(body, init);
}

/** Never responds. Like the platform's `fetch`, it rejects on abort. */
export function stall(_url: string, { signal }: RequestInit): Promise<Response> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

/** Sends headers at once, and a body that never ends. */
export async function stallInBody(): Promise<Response> {
  return new Response(new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode('{"token":')) }), {
    headers: { "content-type": "application/json" },
  });
}
