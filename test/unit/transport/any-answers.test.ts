import { getEventListeners } from "node:events";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { createRequest } from "../../../src/client/create-client.js";
import { ComplyCubeError } from "../../../src/client/errors.js";
import { readOptions } from "../../../src/client/options.js";
import { readToken } from "../../../src/client/read-token.js";
import type { AttemptReport } from "../../../src/transport/send.js";
import type { Fetch } from "../../../src/transport/transport.js";
import { propertyRuns } from "../../support/property-runs.js";
import { json, stall, stallInBody, virtualPlatform } from "../../support/virtual-platform.js";

const apiKey = "test_c2VjcmV0L3NlY3JldA+/==";
const token = "header.payload.signature";
const body = { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" };
const reason = new Error("the user left");

/** An answer, and how the retry policy classifies it. */
interface Answer {
  give: Fetch;
  kind: "token" | "error" | "transient" | "silence";
  /** The wait that `Retry-After` asks for, in milliseconds from `now`. */
  askedMs?: (now: number) => number;
}

const final = (kind: "token" | "error", give: () => Response): Answer => ({ kind, give: async () => give() });
const typed = { headers: { "content-type": "application/json" } };
const tooLong = new Uint8Array(1024 * 1024 + 1).fill(32);

const transientStatus = fc.constantFrom(408, 429, 500, 502, 503, 504);
const finalStatus = fc.constantFrom(400, 401, 404, 413, 418, 501);
const retryAfter = fc.constantFrom<[string, Answer["askedMs"]?]>(
  ["0"],
  ["3", () => 3_000],
  ["60", () => 60_000],
  ["86400", () => 86_400_000],
  ["30 minutes"],
  ["-1"],
  ["1e3"],
  ["Tue, 24 Nov 2026 00:00:09 GMT", (now) => Math.max(0, 9_000 - now)],
  ["Tue, 31 Nov 2026 00:00:09 GMT"],
);

const refuse =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    json({ type: "t", message: `key ${apiKey}` }, { status, headers });

const answer = fc.oneof(
  fc.constant(final("token", () => json({ token }))),
  finalStatus.map((status) => final("error", refuse(status, { "retry-after": "1" }))),
  fc.tuple(transientStatus, fc.option(retryAfter)).map(([status, retryAfter]): Answer => {
    const [text, askedMs] = retryAfter ?? [];
    const give = refuse(status, text === undefined ? {} : { "retry-after": text });
    return { kind: "transient", give: async () => give(), ...(askedMs && { askedMs }) };
  }),
  fc
    .constantFrom<BodyInit>(
      "",
      "<p>",
      "{",
      "{}",
      "[]",
      "null",
      '{"token":1}',
      `\ufeff{"token":"${token}"}`,
      new Uint8Array([0xff]),
      tooLong,
    )
    .map((text) => final("error", () => new Response(text, typed))),
  fc
    .constantFrom(301, 304, 307)
    .map((status) => final("error", () => new Response(null, { status, headers: { location: "/x" } }))),
  fc.constantFrom(
    final("error", () => new Response("<h1>Hello</h1>", { headers: { "content-type": "text/html" } })),
    final("error", () => new Response(null, { status: 204 })),
    final("error", () => Response.error()),
  ),
  fc.constantFrom<Answer>(
    {
      kind: "transient",
      give: () => Promise.reject(new TypeError("failed", { cause: new Error(`header ${apiKey}`) })),
    },
    {
      kind: "transient",
      give: async () => new Response(new ReadableStream({ pull: (body) => body.error("reset") }), typed),
    },
    { kind: "silence", give: stall },
    { kind: "silence", give: stallInBody },
    { kind: "silence", give: () => new Promise(() => {}) },
  ),
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
    { nil: undefined },
  ),
});
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

/** A second, plain implementation of the policy: when each attempt starts, and when and how the call ends. */
function expected({
  answers,
  timeoutMs,
  attemptTimeoutMs,
  maxRetries,
  random,
  abortAt = Number.POSITIVE_INFINITY,
}: Call) {
  const starts: number[] = [];
  const interruption =
    abortAt < timeoutMs ? { at: abortAt, outcome: "abort" } : { at: timeoutMs, outcome: "timeoutMs" };
  for (let now = 0; ; ) {
    starts.push(now);
    const { kind, askedMs } = answers[Math.min(starts.length, answers.length) - 1] ?? expect.unreachable();
    if (kind === "silence") now += attemptTimeoutMs;
    if (now >= interruption.at) return { starts, end: interruption.at, outcomes: [interruption.outcome] };
    if (kind === "token" || kind === "error") return { starts, end: now, outcomes: [kind] };
    const wait = Math.max(random * Math.min(8_000, 500 * 2 ** (starts.length - 1)), askedMs?.(now) ?? 0);
    if (starts.length > maxRetries || now + wait >= timeoutMs) return { starts, end: now, outcomes: ["error"] };
    now += wait;
    if (now >= interruption.at) return { starts, end: interruption.at, outcomes: [interruption.outcome] };
  }
}

function nameOf(outcome: unknown): string {
  if (outcome === token) return "token";
  if (outcome === reason) return "abort";
  if (!(outcome instanceof ComplyCubeError)) return `unexpected: ${outcome}`;
  return outcome.name === "ComplyCubeTimeoutError" && outcome.limit === "timeoutMs" ? "timeoutMs" : "error";
}

it("ends every call as the policy says, with the token or one named error, and leaves no timer or listener", async () => {
  const writes = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write"));
  await fc.assert(
    fc.asyncProperty(call, async (drawn) => {
      const { answers, abortAt, random, ...options } = drawn;
      const reports: AttemptReport[] = [];
      const virtual = virtualPlatform(
        answers.map(({ give }) => give),
        { random },
      );
      const { fetch } = virtual;
      const settings = readOptions({ apiKey, ...options, fetch, onAttempt: (report) => reports.push(report) });
      const request = createRequest(settings, virtual.platform);
      const controller = new AbortController();
      if (abortAt !== undefined) virtual.platform.after(abortAt, () => controller.abort(reason));

      const outcome = await virtual.run(
        request("POST", "/tokens", { body }, { signal: controller.signal })
          .then(readToken)
          .catch((error: unknown) => error),
      );

      const policy = expected(drawn);
      expect({ starts: virtual.sent.map(({ at }) => at), end: virtual.now(), outcomes: [nameOf(outcome)] }).toEqual(
        policy,
      );
      expect(reports.map(({ attempt }) => attempt)).toEqual(policy.starts.map((_, index) => index + 1));
      if (outcome instanceof ComplyCubeError) {
        expect(outcome).toMatchObject({ attempts: virtual.sent.length });
        expect(JSON.stringify([String(outcome), outcome, String(outcome.cause)])).not.toContain(apiKey);
      }
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
      expect([...virtual.timers].filter(({ at }) => at !== abortAt)).toEqual([]);
    }),
    { numRuns: propertyRuns },
  );
  expect(writes.flatMap(({ mock }) => mock.calls)).toEqual([]);
  vi.restoreAllMocks();
});
