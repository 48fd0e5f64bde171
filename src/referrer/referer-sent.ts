import { parseUrl } from "../parse-url.js";
import { pathAndQuery } from "./path-and-query.js";

const policies = [
  "",
  "no-referrer",
  "no-referrer-when-downgrade",
  "origin",
  "origin-when-cross-origin",
  "same-origin",
  "strict-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
] as const;

/** What a page says of the `Referer` that it sends. */
export type ReferrerPolicy = (typeof policies)[number];

export const pageUrlRule = "`pageUrl` must be a whole URL.";

/** A longer one is cut to its origin (Referrer Policy, section 8.4). */
const longestReferer = 4_096;

/**
 * The `Referer` that a page sends to ComplyCube; `null` where it sends none: under some policies, and where the page has no
 * http or https address, such as `about:blank`.
 *
 * @param pageUrl the address of the page that mounts the SDK, of a frame its own
 * @param policy the page's `Referrer-Policy`; none given is the same as `strict-origin-when-cross-origin`
 * @throws TypeError where `pageUrl` is no absolute URL, or the policy is unknown
 * @see https://www.w3.org/TR/referrer-policy/
 * @example
 * refererSent("https://www.example.com/kyc?step=1"); // "https://www.example.com/"
 */
export function refererSent(pageUrl: string, policy: ReferrerPolicy = ""): string | null {
  const page = parseUrl(pageUrl);
  if (!page) throw new TypeError(pageUrlRule);
  if (!policies.includes(policy)) {
    throw new TypeError(`\`policy\` must be one of ${policies.join(" ").trim()}.`);
  }
  if (!/^https?:$/.test(page.protocol) || policy === "no-referrer" || policy === "same-origin") return null;
  const isWhole = policy === "unsafe-url" || policy === "no-referrer-when-downgrade";
  const whole = page.origin + pathAndQuery(page);
  return isWhole && whole.length <= longestReferer ? whole : `${page.origin}/`;
}
