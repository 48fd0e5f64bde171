import { type Difference, difference } from "./matches-referrer.js";
import { parseReferrer } from "./parse-referrer.js";
import { pageUrlRule, type ReferrerPolicy, refererSent } from "./referer-sent.js";

/** Whether a page can use a token for a pattern, and why. */
export interface ReferrerVerdict {
  matches: boolean;
  /**
   * `match`, `invalid-pattern`, `no-referer`, or the part of the URL that does not match. `port-implied` is a match in
   * Chrome, where a pattern without a port matches every port; other matchers may differ.
   */
  reason: "match" | "port-implied" | "invalid-pattern" | "no-referer" | Difference;
  /** The reason in words, with the repair. */
  message: string;
  /** The `Referer` that the page sends. */
  referer: string | null;
}

/**
 * Whether a token for a pattern can work on a page: whether the `Referer` that the page sends matches the pattern.
 *
 * @throws TypeError if `pageUrl` is not an absolute URL or the policy is unknown
 * @example
 * canReferrerMatch("https://www.example.com/kyc/*", "https://www.example.com/kyc/start");
 * // { matches: false, reason: "path", referer: "https://www.example.com/", message: … }
 */
export function canReferrerMatch(pattern: string, pageUrl: string, policy: ReferrerPolicy = ""): ReferrerVerdict {
  const referer = refererSent(pageUrl, policy);
  const verdict = (reason: ReferrerVerdict["reason"], message: string, matches = false): ReferrerVerdict => {
    return { matches, reason, message, referer };
  };
  const parsed = parseReferrer(pattern);
  if (!parsed.ok) return verdict("invalid-pattern", parsed.message);
  if (referer === null) {
    return verdict("no-referer", "The page sends no Referer. Use https and strict-origin-when-cross-origin.");
  }
  const url = new URL(referer);
  const sends = `The page sends ${referer}`;
  const part = difference(parsed.pattern, url);
  if (!part && (!url.port || parsed.pattern.port !== "*")) return verdict("match", sends, true);
  const message = `${sends}: its ${part ?? "port"} differs. Write ${referrerFor(pageUrl)}`;
  return verdict(part ?? "port-implied", message, !part);
}

/**
 * The recommended pattern for a page: its origin and any path. Every matcher reads it the same way.
 *
 * @throws TypeError if `pageUrl` is not an http or https URL
 * @example
 * referrerFor("https://www.example.com/kyc?step=1"); // "https://www.example.com/*"
 */
export function referrerFor(pageUrl: string): string {
  const referer = refererSent(pageUrl);
  if (referer === null) throw new TypeError(pageUrlRule);
  return `${referer}*`;
}
