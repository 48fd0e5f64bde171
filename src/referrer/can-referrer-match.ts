import { type Difference, difference } from "./matches-referrer.js";
import { parseReferrer } from "./parse-referrer.js";
import { pageUrlRule, type ReferrerPolicy, refererSent } from "./referer-sent.js";

/** Whether a page can use a token of a pattern, and why. */
export interface ReferrerVerdict {
  matches: boolean;
  /**
   * What decides: `match`, or `port-implied` where Chrome takes the pattern for any port and another matcher may not; the
   * pattern itself, that the page sends no Referer, or the part on which they differ.
   */
  reason: "match" | "port-implied" | "invalid-pattern" | "no-referer" | Difference;
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
    return { matches: reason === "match" || reason === "port-implied", reason, message, referer };
  };
  const parsed = parseReferrer(pattern);
  if (!parsed.ok) return verdict("invalid-pattern", parsed.message);
  if (referer === null) {
    return verdict(
      "no-referer",
      "The page sends no Referer: it must be http or https, its policy strict-origin-when-cross-origin.",
    );
  }
  const url = new URL(referer);
  const sends = `The page sends ${referer}`;
  const differing = difference(parsed.pattern, url);
  if (differing === undefined && (url.port === "" || parsed.pattern.port !== "*")) return verdict("match", sends);
  return verdict(
    differing ?? "port-implied",
    `${sends}: its ${differing ?? "port"} differs. Write ${referrerFor(pageUrl)}`,
  );
}

/**
 * The pattern for a page that every engine reads alike: its origin, and any path.
 *
 * @throws TypeError where `pageUrl` is not an http or https address
 * @example
 * referrerFor("https://www.example.com/kyc?step=1"); // "https://www.example.com/*"
 */
export function referrerFor(pageUrl: string): string {
  const referer = refererSent(pageUrl);
  if (referer === null) throw new TypeError(pageUrlRule);
  return `${referer}*`;
}
