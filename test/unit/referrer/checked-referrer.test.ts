import { expect, it } from "vitest";
import { parseReferrer } from "../../../src/referrer/index.js";
import { mistakes } from "../../../src/referrer/mistakes.js";
import { compile } from "../../support/compile.js";
import { readVerdicts } from "../../support/verdicts.js";
import { invalidPatterns } from "./invalid-patterns.js";

const { verdicts } = await readVerdicts();
const patterns = [
  ...new Set([...verdicts, ...invalidPatterns.map(([pattern]) => ({ pattern }))].map((row) => row.pattern)),
];

const declarations = `import type { CheckedReferrer } from "../../../src/referrer/index.js";
declare function check<T extends string>(referrer: CheckedReferrer<T>): void;`;
const calls = patterns.map((pattern) => `check(${JSON.stringify(pattern)});`);
const { errors } = compile({ "test/unit/referrer/.literals.ts": [declarations, ...calls].join("\n") });
const rows = patterns.map((pattern, index) => {
  const error = errors.find(({ line }) => line === index + 3)?.message;
  const [, fault, repair] = /parameter of type '"(.*?)(?: Write (.*))?"'\.$/.exec(error ?? "") ?? [];
  return { pattern, error, fault, repair, parsed: parseReferrer(pattern) };
});

it("accepts every valid pattern except files, and rejects most invalid ones", () => {
  const rejected = rows.filter(({ error, parsed }) => error && parsed.ok);
  expect(rejected.map(({ fault }) => fault)).toEqual(rejected.map(() => "No Referer begins with file:."));
  // These need Unicode, arithmetic or the rules of addresses. They are rejected at run time.
  expect(rows.filter(({ error, parsed }) => !error && !parsed.ok)).toHaveLength(16);
});

it("reports the same fault as parseReferrer", () => {
  for (const { error, fault, parsed } of rows) {
    // parseReferrer looks for several patterns first.
    if (error && !parsed.ok && parsed.message !== mistakes.several) {
      expect(parsed.message.split(" Write")[0]).toBe(fault);
    }
  }
});

it("suggests patterns that are valid, not too broad, and for the same host as parseReferrer", () => {
  const repaired = rows.filter(({ repair }) => repair);
  expect(repaired).toHaveLength(37);
  for (const { repair = "", parsed } of repaired) {
    const written = parseReferrer(repair);
    const suggested = parseReferrer(parsed.ok ? "" : (parsed.suggestion ?? ""));
    expect(JSON.stringify(written)).not.toMatch(/every-site|whole-suffix/);
    expect(written.ok && written.pattern.host).toBe(suggested.ok && suggested.pattern.host);
  }
});
