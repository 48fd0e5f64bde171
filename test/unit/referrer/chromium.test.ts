import { expect, it } from "vitest";
import { type PatternFault, parsePattern } from "../../../src/referrer/match-pattern.js";
import { matchesReferrer } from "../../../src/referrer/matches-referrer.js";
import { readVerdicts } from "../../support/verdicts.js";

const { verdicts } = await readVerdicts();

const chromeTexts: Partial<Record<PatternFault, string>> = {
  "missing-scheme-separator": "Missing scheme separator.",
  "invalid-scheme": "Invalid scheme.",
  "wrong-scheme-separator": "Wrong scheme type.",
  "empty-host": "Host can not be empty.",
  "empty-path": "Empty path.",
  "invalid-port": "Invalid port.",
  "invalid-host-wildcard": "Invalid host wildcard.",
  "invalid-host": "Invalid host.",
};

it.each([
  // Not in the fixture, but in Chromium's source.
  ["file://foo*", "file:///foobar", true],
  ["file://*", "file:///any/path", true],
  ["file:///foo", "file:///bar", false],
  ["file://", "file:///", false],
  ["ftp://a.example/*", "ftp://a.example/x", true],
  ["ftp://a.example:21/*", "ftp://a.example/x", true],
  ["<all_urls>", "file:///any/path", true],
  ["<all_urls>", "about:blank", false],
  ["*://*.example/*", "http://1.2.3.4.example/", true],
  ["https://ab.example/*", "https://a*b.example/", false],
  ["https://h/\u0080", "https://h/%C2%80", true],
  ["https://h/%ff", "https://h/%ff", true],
  ["https://h/%e2%82%ac%2F%41", "https://h/€%2FA", true],
  ["https://h/%e0%80%80/%zz%", "https://h/%e0%80%80/%zz%", true],
  ["https://h/%e0%80%80%41", "https://h/%e0%80%80A", true],
  ["https://h/%2f", "https://h/%2F", false],
  ["https://h/%E2%80%8B", "https://h/%e2%80%8b", false],
])("%s and %s: %s", (pattern, url, matches) => {
  expect(matchesReferrer(pattern, url)).toBe(matches);
});

it("every verdict of the fixture is Chromium's", () => {
  expect(verdicts).toHaveLength(2_393);
  const ours = verdicts.map(({ pattern, url }) => {
    const parsed = parsePattern(pattern);
    const error = parsed.ok ? {} : { error: chromeTexts[parsed.code] };
    return { pattern, url, valid: parsed.ok, matches: matchesReferrer(pattern, url), ...error };
  });
  const differing = ours.filter((verdict, index) => {
    const { pattern, url, valid, matches, error } = verdicts[index] ?? expect.unreachable();
    return JSON.stringify({ pattern, url, valid, matches, error }) !== JSON.stringify(verdict);
  });
  expect(differing).toEqual([]);
});
