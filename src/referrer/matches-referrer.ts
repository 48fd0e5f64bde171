import { parseUrl } from "../parse-url.js";
import { matchesGlob } from "./glob.js";
import { hostOf, isAddress } from "./host.js";
import { type MatchPattern, parsePattern } from "./match-pattern.js";
import { pathAndQuery } from "./path-and-query.js";
import { decodePath } from "./percent-decode.js";

/** The part of a URL on which a pattern and the URL differ. */
export type Difference = "scheme" | "host" | "port" | "path";

const defaultPorts: Record<string, string> = { "http:": "80", "https:": "443", "ftp:": "21", "file:": "" };

/**
 * Whether a URL matches a match pattern, as Chromium 156 has it. Nothing matches a pattern that does not parse, and what
 * is no absolute URL matches nothing.
 *
 * ComplyCube's own matcher is not published: a pattern that matches here need not match there, but one that does not
 * match here says something else than its author means.
 *
 * @example
 * matchesReferrer("https://*.example.com/*", "https://www.example.com/kyc"); // true
 */
export function matchesReferrer(pattern: string, url: string): boolean {
  const parsed = parsePattern(pattern);
  const parsedUrl = parseUrl(url);
  return parsed.ok && parsedUrl !== undefined && difference(parsed.pattern, parsedUrl) === undefined;
}

/** The first part on which they differ; `undefined` where the URL matches. */
export function difference(pattern: MatchPattern, url: URL): Difference | undefined {
  if (!matchesScheme(pattern.scheme, url.protocol)) return "scheme";
  if (!matchesHost(pattern, url)) return "host";
  if (pattern.port !== "*" && pattern.port !== (url.port || defaultPorts[url.protocol])) return "port";
  return matchesPath(pattern.path, pathAndQuery(url)) ? undefined : "path";
}

function matchesScheme(scheme: MatchPattern["scheme"], protocol: string): boolean {
  if (scheme === "<all_urls>") return Object.hasOwn(defaultPorts, protocol);
  return scheme === "*" ? protocol === "http:" || protocol === "https:" : protocol === `${scheme}:`;
}

function matchesHost({ host, subdomains }: MatchPattern, url: URL): boolean {
  const found = hostOf(url);
  if (found === host || (subdomains && host === "")) return true;
  return subdomains && !isAddress(url.hostname) && found.length > host.length + 1 && found.endsWith(`.${host}`);
}

function matchesPath(patternPath: string, pathAndQuery: string): boolean {
  // Chromium escapes these two in a path, where the URL standard does not.
  const escaped = pathAndQuery.replace(/^[^?]*/, (path) => path.replace(/[|^]/g, encodeURIComponent));
  const [wanted, found] = [decodePath(patternPath), decodePath(escaped)];
  // `/kyc/*` takes `/kyc` too. Chromium compares with its escaped form, so that no `?` may stand before.
  if (wanted === `${found}/*` && !found.includes("?")) return true;
  return matchesGlob(wanted, found);
}
