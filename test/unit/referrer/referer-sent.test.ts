import { describe, expect, it } from "vitest";
import { type ReferrerPolicy, refererSent } from "../../../src/referrer/index.js";

const page = "https://user:pw@WWW.example.com:443/kyc/start?step=1#top";
const origin = "https://www.example.com/";
const whole = "https://www.example.com/kyc/start?step=1";

it.each<[ReferrerPolicy, string | null]>([
  ["", origin],
  ["strict-origin-when-cross-origin", origin],
  ["origin-when-cross-origin", origin],
  ["strict-origin", origin],
  ["origin", origin],
  ["unsafe-url", whole],
  ["no-referrer-when-downgrade", whole],
  ["same-origin", null],
  ["no-referrer", null],
])("under the policy %j a page sends %s", (policy, referer) => {
  expect(refererSent(page, policy)).toBe(referer);
});

it("cuts a Referer of more than 4,096 characters to the origin", () => {
  const long = (length: number) => origin.padEnd(length, "x");
  expect(refererSent(long(4_096), "unsafe-url")).toBe(long(4_096));
  expect(refererSent(long(4_097), "unsafe-url")).toBe(origin);
  expect(refererSent(long(4_097))).toBe(origin);
  expect(refererSent(`data:text/html,${long(4_097)}`, "unsafe-url")).toBeNull();
  // The fragment is not sent.
  expect(refererSent(`${whole}#${long(4_097)}`, "unsafe-url")).toBe(whole);
  // The browser escapes each é with six characters.
  expect(refererSent(`${long(4_000)}${"é".repeat(17)}`, "unsafe-url")).toBe(origin);
});

it("keeps the port, and sends the same from an http page", () => {
  expect(refererSent("http://localhost:3000/kyc")).toBe("http://localhost:3000/");
  expect(refererSent("http://localhost:3000/kyc", "no-referrer-when-downgrade")).toBe("http://localhost:3000/kyc");
});

it.each(["about:blank", "data:text/html,x", "blob:https://www.example.com/1", "file:///index.html"])(
  "%s sends no Referer",
  (url) => {
    expect(refererSent(url, "unsafe-url")).toBeNull();
  },
);

describe("rejects", () => {
  it.each(["", "www.example.com", "/kyc", `https://${"x".repeat(4_096)}.example/`])("the page URL %j", (url) => {
    expect(() => refererSent(url)).toThrow(/`pageUrl` must be an absolute http/);
  });

  it("an unknown policy", () => {
    const policy = JSON.parse('"never"');
    expect(() => refererSent(page, policy)).toThrow(/`policy` must be one of no-referrer .*unsafe-url\.$/);
  });
});
