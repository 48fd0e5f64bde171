import { type Advice, advice } from "./advice.js";
import { type MatchPattern, type PatternFault, parsePattern } from "./match-pattern.js";
import { suggestionFor } from "./suggest.js";
import { type ReferrerWarning, warningsOf } from "./warnings.js";

/** A pattern taken apart, with what to tell its author; or what is wrong with it, from which character on. */
export type ParsedReferrer =
  | { ok: true; pattern: MatchPattern; warnings: ReferrerWarning[] }
  | ({ ok: false; index: number } & Advice<PatternFault>);

const scheme = "It must begin with https://, http:// or *:// in lower case.";
const faults: Record<PatternFault, string> = {
  "missing-scheme-separator": scheme,
  "invalid-scheme": scheme,
  "wrong-scheme-separator": scheme,
  "empty-host": "It must have a host.",
  "empty-path": "It must have a path, such as /*.",
  "invalid-port": "Its port must be up to 65535, with https:// or http:// before it.",
  "invalid-host-wildcard": "It must have no * in its host but *. in front.",
  "invalid-host": "No URL has its host.",
};

/**
 * Reads a match pattern as Chrome does, and tells what is wrong or doubtful about it. Nothing is repaired silently: a
 * `suggestion` is for the author to take.
 *
 * @see https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns
 * @example
 * parseReferrer("localhost:3000/*"); // { ok: false, code: "invalid-scheme", suggestion: "http://localhost:3000/*", … }
 */
export function parseReferrer(pattern: string): ParsedReferrer {
  const parsed = parsePattern(pattern);
  if (parsed.ok) return { ...parsed, warnings: warningsOf(parsed.pattern, pattern) };
  return { ...parsed, ...advice(parsed.code, faults[parsed.code], suggestionFor(pattern)) };
}
