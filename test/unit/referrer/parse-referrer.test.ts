import { describe, expect, it } from "vitest";
import { type ParsedReferrer, parseReferrer } from "../../../src/referrer/index.js";
import { invalidPatterns, mistakes } from "./invalid-patterns.js";

describe("reports the code, the index and the suggestion for the invalid pattern", () => {
  it.each(invalidPatterns)("%j", (pattern, code, index, suggestion) => {
    const parsed = parseReferrer(pattern);
    expect(parsed).toEqual({ ok: false, code, index, suggestion, message: expect.any(String) });
    expectRepair(parsed);
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
    ["https://*../*", [["every-site"], ["host-not-canonical"]]],
    ["https://*/kyc*", [["every-site"], ["path-never-sent"]]],
    ["*://*/*", [["every-site"], ["insecure-scheme"]]],
    ["<all_urls>", [["every-site"], ["insecure-scheme"]]],
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
    expect(warnings.map(({ code, suggestion }) => (suggestion ? [code, suggestion] : [code]))).toEqual(expected);
    expectRepair(parsed);
  });
});

it.each([
  ["https://*/*", "It matches every site."],
  ["https://*.co.uk/*", "It matches every site under co.uk."],
])("says how much %s matches", (pattern, message) => {
  expect(JSON.stringify(parseReferrer(pattern))).toContain(message);
});

it.each(mistakes)("reports the mistake in %j, and nothing else", (pattern, message) => {
  const parsed = parseReferrer(pattern);
  const found = parsed.ok ? parsed.warnings : [parsed];
  expect(found.map((each) => [each.message, each.suggestion])).toEqual([[message, undefined]]);
});

it.each([
  "https://www.undefined.example/*",
  "https://nullable.example/*",
  "https://www.example.com/undefined",
  "https://www.example.com/*?to=a.example,b.example",
])("finds no variable without a value and no second pattern in %s", (pattern) => {
  expect(JSON.stringify(parseReferrer(pattern))).not.toMatch(/"ok":false|unset-variable|several-patterns/);
});

it.each([
  ["com.myapp.demo.app", "Is this an app? Pass { appId }. "],
  ["dev.example.com", "Is this an app? Pass { appId }. "],
  ["com.example/*", ""],
  ["company.example", ""],
])("asks of %s whether it is an app, and suggests a pattern: %j", (text, question) => {
  const suggestion = `https://${text.replace("/*", "")}/*`;
  const parsed = parseReferrer(text);
  expect(parsed).toMatchObject({ ok: false, suggestion });
  expect(parsed.ok || parsed.message.split("A match pattern must begin")).toEqual([question, expect.any(String)]);
});

/** Every message says why, and ends with what to write. */
function expectRepair(parsed: ParsedReferrer): void {
  for (const { message, suggestion } of parsed.ok ? parsed.warnings : [parsed]) {
    const repair = suggestion ? JSON.stringify(suggestion) : "your page's origin and /*";
    expect(message).toMatch(/^[A-Z].*\. Write /);
    expect(message.endsWith(` Write ${repair}.`)).toBe(true);
  }
}
