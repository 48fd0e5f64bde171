import { type MatchPattern, type PatternFault, parsePattern } from "./match-pattern.js";
import { suggestionFor } from "./suggest.js";
import { type ReferrerWarning, warningsOf } from "./warnings.js";

/** A pattern taken apart, with what to tell its author; or what is wrong with it, from which character on. */
export type ParsedReferrer =
  | { ok: true; pattern: MatchPattern; warnings: ReferrerWarning[] }
  | { ok: false; code: PatternFault; message: string; index: number; suggestion?: string };

const scheme = "It must begin with https://, http:// or *:// in lower case";
const messages: Record<PatternFault, string> = {
  "missing-scheme-separator": scheme,
  "invalid-scheme": scheme,
  "wrong-scheme-separator": "Its scheme must have :// behind it",
  "empty-host": "It must have a host behind ://",
  "empty-path": "It must have a path: /* is every page of a site",
  "invalid-port": "Its port must be * or a number up to 65535, and with a number its scheme https or http",
  "invalid-host-wildcard": "* must be its whole host, or stand at the front with a dot behind it",
  "invalid-host": "It has a host that no URL can have",
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
