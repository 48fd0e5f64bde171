import type { CallInit } from "../../../src/transport/fetch.js";
import { createTransport } from "../../../src/transport/index.js";
import { virtualPlatform } from "./virtual-platform.js";

export const url = "https://api.example.com/v1/tokens";
export const apiKey = "test_c2VjcmV0L3NlY3JldA+/==";
export const settings = { apiKey, timeoutMs: 30_000, attemptTimeoutMs: 10_000, maxRetries: 2 };
export const token = { token: "header.payload.signature" };
export const offline = Object.assign(new TypeError("fetch failed"), { cause: new Error("connect ECONNREFUSED") });

/** The whole chain over answers that are given, in virtual time. */
export function transport(
  answers: Parameters<typeof virtualPlatform>[0],
  options?: Parameters<typeof virtualPlatform>[1],
) {
  const virtual = virtualPlatform(answers, options);
  const send = createTransport(settings, virtual.platform);
  return { ...virtual, call: (init: CallInit = {}) => virtual.run(send(url, { method: "POST", body: "{}", ...init })) };
}
