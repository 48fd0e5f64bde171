import { getEventListeners } from "node:events";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createRequest } from "../../../src/client/create-client.js";
import { ComplyCubeError } from "../../../src/client/errors.js";
import { readOptions } from "../../../src/client/options.js";
import { readToken } from "../../../src/client/read-token.js";
import type { AttemptReport } from "../../../src/transport/send.js";
import type { Fetch } from "../../../src/transport/transport.js";
import { apiKey, token } from "../../support/mint.js";
import { propertyRuns } from "../../support/property-runs.js";
import { json, stall, stallInBody, virtualPlatform } from "../../support/virtual-platform.js";

const body = { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" };
const reason = new Error("the user left");

/** An answer, and how the retry policy classifies it. */
interface Answer {
  give: (...request: Parameters<Fetch>) => Response | Promise<Response>;
  kind: "token" | "error" | "transient" | "silence";
  /** The wait that `Retry-After` asks for, in milliseconds from `now`. */
  askedMs?: ((now: number) => number) | undefined;
}

const withStatus = (status: number, retryAfter?: string) => () => {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { "retry-after": retryAfter };
  return json({ type: "t", message: `key ${apiKey}` }, { status, headers });
};
const typed = { headers: { "content-type": "application/json" } };
const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
const tooLong = new Uint8Array(1024 * 1024 + 1).fill(32);
const bodies = ["", "<p>", "{", "{}", "[]", "null", '{"token":1}', `\ufeff{"token":"${token}"}`, deep, tooLong];

const transientStatus = fc.constantFrom(408, 429, 500, 502, 503, 504);
const retryAfter = fc.constantFrom<[text?: string, askedMs?: Answer["askedMs"]]>(
  [],
  ["0"],
  ["3", () => 3_000],
  ["60", () => 60_000],
  ["86400", () => 86_400_000],
  ["30 minutes"],
  ["-1"],
  ["Tue, 24 Nov 2026 00:00:09 GMT", (now) => Math.max(0, 9_000 - now)],
  ["Tue, 31 Nov 2026 00:00:09 GMT"],
);

const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.constant<Answer>({ kind: "token", give: () => json({ token }) }),
  fc
    .tuple(transientStatus, retryAfter)
    .map(([status, [text, askedMs]]): Answer => ({ kind: "transient", give: withStatus(status, text), askedMs })),
  fc
    .constantFrom<Answer["give"]>(
      ...[400, 401, 404, 413, 418, 501].map((status) => withStatus(status, "1")),
      ...[301, 304, 307].map((status) => () => new Response(null, { status, headers: { location: "/x" } })),
      ...bodies.map((text) => () => new Response(text, typed)),
      () => new Response("<h1>Hello</h1>", { headers: { "content-type": "text/html" } }),
      () => new Response(null, { status: 204 }),
      () => Response.error(),
    )
    .map((give): Answer => ({ kind: "error", give })),
  fc.constantFrom<Answer>(
    { kind: "transient", give: () => Promise.reject(new TypeError("failed", { cause: new Error(apiKey) })) },
    { kind: "transient", give: () => new Response(new ReadableStream({ pull: (body) => body.error("reset") }), typed) },
  ),
  fc
    .constantFrom<Fetch>(stall, stallInBody, () => new Promise(() => {}))
    .map((give): Answer => ({ kind: "silence", give })),
);

const call = fc.record({
  answers: fc.array(answer, { minLength: 1, maxLength: 6 }),
  timeoutMs: fc.integer({ min: 1, max: 60_000 }),
  attemptTimeoutMs: fc.integer({ min: 1, max: 20_000 }),
  maxRetries: fc.integer({ min: 0, max: 6 }),
  // Multiples of 1/1024 keep the sums of times exact.
  random: fc.integer({ min: 0, max: 1023 }).map((part) => part / 1024),
  // Never at the time of another event: the order of two simultaneous events is undefined.
  abortAt: fc.option(
    fc.integer({ min: 0, max: 60_000 }).map((ms) => ms + 1 / 3),
    { nil: Number.POSITIVE_INFINITY },
  ),
});
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

/** A second, plain implementation of the policy: when each attempt starts, and when and how the call ends. */
function expected({ answers, timeoutMs, attemptTimeoutMs, maxRetries, random, abortAt }: Call) {
  const starts: number[] = [];
  const interruption =
    abortAt < timeoutMs ? { end: abortAt, outcome: "abort" } : { end: timeoutMs, outcome: "timeoutMs" };
  for (let now = 0; ; ) {
    starts.push(now);
    const { kind, askedMs } = answers[Math.min(starts.length, answers.length) - 1] ?? expect.unreachable();
    if (kind === "silence") now += attemptTimeoutMs;
    if (now >= interruption.end) return { starts, ...interruption };
    if (kind === "token" || kind === "error") return { starts, end: now, outcome: kind };
    const wait = Math.max(random * Math.min(8_000, 500 * 2 ** (starts.length - 1)), askedMs?.(now) ?? 0);
    if (starts.length > maxRetries || now + wait >= timeoutMs) return { starts, end: now, outcome: "error" };
    now += wait;
    if (now >= interruption.end) return { starts, ...interruption };
  }
}

function nameOf(outcome: unknown): string {
  if (outcome === token) return "token";
  if (outcome === reason) return "abort";
  if (!(outcome instanceof ComplyCubeError)) return `unexpected: ${outcome}`;
  return outcome.name === "ComplyCubeTimeoutError" && outcome.limit === "timeoutMs" ? "timeoutMs" : "error";
}

it("ends every call as the policy says, with the token or one named error, and leaves no timer or listener", async () => {
  await fc.assert(
    fc.asyncProperty(call, async (drawn) => {
      const { answers, abortAt, random, ...options } = drawn;
      const gives = answers.map(
        ({ give }): Fetch =>
          async (...request) =>
            give(...request),
      );
      const { platform, sent, timers, now, run, fetch } = virtualPlatform(gives, { random });
      const attempts: number[] = [];
      const onAttempt = ({ attempt }: AttemptReport) => attempts.push(attempt);
      const request = createRequest(readOptions({ apiKey, ...options, fetch, onAttempt }), platform);
      const controller = new AbortController();
      const { signal } = controller;
      if (abortAt < Number.POSITIVE_INFINITY) platform.after(abortAt, () => controller.abort(reason));

      const outcome = await run(
        request("POST", "/tokens", { body }, { signal })
          .then(readToken)
          .catch((error: unknown) => error),
      );

      const starts = sent.map(({ at }) => at);
      expect({ starts, end: now(), outcome: nameOf(outcome) }).toEqual(expected(drawn));
      expect(attempts).toEqual(starts.map((_, index) => index + 1));
      if (outcome instanceof ComplyCubeError) {
        expect(outcome).toMatchObject({ attempts: starts.length });
        expect(JSON.stringify([String(outcome), outcome, String(outcome.cause)])).not.toContain(apiKey);
      }
      expect(getEventListeners(signal, "abort")).toEqual([]);
      expect([...timers].filter(({ at }) => at !== abortAt)).toEqual([]);
    }),
    { numRuns: propertyRuns },
  );
});
