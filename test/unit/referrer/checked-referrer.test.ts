import { describe, expect, it } from "vitest";
import { parseReferrer } from "../../../src/referrer/index.js";
import { parsePattern } from "../../../src/referrer/match-pattern.js";
import { compile } from "../../support/compile.js";
import { readVerdicts } from "../../support/verdicts.js";

const { verdicts } = await readVerdicts();
const patterns = [...new Set(verdicts.map(({ pattern }) => pattern))];

/** The compiler's error for each pattern as a literal; `undefined` if it compiles. */
function errorsFor(literals: string[]): (string | undefined)[] {
  const head =
    'import type { CheckedReferrer } from "../../../src/referrer/index.js"; declare function check<T extends string>(referrer: CheckedReferrer<T>): void;';
  const source = [head, ...literals.map((literal) => `check(${JSON.stringify(literal)});`)].join("\n");
  const { errors } = compile({ "test/unit/referrer/.literals.ts": source });
  const byLine = new Map(errors.map(({ line, message }) => [line, message]));
  return literals.map((_, index) => byLine.get(index + 2));
}

/** Wrong patterns, and a part of the expected error. */
const repairs = [
  ["localhost:3000/*", "Write http://localhost:3000/*"],
  ["www.example.com/*", "Write https://www.example.com/*"],
  ["  https://www.example.com/* ", "Write https://www.example.com/*"],
  ["https:/www.example.com/*", "Write https://www.example.com/*"],
  ["http:localhost:3000/*", "Write http://localhost:3000/*"],
  ["http(s)://www.example.com", "Write https://www.example.com/*"],
  ["localhost.example.com/*", "Write https://localhost.example.com/*"],
  ["*.example.com/*", "Write https://*.example.com/*"],
  ["https://*example.com:8443/*", "Write https://*.example.com:8443/*"],
  ["*://localhost:3000", "Write http://localhost:3000/*"],
  ["https://www.example.com ", "Write https://www.example.com/*"],
  ["https://app-*.vercel.app/*", "* stands alone"],
  ["https://*a.*b.com/*", "* stands alone"],
  ["*example.com/*", "begins with https://"],
  ["about:blank", "begins with https://"],
  ["data:*", "begins with https://"],
  ["https:", "has a host"],
  ["https://*", "has a path"],
  ["www.example.com", "Write https://www.example.com/*"],
  ["//www.example.com/*", "Write https://www.example.com/*"],
  ["HTTP://www.example.com/*", "Write http://www.example.com/*"],
  ["https:www.example.com/*", "Write https://www.example.com/*"],
  ["https://www.example.com", "Write https://www.example.com/*"],
  ["https://www.example.com?*", "Write https://www.example.com/*"],
  ["*://localhost:3000/*", "Write http://localhost:3000/*"],
  ["https://*example.com/*", "Write https://*.example.com/*"],
  ["https://www.*.com/*", "* stands alone"],
  ["file:///*", "No Referer begins with file:"],
  ["https://exa mple.com/*", "No URL can have this host."],
  ["https://www.example.com:1e3/*", "A port is a number"],
  ["https:///*", "has a host"],
] as const;

const said = errorsFor([...patterns, ...repairs.map(([pattern]) => pattern)]);

describe("the compiler", () => {
  it("accepts every pattern that Chromium accepts, except files, and rejects most others", () => {
    const verdictOf = (pattern: string) => parsePattern(pattern);
    const wronglyRefused = patterns.filter((pattern, index) => {
      const parsed = verdictOf(pattern);
      return said[index] !== undefined && parsed.ok && parsed.pattern.scheme !== "file";
    });
    expect(wronglyRefused).toEqual([]);
    const invalid = patterns.filter((pattern) => !verdictOf(pattern).ok);
    const passed = patterns.filter((pattern, index) => said[index] === undefined && !verdictOf(pattern).ok);
    // The others need Unicode, arithmetic or the rules of addresses. They are rejected at run time.
    expect([invalid.length, passed.length]).toEqual([81, 16]);
    expect(said.filter((text) => text?.includes("excessively deep"))).toEqual([]);
  });

  it("names the fault and the repair", () => {
    expect(said.slice(patterns.length)).toEqual(repairs.map(([, text]) => expect.stringContaining(text)));
  });

  it("suggests only valid patterns that are not too broad", () => {
    const written = said.flatMap((text) => [...(/ Write (.*?)["']{1,2}\.$/.exec(text ?? "")?.slice(1) ?? [])]);
    expect(written.length).toBeGreaterThan(30);
    const harmful = ["every-site", "whole-suffix"];
    const wrong = written.filter((pattern) => {
      const parsed = parseReferrer(pattern);
      return !parsed.ok || parsed.warnings.some(({ code }) => harmful.includes(code));
    });
    expect(wrong).toEqual([]);
  });
});
