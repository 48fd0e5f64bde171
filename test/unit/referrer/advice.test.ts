import { describe, expect, it } from "vitest";
import { canReferrerMatch, parseReferrer, referrerFor } from "../../../src/referrer/index.js";

describe("reports the code, the index and the suggestion for the invalid pattern", () => {
  it.each([
    ["www.example.com/*", "missing-scheme-separator", 0, "https://www.example.com/*"],
    ["//www.example.com/*", "missing-scheme-separator", 0, "https://www.example.com/*"],
    ["localhost:3000/*", "invalid-scheme", 0, "http://localhost:3000/*"],
    ["HTTP://www.example.com/*", "invalid-scheme", 0, "http://www.example.com/*"],
    ["localhost:3000/kyc/*", "invalid-scheme", 0, "http://localhost:3000/*"],
    ["HTTPS://www.example.com/*", "invalid-scheme", 0, "https://www.example.com/*"],
    ["http(s)://www.example.com/*", "invalid-scheme", 0, "https://www.example.com/*"],
    ["  https://www.example.com/* ", "invalid-scheme", 0, "https://www.example.com/*"],
    ["example.com/?u=https://a.example/*", "invalid-scheme", 0, "https://example.com/*"],
    ["about:blank", "invalid-scheme", 0, undefined],
    ["data:*", "invalid-scheme", 0, undefined],
    ["chrome://*/*", "invalid-scheme", 0, undefined],
    ["https:www.example.com/*", "wrong-scheme-separator", 5, "https://www.example.com/*"],
    ["https:/www.example.com/*", "wrong-scheme-separator", 5, "https://www.example.com/*"],
    ["http:localhost", "wrong-scheme-separator", 4, "http://localhost/*"],
    ["https:", "wrong-scheme-separator", 5, undefined],
    ["https://", "empty-host", 8, undefined],
    ["https:///*", "empty-host", 8, undefined],
    ["file://", "empty-host", 7, undefined],
    ["https://*./*", "empty-host", 8, undefined],
    ["http://[]/*", "empty-host", 7, undefined],
    ["https://www.example.com", "empty-path", 23, "https://www.example.com/*"],
    ["https://localhost", "empty-path", 17, "https://localhost/*"],
    ["*://www.example.com", "empty-path", 19, "*://www.example.com/*"],
    ["https://www.example.com?*", "empty-path", 25, "https://www.example.com/*"],
    ["*://localhost:3000/*", "invalid-port", 14, "http://localhost:3000/*"],
    ["*://www.example.com:8443/*", "invalid-port", 20, "https://www.example.com:8443/*"],
    ["https://www.example.com:/*", "invalid-port", 24, "https://www.example.com/*"],
    ["https://www.example.com:65536/*", "invalid-port", 24, undefined],
    ["https://user:pw@www.example.com/*", "invalid-port", 13, undefined],
    ["https://*example.com/*", "invalid-host-wildcard", 8, "https://*.example.com/*"],
    ["https://w*.example.com/*", "invalid-host-wildcard", 9, undefined],
    ["https://www.example.*/*", "invalid-host-wildcard", 20, undefined],
    ["https://*.*.example.com/*", "invalid-host-wildcard", 10, "https://*.example.com/*"],
    ["https://*example.com:8443/*", "invalid-host-wildcard", 8, "https://*.example.com:8443/*"],
    ["https://app-*.herokuapp.com/*", "invalid-host-wildcard", 12, undefined],
    ["https://*-team.example.com/*", "invalid-host-wildcard", 8, undefined],
    ["https://*[::1]/*", "invalid-port", 11, "https://[::1]/*"],
    ["https://*1.2.3.4/*", "invalid-host-wildcard", 8, "https://1.2.3.4/*"],
    ["https://a.example b.example/*", "invalid-host", 8, undefined],
    ["a.example, b.example", "missing-scheme-separator", 0, undefined],
    ["https://a.example;https://b.example", "invalid-port", 24, undefined],
    ["user@*.example.com/*", "missing-scheme-separator", 0, undefined],
    ["*://www.example.com:443/*", "invalid-port", 20, "https://www.example.com/*"],
    ["https://www.*.com/*", "invalid-host-wildcard", 12, undefined],
    ["https://exa\tmple.com/*", "invalid-host", 8, undefined],
    ["https://*.exa@mple.com/*", "invalid-host", 10, undefined],
    ["http://[::1/*", "invalid-host", 7, undefined],
    ["http://[::1]]/*", "invalid-host", 7, undefined],
  ])("%j", (pattern, code, index, suggestion) => {
    const parsed = parseReferrer(pattern);
    const instead = suggestion === undefined ? "your page's origin and /*" : JSON.stringify(suggestion);
    const message = expect.stringMatching(/^\S.*\. Write \S/);
    expect(parsed).toEqual({ ok: false, code, index, message, suggestion });
    expect("message" in parsed && parsed.message.endsWith(` Write ${instead}.`)).toBe(true);
  });
});

