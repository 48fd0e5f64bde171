import { expect, it } from "vitest";
import { excerptOf } from "../../../src/transport/answer.js";

it.each([
  ['{"token":"header.payload.signature"}', '{"token":"[token]"}'],
  ['{"tokn":"eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjF9.c2ln"}', '{"tokn":"[token]"}'],
  ['{"token":"eyJhbGciOiJIUzI1NiJ9.eyJpYXQi', '{"token":"[token]'],
  ['{"token" : "half', '{"token" : "[token]'],
  ['{"tokn":"header-1.pay_load.signature2"}', '{"tokn":"[token]"}'],
  ["a.b", "a.b"],
  ["<p>Bad gateway</p>", "<p>Bad gateway</p>"],
])("shows %s without what could be a token", (text, excerpt) => {
  expect(excerptOf(text)).toBe(excerpt);
});

it("shows 200 characters", () => {
  expect(excerptOf("x".repeat(100_000))).toBe("x".repeat(200));
});
