import { parseUrl } from "../parse-url.js";

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
  const page = readPageUrl(pageUrl);
  if (!policies.includes(policy)) throw new TypeError(`\`policy\` must be one of ${policies.join(" ").trim()}.`);
  // ComplyCube is another origin to any page, and is asked over https.
  if (!isWebPage(page) || policy === "no-referrer" || policy === "same-origin") return null;
  const origin = `${page.origin}/`;
  if (policy !== "unsafe-url" && policy !== "no-referrer-when-downgrade") return origin;
  page.username = "";
  page.password = "";
  page.hash = "";
  return page.href.length > longestReferer ? origin : page.href;
}

/** @throws TypeError saying what `pageUrl` must be */
export function readPageUrl(pageUrl: string): URL {
  const page = parseUrl(pageUrl);
  if (page) return page;
  throw new TypeError("`pageUrl` must be the whole address of the page, from https:// on.");
}

export function isWebPage({ protocol }: URL): boolean {
  return protocol === "https:" || protocol === "http:";
}
