import { setImmediate } from "node:timers/promises";
import type { CallOptions } from "../../src/transport/call.js";
import type { Platform } from "../../src/transport/platform.js";
import { createSend, type SendSettings } from "../../src/transport/send.js";
import { type Fetch, fetchTransport, type Transport } from "../../src/transport/transport.js";

type Answer = Response | Error | ((url: string, init: RequestInit) => Promise<Response>);

interface VirtualOptions {
  /** Every random number. */
  random?: number;
  /** Delay of every timer, as on a busy machine. */
  timersLateMs?: number;
}

/**
 * A platform with virtual time, which jumps to the next timer as soon as nothing else can run, and a `fetch` with the given
 * answers. The last answer repeats.
 */
export function virtualPlatform(answers: Answer[], { random = 1, timersLateMs = 0 }: VirtualOptions = {}) {
  let time = 0;
  const timers = new Set<{ at: number; callback: () => void }>();
  const sent: { at: number; url: string; init: RequestInit }[] = [];

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
    wallClock: () => Date.UTC(2026, 10, 24) + time,
    random: () => random,
    after(ms, callback) {
      const timer = { at: time + ms + timersLateMs, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };

  /** Lets time pass until the promise settles. */
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

export const request = { url: "https://api.example.com/v1/tokens", method: "POST", headers: {}, body: "{}" };

/** Sends `request` in virtual time, and retries it like a client with the default options. */
export function inVirtualTime(
  answers: Answer[],
  { transport, ...options }: VirtualOptions & Partial<SendSettings> & { transport?: Transport } = {},
) {
  const virtual = virtualPlatform(answers, options);
  const settings = { apiKey: "test_key", timeoutMs: 30_000, attemptTimeoutMs: 10_000, maxRetries: 2, ...options };
  const sendRequest = createSend(settings, transport ?? fetchTransport(virtual.fetch), virtual.platform);
  const send = (callOptions: CallOptions = {}) => sendRequest(request, callOptions);
  return { ...virtual, send, call: (callOptions?: CallOptions) => virtual.run(send(callOptions)) };
}

export const offline = new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") });

/** An answer with a JSON body. */
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
