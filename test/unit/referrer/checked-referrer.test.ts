import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parseReferrer } from "../../../src/referrer/index.js";
import { parsePattern } from "../../../src/referrer/match-pattern.js";
import { compilerOptions } from "../../support/compile.js";
import { readVerdicts } from "../../support/verdicts.js";

const { verdicts } = await readVerdicts();
const patterns = [...new Set(verdicts.map(({ pattern }) => pattern))];

/** What the compiler says of each pattern as a literal; `undefined` where it compiles. */
function compile(literals: string[]): (string | undefined)[] {
  const file = `${import.meta.dirname}/.literals.ts`;
  const calls = literals.map((literal) => `check(${JSON.stringify(literal)});`);
  const head =
    'import type { CheckedReferrer } from "../../../src/referrer/index.js"; declare function check<T extends string>(referrer: CheckedReferrer<T>): void;';
  const source = [head, ...calls].join("\n");
  const host = ts.createCompilerHost(compilerOptions());
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], { ...compilerOptions(), noEmit: true }, host);
  const sourceFile = program.getSourceFile(file);
  const said = new Map(
    program.getSemanticDiagnostics(sourceFile).map(({ start = 0, messageText }) => {
      const line = sourceFile?.getLineAndCharacterOfPosition(start).line ?? 0;
      return [line, ts.flattenDiagnosticMessageText(messageText, " ")];
    }),
  );
  return literals.map((_, index) => said.get(index + 1));
}

/** Wrong patterns, and words of what the compiler is to say. */
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

// One program for all: most of its time goes into the compiler's own libraries.
const said = compile([...patterns, ...repairs.map(([pattern]) => pattern)]);

describe("the compiler", () => {
  it("takes every pattern that Chromium takes, but for files, and refuses most of the others", () => {
    const verdictOf = (pattern: string) => parsePattern(pattern);
    const wronglyRefused = patterns.filter((pattern, index) => {
      const parsed = verdictOf(pattern);
      return said[index] !== undefined && parsed.ok && parsed.pattern.scheme !== "file";
    });
    expect(wronglyRefused).toEqual([]);
    const invalid = patterns.filter((pattern) => !verdictOf(pattern).ok);
    const passed = patterns.filter((pattern, index) => said[index] === undefined && !verdictOf(pattern).ok);
    // What is left needs Unicode, arithmetic or the rules of addresses, and is refused at run time.
    expect([invalid.length, passed.length]).toEqual([81, 16]);
    expect(said.filter((text) => text?.includes("excessively deep"))).toEqual([]);
  });

  it("says what is wrong, and what to write instead", () => {
    expect(said.slice(patterns.length)).toEqual(repairs.map(([, text]) => expect.stringContaining(text)));
  });

  it("says to write only what can be written, and protects", () => {
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
