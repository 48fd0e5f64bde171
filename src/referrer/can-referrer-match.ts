import { type Difference, difference } from "./matches-referrer.js";
import { type ParsedReferrer, parseReferrer } from "./parse-referrer.js";
import { isWebPage, type ReferrerPolicy, readPageUrl, refererSent } from "./referer-sent.js";

/** Whether a page can use a token of a pattern, and why. */
export interface ReferrerVerdict {
  matches: boolean;
  /** What decides: `match`, the pattern itself, that the page sends no Referer, or the part on which they differ. */
  reason: "match" | "invalid-pattern" | "no-referer" | Difference;
  /** The reason in words, and what to change. */
  message: string;
  /** What the page sends. */
  referer: string | null;
}

/**
 * Whether what a page sends as `Referer` matches a pattern: whether a token for the pattern can work on the page.
 *
 * @throws TypeError where `pageUrl` is no absolute URL, or the policy is unknown
 * @example
 * canReferrerMatch("https://www.example.com/kyc/*", "https://www.example.com/kyc/start");
 * // { matches: false, reason: "path", referer: "https://www.example.com/", message: … }
 */
export function canReferrerMatch(pattern: string, pageUrl: string, policy: ReferrerPolicy = ""): ReferrerVerdict {
  const referer = refererSent(pageUrl, policy);
  const verdict = (reason: ReferrerVerdict["reason"], message: string): ReferrerVerdict => {
    return { matches: reason === "match", reason, message, referer };
  };
  const parsed = parseReferrer(pattern);
  if (!parsed.ok) return verdict("invalid-pattern", faultOf(parsed));
  if (referer === null) {
    return verdict("no-referer", "The page sends no Referer: its policy must be strict-origin-when-cross-origin.");
  }
  const differing = difference(parsed.pattern, new URL(referer));
  if (differing === undefined) return verdict("match", `The page sends ${referer}`);
  return verdict(differing, `The page sends ${referer}: another ${differing}. Write ${referrerFor(pageUrl)}`);
}

/** What is wrong with a pattern, in one sentence. */
function faultOf({ message, suggestion }: Extract<ParsedReferrer, { ok: false }>): string {
  return suggestion === undefined ? `${message}.` : `${message}. Write ${suggestion}`;
}

/**
 * The pattern for a page that every engine reads alike: its origin, and any path.
 *
 * @throws TypeError where `pageUrl` is not an http or https address
 * @example
 * referrerFor("https://www.example.com/kyc?step=1"); // "https://www.example.com/*"
 */
export function referrerFor(pageUrl: string): string {
  const page = readPageUrl(pageUrl);
  if (isWebPage(page)) return `${page.origin}/*`;
  throw new TypeError("`pageUrl` must begin with https:// or http://: other pages send no Referer.");
}
