import { parseUrl } from "../parse-url.js";
import { parsePattern } from "../referrer/match-pattern.js";
import { differences, matchesReferrer } from "../referrer/matches-referrer.js";

/** Whether a page of another site sent the request. Apps and servers send neither header; `authorize` decides on them. */
export function isCrossSite({ headers, url }: Request, referrer = ""): boolean {
  const [origin, site] = [headers.get("origin"), headers.get("sec-fetch-site")];
  // A page on another subdomain is allowed if the token works there.
  if (site === "same-site") return !matchesReferrer(referrer, `${origin}/`);
  if (site !== null) return site !== "same-origin";
  if (origin === null) return false;
  const [page, route] = [parseUrl(origin), new URL(url)];
  if (page?.protocol !== "https:" && page?.protocol !== "http:") return true;
  // In Next.js the URL has the configured host name. Behind a proxy that ends TLS the URL has http:, never the reverse.
  const host = parseUrl(`${page.protocol}//${headers.get("host") ?? route.host}`)?.host;
  return page.host !== host || (route.protocol === "https:" && page.protocol !== "https:");
}

/** Limits the memory, because anybody can send any origin. */
const mostOrigins = 100;

/** Creates the functions that tell the operator, once per origin, of pages that cannot use the tokens. */
export function createOriginWarnings(
  referrer: string | undefined,
  onWarning: (message: string, request: Request) => void,
) {
  const known = new Set<string>();
  const parsed = parsePattern(referrer ?? "");

  function warn(message: string, request: Request): void {
    if (known.has(message) || known.size >= mostOrigins) return;
    known.add(message);
    const notify = async () => onWarning(message, request);
    // The callback may throw or reject; the page gets its response.
    notify().catch(() => {});
  }

  return {
    /** The request was refused. */
    refused(request: Request): void {
      const message =
        `${pageOf(request)} asked for a token and was refused, because this route has another origin. If the page is ` +
        "yours, let its server pass these requests on to this route, as with server.proxy in Vite.";
      warn(message, request);
    },
    /** The page gets a token. Warns if it cannot work there. */
    useless(request: Request): void {
      const url = parseUrl(request.headers.get("origin") ?? "");
      // The page's policy may send its path.
      if (!url || !parsed.ok || differences({ ...parsed.pattern, path: "/*" }, url).length === 0) return;
      const message = `${pageOf(request)} asked for a token, but tokens are for ${referrer}. Use referrerFor(PUBLIC_URL).`;
      warn(message, request);
    },
  };
}

/** Shows only what looks like an origin, because a caller can send any text. */
function pageOf({ headers }: Request): string {
  const origin = headers.get("origin") ?? "";
  return /^[a-z][\w+.-]{0,30}:\/\/[\w.:[\]-]{1,255}$/i.test(origin)
    ? `A page at ${origin}`
    : "A page of an unknown origin";
}
