import { describe, expect, it } from "vitest";
import { canReferrerMatch, type ReferrerPolicy, referrerFor } from "../../../src/referrer/index.js";

const page = "https://www.example.com/kyc/start";
const origin = "https://www.example.com/";

describe("canReferrerMatch", () => {
  it.each([
    ["https://www.example.com/*", page],
    ["http://localhost:3000/*", "http://localhost:3000/"],
  ])("%s matches %s", (pattern, pageUrl) => {
    const referer = new URL("/", pageUrl).href;
    const message = `The page sends ${referer}`;
    const verdict = { matches: true, reason: "match", differences: [], message, referer };
    expect(canReferrerMatch(pattern, pageUrl)).toEqual(verdict);
  });

  it.each([
    ["https://www.example.com/kyc/*", page, "path"],
    ["https://example.com/*", page, "host"],
    ["http://www.example.com/*", page, "scheme"],
    ["http://localhost:3000/*", "http://localhost:3001/", "port"],
  ])("%s does not match %s, because the %s differs", (pattern, pageUrl, reason) => {
    const referer = new URL("/", pageUrl).href;
    const message = `The page sends ${referer}: its ${reason} differs. Write ${referer}*`;
    const verdict = { matches: false, reason, differences: [reason], message, referer };
    expect(canReferrerMatch(pattern, pageUrl)).toEqual(verdict);
  });

  it.each([
    ["http://example.com/*", page, "scheme", "scheme and host differ"],
    ["http://localhost:3001/kyc/*", page, "scheme", "scheme, host, port and path differ"],
  ])("names every part of %s that differs from %s", (pattern, pageUrl, reason, differ) => {
    const message = `The page sends ${origin}: its ${differ}. Write ${origin}*`;
    const differences = differ.match(/scheme|host|port|path/g);
    expect(canReferrerMatch(pattern, pageUrl)).toMatchObject({ matches: false, reason, differences, message });
  });

  it("says that other matchers may not imply a port", () => {
    expect(canReferrerMatch("http://localhost/*", "http://localhost:3000/")).toMatchObject({
      matches: true,
      reason: "port-implied",
      message: expect.stringMatching(/Other matchers may need the port: write http:\/\/localhost:3000\/\*$/),
    });
  });

  it("applies the policy of the page", () => {
    const verdict = (policy: ReferrerPolicy) => canReferrerMatch("https://www.example.com/kyc/*", page, policy);
    expect(verdict("unsafe-url")).toMatchObject({ matches: true, reason: "match", referer: page });
  });

  it.each<ReferrerPolicy>(["no-referrer", "same-origin"])("names the policy %s, and the policy to set", (policy) => {
    expect(canReferrerMatch("https://www.example.com/*", page, policy)).toEqual({
      matches: false,
      reason: "no-referer",
      differences: [],
      message: `The page's policy, ${policy}, sends no Referer. Set its Referrer-Policy to strict-origin-when-cross-origin.`,
      referer: null,
    });
  });

  it("says that a page without an http(s) URL sends no Referer", () => {
    const { reason, message } = canReferrerMatch("https://www.example.com/*", "about:blank");
    expect([reason, message]).toEqual(["no-referer", expect.stringContaining("http: or https: URL")]);
  });

  it("says that the pattern is invalid, with its repair, and what the page sends", () => {
    expect(canReferrerMatch("www.example.com/*", page)).toMatchObject({
      matches: false,
      reason: "invalid-pattern",
      message: expect.stringMatching(/Write "https:\/\/www.example.com\/\*"\.$/),
      referer: origin,
    });
  });
});

describe("referrerFor", () => {
  it.each([
    ["https://www.example.com/kyc?step=1#top", "https://www.example.com/*"],
    ["https://BÜCHER.example:443/", "https://xn--bcher-kva.example/*"],
    ["http://localhost:3000/", "http://localhost:3000/*"],
  ])("returns the pattern for %s", (pageUrl, pattern) => {
    expect(referrerFor(pageUrl)).toBe(pattern);
  });

  it.each(["about:blank", "file:///index.html", "www.example.com"])("rejects %s", (pageUrl) => {
    expect(() => referrerFor(pageUrl)).toThrow(/`pageUrl` must be/);
  });

  it.each([undefined, null])("asks for the environment variable if the URL is %s", (unset: unknown) => {
    expect(() => referrerFor(unset as string)).toThrow(`\`pageUrl\` is ${unset}. Is the environment variable set?`);
  });

  it("accepts a URL object from a program without types", () => {
    const url: unknown = new URL("https://www.example.com/kyc");
    expect(referrerFor(url as string)).toBe("https://www.example.com/*");
  });
});
