import { expect, it } from "vitest";
import { readRetryAfter } from "../../../src/transport/answer.js";

const now = Date.UTC(2026, 10, 24, 12, 0, 0);
const read = (value: string) => readRetryAfter(value, now);

it.each([
  ["0", 0],
  ["30", 30_000],
  ["9999999999", 9_999_999_999_000],
  ["Tue, 24 Nov 2026 12:00:05 GMT", 5_000],
  ["Tue, 24 Nov 2026 11:00:00 GMT", 0],
])("reads %s", (value, ms) => {
  expect(read(value)).toBe(ms);
});

it.each([
  "30 minutes",
  "-1",
  "99999999999",
  "1e3",
  "1.5",
  "0x10",
  "",
  "soon",
  "2026-11-24",
  "Sun, 31 Feb 2027 12:00:00 GMT",
  "Mon, 24 Nov 2026 12:00:05 GMT",
])("ignores %j", (value) => {
  expect(read(value)).toBeUndefined();
});

it("has nothing to say without the header", () => {
  expect(readRetryAfter(null, now)).toBeUndefined();
});
