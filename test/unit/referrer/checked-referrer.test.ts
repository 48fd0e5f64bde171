import { expect, it } from "vitest";
import { parseReferrer } from "../../../src/referrer/index.js";
import { mistakes as texts } from "../../../src/referrer/mistakes.js";
import { compile } from "../../support/compile.js";
import { readVerdicts } from "../../support/verdicts.js";
import { invalidPatterns, mistakes } from "./invalid-patterns.js";

const { verdicts } = await readVerdicts();
const lists = mistakes.filter(([, message]) => message === texts.several);
const written = [...invalidPatterns, ...lists].map(([pattern]) => pattern);
const patterns = [...new Set([...verdicts.map(({ pattern }) => pattern), ...written, "com.myapp.demo.app"])];

const declarations = `import type { CheckedReferrer } from "../../../src/referrer/index.js";
declare function check<T extends string>(referrer: CheckedReferrer<T>): void;`;
const calls = patterns.map((pattern) => `check(${JSON.stringify(pattern)});`);
const { errors } = compile({ "test/unit/referrer/.literals.ts": [declarations, ...calls].join("\n") });
const rows = patterns.map((pattern, index) => {
  const error = errors.find(({ line }) => line === index + 3)?.message;
  const [, fault, repair] = /parameter of type '"(.*?)(?: Write (.*))?"'\.$/.exec(error ?? "") ?? [];
  return { pattern, error, fault, repair, parsed: parseReferrer(pattern) };
});

it("rejects no pattern that generate accepts, and most others", () => {
  const isRefused = ({ parsed }: (typeof rows)[number]) =>
    !parsed.ok || parsed.warnings.some(({ code }) => /no-referer-scheme|several-patterns/.test(code));
  expect(rows.filter((row) => row.error && !isRefused(row))).toEqual([]);
  // These need Unicode, arithmetic or the rules of addresses. They are rejected at run time.
  expect(rows.filter((row) => !row.error && isRefused(row))).toHaveLength(16);
});

it("reports the same fault as parseReferrer", () => {
  for (const { error, fault, parsed } of rows) {
    const [advice] = parsed.ok ? parsed.warnings : [parsed];
    if (error) expect(fault).toBe(advice?.message.replace(/ Write .*/, ""));
  }
});

it("suggests patterns that are valid, not too broad, and for the same host as parseReferrer", () => {
  const repaired = rows.filter(({ repair }) => repair);
  expect(repaired).toHaveLength(39);
  for (const { repair = "", parsed } of repaired) {
    const written = parseReferrer(repair);
    const suggested = parseReferrer(parsed.ok ? "" : (parsed.suggestion ?? ""));
    expect(JSON.stringify(written)).not.toMatch(/every-site|whole-suffix/);
    expect(written.ok && written.pattern.host).toBe(suggested.ok && suggested.pattern.host);
  }
});
