import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { type PatternFault, parsePattern } from "../../../src/referrer/match-pattern.js";
import { matchesReferrer } from "../../../src/referrer/matches-referrer.js";

/** What a real Chromium 156 made of a pattern and a URL. */
interface Verdict {
  pattern: string;
  url: string;
  valid: boolean;
  matches: boolean;
  error?: string;
}

const verdicts: Verdict[] = JSON.parse(
  await readFile(new URL("chromium-match-patterns.json", import.meta.url), "utf8"),
);

const chromeTexts: Record<PatternFault, string> = {
  "missing-scheme-separator": "Missing scheme separator.",
  "invalid-scheme": "Invalid scheme.",
  "wrong-scheme-separator": "Wrong scheme type.",
  "empty-host": "Host can not be empty.",
  "empty-path": "Empty path.",
  "invalid-port": "Invalid port.",
  "invalid-host-wildcard": "Invalid host wildcard.",
  "invalid-host": "Invalid host.",
};

it("every verdict is Chromium's", () => {
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
