import { parseUrl } from "../parse-url.js";

/** What a page says of the `Referer` that it sends. */
export type ReferrerPolicy =
  | ""
  | "no-referrer"
  | "no-referrer-when-downgrade"
  | "origin"
  | "origin-when-cross-origin"
  | "same-origin"
  | "strict-origin"
  | "strict-origin-when-cross-origin"
  | "unsafe-url";

/** What each policy sends to another origin over https, as ComplyCube's is to any page. */
const sent: Record<ReferrerPolicy, "nothing" | "origin" | "url"> = {
  "": "origin",
  "no-referrer": "nothing",
  "no-referrer-when-downgrade": "url",
  origin: "origin",
  "origin-when-cross-origin": "origin",
  "same-origin": "nothing",
  "strict-origin": "origin",
  "strict-origin-when-cross-origin": "origin",
  "unsafe-url": "url",
};

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
  if (!Object.hasOwn(sent, policy)) {
    const names = Object.keys(sent).filter(Boolean).join(", ");
    throw new TypeError(`\`policy\` is no referrer policy: ${JSON.stringify(policy)}. The policies are ${names}.`);
  }
  if (!isWebPage(page) || sent[policy] === "nothing") return null;
  const origin = `${page.origin}/`;
  if (sent[policy] === "origin") return origin;
  page.username = "";
  page.password = "";
  page.hash = "";
  return page.href.length > longestReferer ? origin : page.href;
}

/** @throws TypeError saying what `pageUrl` must be */
export function readPageUrl(pageUrl: string): URL {
  const page = parseUrl(pageUrl);
  if (page) return page;
  throw new TypeError('`pageUrl` must be the address of the page, whole, such as "https://www.example.com/kyc".');
}

export function isWebPage({ protocol }: URL): boolean {
  return protocol === "https:" || protocol === "http:";
}
