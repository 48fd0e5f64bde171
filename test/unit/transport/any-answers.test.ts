import { getEventListeners } from "node:events";
import fc from "fast-check";
import { expect, it } from "vitest";
import { clientOf } from "../../../src/client.js";
import { ComplyCubeError } from "../../../src/errors.js";
import { readOptions } from "../../../src/options.js";
import { readToken } from "../../../src/token-answer.js";
import type { AttemptReport } from "../../../src/transport/attempt-report.js";
import { json, stall, stallInBody, virtualPlatform } from "./virtual-platform.js";

const apiKey = "test_c2VjcmV0L3NlY3JldA+/==";
const token = "header.payload.signature";
const body = { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" };
const reason = new Error("the user left");

const retryAfter = fc.constantFrom("0", "3", "60", "86400", "30 minutes", "-1", "Tue, 24 Nov 2026 00:00:09 GMT");
const status = fc.constantFrom(400, 401, 404, 408, 413, 418, 429, 500, 501, 502, 503, 504);

const answer = fc.oneof(
  fc.constant(() => json({ token })),
  fc.record({ status, retryAfter: fc.option(retryAfter, { nil: undefined }) }).map(({ status, retryAfter }) => () => {
    const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
    return json({ type: "t", message: `key ${apiKey}` }, { status, headers });
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
    )
    .map((text) => () => new Response(text, { headers: { "content-type": "application/json" } })),
  fc.constantFrom(301, 304, 307).map((status) => () => new Response(null, { status, headers: { location: "/x" } })),
  fc.constant(() => new Response("<h1>Hello</h1>", { headers: { "content-type": "text/html" } })),
  fc.constant(() => new Response(null, { status: 204 })),
  fc.constant(() => Response.error()),
  fc.constant(() => Promise.reject(new TypeError("fetch failed", { cause: new Error(`invalid header ${apiKey}`) }))),
  fc.constant(stall),
  fc.constant(stallInBody),
);

const call = fc.record({
  answers: fc.array(answer, { minLength: 1, maxLength: 6 }),
  timeoutMs: fc.integer({ min: 1, max: 60_000 }),
  attemptTimeoutMs: fc.integer({ min: 1, max: 20_000 }),
  maxRetries: fc.integer({ min: 0, max: 5 }),
  // In 1024ths, so that the times below are exact.
  random: fc.integer({ min: 0, max: 1023 }).map((part) => part / 1024),
  abortAt: fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: undefined }),
});

it("whatever a server answers, a call ends in time, in a token that was sent or in one named error, and leaves nothing", async () => {
  await fc.assert(
    fc.asyncProperty(call, async ({ answers, abortAt, random, ...options }) => {
      const reports: AttemptReport[] = [];
      const virtual = virtualPlatform(
        answers.map((give) => async (url, init) => give(url, init)),
        { random },
      );
      const settings = readOptions({ apiKey, ...options, onAttempt: (report) => reports.push(report) });
      const client = clientOf(settings, virtual.platform);
      const controller = new AbortController();
      if (abortAt !== undefined) virtual.platform.after(abortAt, () => controller.abort(reason));

      const outcome = await virtual.run(
        client
          .POST("/tokens", { body, signal: controller.signal })
          .then(readToken)
          .catch((error: unknown) => error),
      );

      expect(virtual.now()).toBeLessThanOrEqual(Math.min(options.timeoutMs, abortAt ?? Number.POSITIVE_INFINITY));
      if (!(outcome instanceof ComplyCubeError) && outcome !== reason) expect(outcome).toBe(token);
      if (outcome instanceof ComplyCubeError) {
        expect(outcome).toMatchObject({ attempts: virtual.sent.length });
        expect(JSON.stringify([String(outcome), outcome, String(outcome.cause)])).not.toContain(apiKey);
      }

      expect(virtual.sent.length).toBeLessThanOrEqual(options.maxRetries + 1);
      for (const [index, { at }] of virtual.sent.entries()) {
        const before = virtual.sent[index - 1];
        const report = reports[index - 1];
        if (before && report) expect(at - before.at).toBe(report.durationMs + (report.nextWaitMs ?? Number.NaN));
      }
      for (const { nextWaitMs = 0, attempt, durationMs } of reports) {
        expect(durationMs).toBeLessThanOrEqual(options.attemptTimeoutMs);
        expect(nextWaitMs).toBeLessThan(Math.max(500 * 2 ** (attempt - 1), 60_000));
      }

      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
      expect([...virtual.timers].filter(({ at }) => at !== abortAt)).toEqual([]);
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 1_000) },
  );
});
