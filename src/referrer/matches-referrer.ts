import { parseUrl } from "../parse-url.js";
import { hostOf, isAddress } from "./host.js";
import { type MatchPattern, maxLength, parsePattern } from "./match-pattern.js";
import { pathAndQuery } from "./referer-sent.js";

const parts = ["scheme", "host", "port", "path"] as const;

/** The part of a URL that does not match a pattern. */
export type Difference = (typeof parts)[number];

const defaultPorts: Record<string, string> = { "http:": "80", "https:": "443", "ftp:": "21", "file:": "" };

/**
 * Whether a URL matches a match pattern in Chromium 156. An invalid pattern, a relative URL, and either with more than 4096
 * characters never match.
 *
 * ComplyCube does not publish its own matcher, which may differ.
 *
 * @example
 * import { matchesReferrer } from "complycube-tokens/referrer";
 *
 * matchesReferrer("https://*.example.com/*", "https://www.example.com/kyc");
 * // true
 */
export function matchesReferrer(pattern: string, url: string): boolean {
  const parsed = parsePattern(pattern);
  const parsedUrl = url.length > maxLength ? undefined : parseUrl(url);
  return parsed.ok && parsedUrl !== undefined && differences(parsed.pattern, parsedUrl).length === 0;
}

/** The parts that do not match; none if the URL matches. */
export function differences(pattern: MatchPattern, url: URL): Difference[] {
  const { scheme, port, path } = pattern;
  const matches: Record<Difference, boolean> = {
    scheme: matchesScheme(scheme, url.protocol),
    host: matchesHost(pattern, url),
    port: port === "*" || port === (url.port || defaultPorts[url.protocol]),
    path: matchesPath(path, pathAndQuery(url)),
  };
  return parts.filter((part) => !matches[part]);
}

function matchesScheme(scheme: MatchPattern["scheme"], protocol: string): boolean {
  if (scheme === "<all_urls>") return protocol in defaultPorts;
  return scheme === "*" ? protocol === "http:" || protocol === "https:" : protocol === `${scheme}:`;
}

function matchesHost({ host, subdomains }: MatchPattern, url: URL): boolean {
  const found = hostOf(url);
  if (found === host || (subdomains && host === "")) return true;
  return subdomains && !isAddress(url.hostname) && found.length > host.length + 1 && found.endsWith(`.${host}`);
}

function matchesPath(patternPath: string, pathAndQuery: string): boolean {
  // In a path, Chromium escapes these two characters; the URL standard does not.
  const escaped = pathAndQuery.replace(/^[^?]*/, (path) => path.replace(/[|^]/g, encodeURIComponent));
  const [wanted, found] = [decodePath(patternPath), decodePath(escaped)];
  // `/kyc/*` also matches `/kyc`. Chromium compares the escaped form, so a query does not match.
  if (wanted === `${found}/*` && !found.includes("?")) return true;
  return matchesGlob(wanted, found);
}

/**
 * Whether a whole text matches a glob, in which `*` is any run of characters. The line breaks, which no URL contains, anchor
 * the first and the last piece. Each piece is matched as early as possible, so no backtracking is needed.
 */
function matchesGlob(pattern: string, text: string): boolean {
  const line = `\n${text}\n`;
  let position = 0;
  return `\n${pattern}\n`.split("*").every((piece) => {
    const found = line.indexOf(piece, position);
    position = found + piece.length;
    return found !== -1;
  });
}

/** The percent-encoded UTF-8 bytes of one character. */
const escapedCharacter = /%[0-7].|%[cd].%[89ab].|%e.(?:%[89ab].){2}|%f.(?:%[89ab].){3}/gi;
/** Characters that have no special meaning in a URL. */
const plain = /[\w~"<>-]/;
/** Characters that could make one address look like another: spaces, invisible characters and lock symbols. */
const deceptive = /[\p{space}\p{DI}\p{Cf}\u2800\u{1f50f}\u{1f510}\u{1f512}\u{1f513}]/u;

/** Decodes the percent-encoded characters that Chromium 156 decodes before it compares paths. */
function decodePath(path: string): string {
  return path.replace(escapedCharacter, (escapes) => {
    try {
      const character = decodeURIComponent(escapes);
      return (character < "\x80" ? plain.test(character) : !deceptive.test(character)) ? character : escapes;
    } catch {
      return escapes;
    }
  });
}
