import { type Difference, differences } from "./matches-referrer.js";
import { parseReferrer } from "./parse-referrer.js";
import { pageUrlRule, type ReferrerPolicy, refererSent } from "./referer-sent.js";

/** Whether a page can use a token for a pattern, and why. */
export interface ReferrerVerdict {
  /** Whether the `Referer` that the page sends matches the pattern. */
  matches: boolean;
  /**
   * `match`, `invalid-pattern`, `no-referer`, or the first part of the URL that does not match. `port-implied` is a match in
   * Chrome, where a pattern without a port matches every port; other matchers may differ.
   */
  reason: "match" | "port-implied" | "invalid-pattern" | "no-referer" | Difference;
  /** Every part of the `Referer` that does not match. */
  differences: Difference[];
  /** The reason in words, with the repair. */
  message: string;
  /** The `Referer` that the page sends. */
  referer: string | null;
}

/**
 * Whether a token for a pattern can work on a page: whether the `Referer` that the page sends matches the pattern.
 *
 * @param pattern the match pattern, as `referrer` of a token
 * @param pageUrl the URL of the page or frame that mounts the SDK
 * @param policy the page's `Referrer-Policy`. Default: `strict-origin-when-cross-origin`
 * @throws TypeError if `pageUrl` is not an absolute URL or the policy is unknown
 * @example
 * import { canReferrerMatch } from "complycube-tokens/referrer";
 *
 * const page = "https://www.example.com/kyc/start";
 * canReferrerMatch("https://www.example.com/kyc/*", page);
 * // { matches: false, reason: "path", referer: "https://www.example.com/", … }
 */
export function canReferrerMatch(pattern: string, pageUrl: string, policy: ReferrerPolicy = ""): ReferrerVerdict {
  const referer = refererSent(pageUrl, policy);
  const verdict = (
    reason: ReferrerVerdict["reason"],
    message: string,
    matches = false,
    differences: Difference[] = [],
  ): ReferrerVerdict => ({ matches, reason, differences, message, referer });
  const parsed = parseReferrer(pattern);
  if (!parsed.ok) return verdict("invalid-pattern", parsed.message);
  if (referer === null) return verdict("no-referer", whyNoReferer(policy));
  const url = new URL(referer);
  const sends = `The page sends ${referer}`;
  const parts = differences(parsed.pattern, url);
  const [part, ...others] = parts;
  if (part) {
    const differ =
      others.length > 0
        ? `${[part, ...others.slice(0, -1)].join(", ")} and ${others.at(-1)} differ`
        : `${part} differs`;
    return verdict(part, `${sends}: its ${differ}. Write ${referrerFor(pageUrl)}`, false, parts);
  }
  if (!url.port || parsed.pattern.port !== "*") return verdict("match", sends, true);
  return verdict(
    "port-implied",
    `${sends}, which matches in Chrome. Other matchers may need the port: write ${referrerFor(pageUrl)}`,
    true,
  );
}

function whyNoReferer(policy: ReferrerPolicy): string {
  return policy === "no-referrer" || policy === "same-origin"
    ? `The page's policy, ${policy}, sends no Referer. Set its Referrer-Policy to strict-origin-when-cross-origin.`
    : "Only pages with an http: or https: URL send a Referer. Serve the page over https:.";
}

/**
 * The recommended pattern for a page: its origin and any path. Every matcher reads it the same way.
 *
 * @throws TypeError if `pageUrl` is not an http or https URL
 * @example
 * import { referrerFor } from "complycube-tokens/referrer";
 *
 * referrerFor("https://www.example.com/kyc?step=1");
 * // "https://www.example.com/*"
 */
export function referrerFor(pageUrl: string): string {
  const referer = refererSent(pageUrl);
  if (referer === null) throw new TypeError(pageUrlRule);
  return `${referer}*`;
}