describe("reports the warnings for the valid pattern", () => {
  it.each<[string, [string, string?][]]>([
    ["https://www.example.com/*", []],
    ["https://www.example.com:8443/*", []],
    ["https://www.example.com:65535/*", []],
    ["http://localhost:3000/*", []],
    ["http://127.0.0.1/*", []],
    ["https://*.example.com/*", [["apex-included"]]],
    ["file:///*", [["no-referer-scheme"]]],
    ["https://*/*", [["every-site"]]],
    ["https://*../*", [["every-site"], ["host-not-canonical", "https://*/*"]]],
    ["https://*/kyc*", [["every-site"], ["path-never-sent", "https://*/*"]]],
    ["*://*/*", [["every-site"], ["insecure-scheme", "https://*/*"]]],
    ["<all_urls>", [["every-site"], ["insecure-scheme", "https://*/*"]]],
    ["https://*.com/*", [["whole-suffix"], ["apex-included"]]],
    ["https://*.github.io/*", [["whole-suffix"], ["apex-included"]]],
    ["https://*.co.uk/*", [["whole-suffix"], ["apex-included"]]],
    ["https://*.com.au/*", [["whole-suffix"], ["apex-included"]]],
    ["https://*.localhosts/*", [["whole-suffix"], ["apex-included"]]],
    ["https://*.com.example/*", [["apex-included"]]],
    ["https://*.localhost/*", [["apex-included"]]],
    ["http://www.example.com:8080/*", [["insecure-scheme", "https://www.example.com/*"]]],
    ["*://www.example.com/*", [["insecure-scheme", "https://www.example.com/*"]]],
    ["https://www.example.com/kyc/*", [["path-never-sent", "https://www.example.com/*"]]],
    ["https://www.example.com/ ", [["path-never-sent", "https://www.example.com/*"]]],
    ["https://www.example.com/*#top", [["fragment-never-sent", "https://www.example.com/*"]]],
    ["https://www.example.com/", [["root-path-only", "https://www.example.com/*"]]],
    ["https://www.example.com//*", []],
    ["https://www.example.com/**", []],
    ["https://www.example.com:443/*", [["redundant-port", "https://www.example.com/*"]]],
    ["https://www.example.com:80/*", []],
    ["http://localhost:80/*", [["redundant-port", "http://localhost/*"]]],
    ["https://www.example.com:*/*", [["host-not-canonical", "https://www.example.com/*"]]],
    ["https://www.example.com:0443/*", [["port-never-matches", "https://www.example.com:443/*"]]],
    ["https://www.example.com:-00/*", [["port-never-matches", "https://www.example.com/*"]]],
    ["https://www.example.com:0/*", [["port-never-matches", "https://www.example.com/*"]]],
    ["https://WWW.example.com./*", [["host-not-canonical", "https://www.example.com/*"]]],
    ["https://bücher.example/*", [["host-not-canonical", "https://xn--bcher-kva.example/*"]]],
    ["http://*.127.0.0.1/*", [["subdomains-of-address", "http://127.0.0.1/*"]]],
  ])("%j", (pattern, expected) => {
    const parsed = parseReferrer(pattern);
    const warnings = parsed.ok ? parsed.warnings : expect.unreachable();
    expect(warnings.map(({ code, suggestion }) => (suggestion === undefined ? [code] : [code, suggestion]))).toEqual(
      expected,
    );
    for (const { message, suggestion } of warnings) {
      const instead = suggestion === undefined ? "your page's origin and /*" : JSON.stringify(suggestion);
      expect(message).toMatch(/^\S.*\. Write \S/);
      expect(message.endsWith(` Write ${instead}.`)).toBe(true);
    }
  });
});

