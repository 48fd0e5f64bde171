import { type MatchPattern, type PatternFault, parsePattern } from "./match-pattern.js";
import { suggestionFor } from "./suggest.js";
import { type Advice, advice, type ReferrerWarning, warningsOf } from "./warnings.js";

/** A parsed pattern with its warnings, or the fault with the index of its first character. */
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
  "invalid-port": "Its port must be up to 65535, after https:// or http://.",
  "invalid-host-wildcard": "In its host, only *. in front is allowed.",
  "invalid-host": "Its host is not valid.",
};

/**
 * Parses a match pattern like Chrome, and reports faults and warnings. It never changes the pattern: the author decides
 * whether to use a `suggestion`.
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
