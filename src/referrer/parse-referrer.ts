import { type MatchPattern, type PatternFault, parsePattern } from "./match-pattern.js";
import { suggestionFor } from "./suggest.js";
import { type ReferrerWarning, warningsOf } from "./warnings.js";

/** A pattern taken apart, with what to tell its author; or what is wrong with it, from which character on. */
export type ParsedReferrer =
  | { ok: true; pattern: MatchPattern; warnings: ReferrerWarning[] }
  | { ok: false; code: PatternFault; message: string; index: number; suggestion?: string };

const messages: Record<PatternFault, string> = {
  "missing-scheme-separator": "It has no scheme: a match pattern begins with https://",
  "invalid-scheme": "It must begin with https://, http:// or *:// in lower case",
  "wrong-scheme-separator": "Its scheme must be followed by ://",
  "empty-host": "It has no host, which stands between :// and the path",
  "empty-path": "It has no path: a pattern for all pages of a site ends with /*",
  "invalid-port":
    "Its port must be a number up to 65535 or *, and a number needs https:// or http:// in front, not *://",
  "invalid-host-wildcard": "In a host, * stands alone, or at the front with a dot behind it, as in *.example.com",
  "invalid-host": "No URL can have this host",
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
  const suggestion = suggestionFor(pattern);
  return { ...parsed, message: messages[parsed.code], ...(suggestion !== undefined && { suggestion }) };
}