it.each([
  ["https://*/*", "It matches every site."],
  ["https://*.co.uk/*", "It matches every site under co.uk."],
])("says how much %s matches", (pattern, message) => {
  expect(parseReferrer(pattern)).toMatchObject({
    warnings: expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining(message) })]),
  });
});

describe("canReferrerMatch", () => {
  const kyc = "https://www.example.com/kyc/start";
  it.each([
    ["https://www.example.com/*", kyc, undefined, true, "match", /^The page sends https:\/\/www.example.com\/$/],
    [
      "https://www.example.com/kyc/*",
      kyc,
      undefined,
      false,
      "path",
      /: its path differs\. Write https:\/\/www.example.com\/\*$/,
    ],
    ["https://www.example.com/kyc/*", kyc, "unsafe-url", true, "match", /kyc\/start$/],
    ["https://example.com/*", kyc, undefined, false, "host", /: its host differs\./],
    ["http://www.example.com/*", kyc, undefined, false, "scheme", /: its scheme differs\./],
    [
      "http://localhost:3000/*",
      "http://localhost:3001/",
      undefined,
      false,
      "port",
      /Write http:\/\/localhost:3001\/\*$/,
    ],
    [
      "http://localhost/*",
      "http://localhost:3000/",
      undefined,
      true,
      "port-implied",
      /: its port differs\. Write http:\/\/localhost:3000\/\*$/,
    ],
    ["http://localhost:3000/*", "http://localhost:3000/", undefined, true, "match", /3000\/$/],
    ["https://www.example.com/*", kyc, "no-referrer", false, "no-referer", /strict-origin-when-cross-origin/],
    ["https://www.example.com/*", "about:blank", undefined, false, "no-referer", /sends no Referer/],
    ["www.example.com/*", kyc, undefined, false, "invalid-pattern", /Write "https:\/\/www.example.com\/\*"\.$/],
    ["data:*", kyc, undefined, false, "invalid-pattern", /must begin with/],
  ] as const)("%s on %s under %s: %s", (pattern, page, policy, matches, reason, message) => {
    const verdict = canReferrerMatch(pattern, page, policy);
    expect(verdict).toMatchObject({ matches, reason, message: expect.stringMatching(message) });
  });

  it("returns the Referer that the page sends", () => {
    expect(canReferrerMatch("data:*", kyc).referer).toBe("https://www.example.com/");
    expect(canReferrerMatch("https://www.example.com/*", kyc, "same-origin").referer).toBeNull();
  });
});

describe("referrerFor", () => {
  it.each([
    ["https://www.example.com/kyc?step=1#top", "https://www.example.com/*"],
    ["https://BÜCHER.example:443/", "https://xn--bcher-kva.example/*"],
    ["http://localhost:3000/", "http://localhost:3000/*"],
  ])("%s is %s", (page, pattern) => {
    expect(referrerFor(page)).toBe(pattern);
  });

  it.each(["about:blank", "file:///index.html", "www.example.com"])("rejects %s", (page) => {
    expect(() => referrerFor(page)).toThrow(/`pageUrl` must/);
  });
});
