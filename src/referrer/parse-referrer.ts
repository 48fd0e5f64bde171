import { faults, type MatchPattern, type PatternFault, parsePattern } from "./match-pattern.js";
import { isAppId, mistakeIn, mistakes } from "./mistakes.js";
import { suggestionFor } from "./suggest.js";
import { type Advice, advice, type ReferrerWarning, warningsOf } from "./warnings.js";

/** A parsed pattern with its warnings, or the fault with the index of its first character. */
export type ParsedReferrer =
  | {
      ok: true;
      /** The parts of the pattern. */
      pattern: MatchPattern;
      /** What looks like a mistake, most serious first. */
      warnings: ReferrerWarning[];
    }
  | ({
      ok: false;
      /** The position of the first character at fault. */
      index: number;
    } & Advice<PatternFault>);

/**
 * Parses a match pattern like Chrome, and reports faults and warnings. It never changes the pattern: the author decides
 * whether to use a `suggestion`.
 *
 * @see https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns
 * @example
 * import { parseReferrer } from "complycube-tokens/referrer";
 *
 * parseReferrer("localhost:3000/*");
 * // { ok: false, index: 0, suggestion: "http://localhost:3000/*", … }
 */
export function parseReferrer(pattern: string): ParsedReferrer {
  const parsed = parsePattern(pattern);
  if (!parsed.ok && parsed.code === "too-long") return { ...parsed, message: faults["too-long"] };
  const mistake = mistakeIn(pattern, parsed.ok);
  // Further warnings would suggest a pattern with the same mistake.
  if (parsed.ok) return { ...parsed, warnings: mistake ? [mistake] : warningsOf(parsed.pattern, pattern) };
  if (mistake) return { ...parsed, message: mistake.message };
  // The text may also be a host, such as dev.example.com.
  const why = `${isAppId(pattern) ? `${mistakes.app} ` : ""}${faults[parsed.code]}`;
  return { ...parsed, ...advice(parsed.code, why, suggestionFor(pattern)) };
}
