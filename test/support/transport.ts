import type { CallOptions } from "../../src/transport/call.js";
import { createSend, type SendSettings } from "../../src/transport/send.js";
import { fetchTransport } from "../../src/transport/transport.js";
import { virtualPlatform } from "./virtual-platform.js";

export const apiKey = "test_c2VjcmV0L3NlY3JldA+/==";
export const token = { token: "header.payload.signature" };
export const offline = Object.assign(new TypeError("fetch failed"), { cause: new Error("connect ECONNREFUSED") });
export const request = { url: "https://api.example.com/v1/tokens", method: "POST", headers: {}, body: "{}" };

const settings = { apiKey, timeoutMs: 30_000, attemptTimeoutMs: 10_000, maxRetries: 2 };
type Virtual = ReturnType<typeof virtualPlatform>;

/** The whole transport over the given answers, in virtual time. */
export function transport(
  answers: Parameters<typeof virtualPlatform>[0],
  options?: Parameters<typeof virtualPlatform>[1],
  more: Partial<SendSettings> = {},
) {
  const virtual = virtualPlatform(answers, options);
  const send = sendOver(virtual, more);
  return { ...virtual, send, call: (callOptions: CallOptions = {}) => virtual.run(send(callOptions)) };
}

/** Sends the request over a virtual platform whose timers the test may change. */
export function sendOver({ fetch, platform }: Pick<Virtual, "fetch" | "platform">, more: Partial<SendSettings> = {}) {
  const send = createSend({ ...settings, ...more }, fetchTransport(fetch), platform);
  return (callOptions: CallOptions = {}) => send(request, callOptions);
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("expected a rejection");
}
