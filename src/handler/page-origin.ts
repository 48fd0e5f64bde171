import { parseUrl } from "../parse-url.js";
import { matchesReferrer } from "../referrer/index.js";

/** Whether a page of another site sent the request. Apps and servers send neither header; `authorize` decides on them. */
export function isCrossSite({ headers, url }: Request, referrer = ""): boolean {
  const [origin, site] = [headers.get("origin"), headers.get("sec-fetch-site")];
  // A page on another subdomain is allowed if the token works there.
  if (site === "same-site") return !matchesReferrer(referrer, `${origin}/`);
  if (site !== null) return site !== "same-origin";
  if (origin === null) return false;
  const [page, route] = [parseUrl(origin), new URL(url)];
  if (!page || !isWeb(page)) return true;
  // In Next.js the URL has the configured host name. Behind a proxy that ends TLS the URL has http:, never the reverse.
  const host = parseUrl(`${page.protocol}//${headers.get("host") ?? route.host}`)?.host;
  return page.host !== host || (route.protocol === "https:" && page.protocol !== "https:");
}

/** What the operator should know about a page that was refused. */
export function refusedPageWarning({ headers }: Request, referrer: string | undefined): string {
  const page = originOf(headers);
  const refused = `${nameOf(page)} was refused a token (cross_site): the route has another origin`;
  if (page && !isWeb(page)) return `${refused}. If it is your app's web view, ask from native code.`;
  const repair = "If the page is yours, proxy the route through the page's server (in Vite: `server.proxy`)";
  if (referrer === undefined || headers.get("sec-fetch-site") !== "same-site") return `${refused}. ${repair}.`;
  return `${refused}, and tokens are for ${referrer}. ${repair}, or make the page's origin the \`referrer\`.`;
}

/** What the operator should know about a page that has a token which does not work there. */
export function uselessTokenWarning({ headers }: Request, referrer: string | undefined): string | undefined {
  const page = originOf(headers);
  if (referrer === undefined || page === undefined) return undefined;
  // An origin has no path, so any path of the pattern is ignored.
  if (matchesReferrer(referrer.replace(/^([^/]+\/\/[^/]+)\/.*/s, "$1/*"), page.href)) return undefined;
  return `${nameOf(page)} asked for a token, but tokens are for ${referrer}. Use referrerFor(PUBLIC_URL).`;
}

/** Longer than any origin with a valid host name. */
const longestOrigin = 300;

function originOf(headers: Headers): URL | undefined {
  const origin = headers.get("origin") ?? "";
  return origin.length > longestOrigin ? undefined : parseUrl(origin);
}

/** Shows only a parsed origin or scheme, because anybody can send any text, and it could forge lines of the log. */
function nameOf(page: URL | undefined): string {
  if (!page) return "A page of an unknown origin";
  return `A page ${isWeb(page) ? `at ${page.origin}` : `with the scheme ${page.protocol}`}`;
}

function isWeb({ protocol }: URL): boolean {
  return protocol === "http:" || protocol === "https:";
}
