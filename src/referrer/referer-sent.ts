import { parseUrl } from "../parse-url.js";
import { maxLength } from "./match-pattern.js";
import { mistakes } from "./mistakes.js";

export const policies = [
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

/** The `Referrer-Policy` of a page. */
export type ReferrerPolicy = (typeof policies)[number];

export const pageUrlRule = "`pageUrl` must be an absolute http(s) URL.";

/**
 * Returns the `Referer` that a page sends to ComplyCube. Returns `null` if it sends none: because of its policy, or because
 * its URL is not http or https, such as `about:blank`.
 *
 * @param pageUrl the URL of the page or frame that mounts the SDK
 * @param policy the page's `Referrer-Policy`. Default: `strict-origin-when-cross-origin`
 * @throws TypeError if `pageUrl` is not an absolute URL or the policy is unknown
 * @see https://www.w3.org/TR/referrer-policy/
 * @example
 * import { refererSent } from "complycube-tokens/referrer";
 *
 * refererSent("https://www.example.com/kyc?step=1");
 * // "https://www.example.com/"
 */
export function refererSent(pageUrl: string, policy: ReferrerPolicy = ""): string | null {
  if (pageUrl === undefined || pageUrl === null) throw new TypeError(`\`pageUrl\` is ${pageUrl}. ${mistakes.unset}`);
  const [text = ""] = String(pageUrl).split("#", 1);
  const isLong = text.length > maxLength;
  // The beginning of a long URL has its origin, unless even its host is too long.
  const page = parseUrl(text.slice(0, maxLength));
  if (!page || (isLong && pathAndQuery(page) === "/")) throw new TypeError(pageUrlRule);
  if (!policies.includes(policy)) {
    throw new TypeError(`\`policy\` must be one of ${policies.join(" ").trim()}.`);
  }
  if (!/^https?:$/.test(page.protocol) || policy === "no-referrer" || policy === "same-origin") return null;
  const sendsPath = policy === "unsafe-url" || policy === "no-referrer-when-downgrade";
  const url = page.origin + pathAndQuery(page);
  // A longer Referer is cut to its origin (Referrer Policy, section 8.4).
  return sendsPath && !isLong && url.length <= maxLength ? url : `${page.origin}/`;
}

/** The path and the query of a URL. Not `search`, which omits a `?` at the end. */
export function pathAndQuery({ href }: URL): string {
  return href.replace(/^.*?:\/\/[^/]*|#.*/g, "");
}
