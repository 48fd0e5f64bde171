import { canonicalHost } from "./host.js";

/** A parsed match pattern. */
export interface MatchPattern {
  /** `*` is http or https. `<all_urls>` is every scheme that Chrome permits. */
  scheme: "*" | "http" | "https" | "file" | "ftp" | "<all_urls>";
  /** Whether subdomains of `host` match, as with `*.`. If `host` is empty, as with `*` or `file`, every host matches. */
  subdomains: boolean;
  /** In canonical form, without trailing dots. */
  host: string;
  /** `*`, also if the pattern has no port, or the number as written. */
  port: string;
  /** Begins with `/` and includes the query. */
  path: string;
}

const schemeRule = "A match pattern must begin with https://, http:// or *:// in lower case.";
/** The rule that each fault breaks. The compiler reports the same texts. */
export const faults = {
  "missing-scheme-separator": schemeRule,
  "invalid-scheme": schemeRule,
  "wrong-scheme-separator": schemeRule,
  "empty-host": "A match pattern must have a host.",
  "empty-path": "A match pattern must have a path, such as /*.",
  "invalid-port": "A port must be a number up to 65535, after https:// or http://.",
  "invalid-host-wildcard": "In a host, only *. in front is allowed.",
  "invalid-host": "No URL can have this host.",
  "too-long": "A match pattern can have at most 4096 characters.",
} as const;

/** Bounds the time to parse and to match. Browsers send no longer Referer. */
export const maxLength = 4_096;

/** The eight faults that Chrome reports, and `too-long`. */
export type PatternFault = keyof typeof faults;

export type ParsedPattern = { ok: true; pattern: MatchPattern } | { ok: false; code: PatternFault; index: number };

const schemes = ["*", "http", "https", "file", "ftp"] as const;

/** Splits at the first colon that is not part of an IPv6 address. */
const hostAndPort = /^(\[[^\]]+\]|(?!\[)[^:]*)(?::(.*))?$/s;

/**
 * Parses a match pattern in Chrome's order, and reports the first fault.
 *
 * @see https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns
 */
export function parsePattern(text: string): ParsedPattern {
  const fault = (code: PatternFault, index: number): ParsedPattern => ({ ok: false, code, index });
  const anyHost = { subdomains: true, host: "", port: "*" };
  if (text.length > maxLength) return fault("too-long", maxLength);
  if (text === "<all_urls>") return { ok: true, pattern: { scheme: text, ...anyHost, path: "/*" } };

  const separator = text.includes("://") ? "://" : ":";
  const schemeEnd = text.indexOf(separator);
  if (schemeEnd === -1) return fault("missing-scheme-separator", 0);
  const scheme = schemes.find((known) => known === text.slice(0, schemeEnd));
  if (scheme === undefined) return fault("invalid-scheme", 0);
  if (separator === ":") return fault("wrong-scheme-separator", schemeEnd);

  const start = schemeEnd + 3;
  const rest = text.slice(start);
  const [authority = ""] = rest.split("/");
  const path = rest.slice(authority.length);
  if (scheme === "file" && rest !== "") {
    // Chrome ignores the host of a file pattern. Without a slash, the rest of the pattern is the path.
    return { ok: true, pattern: { scheme, ...anyHost, path: path || `/${authority}` } };
  }
  if (authority === "") return fault("empty-host", start);
  if (path === "") return fault("empty-path", text.length);

  if (authority.startsWith("[]")) return fault("empty-host", start);
  const match = hostAndPort.exec(authority);
  if (match === null) return fault("invalid-host", start);
  const [, host = "", port = "*"] = match;
  if (!isPort(port, scheme)) return fault("invalid-port", start + host.length + 1);
  if (host === "" || host === "*.") return fault("empty-host", start);

  const name = host.replace(/^\*(?:\.|$)/, "");
  if (name.includes("*")) return fault("invalid-host-wildcard", start + host.lastIndexOf("*"));
  const canonical = name && canonicalHost(name);
  if (canonical === undefined) return fault("invalid-host", start + host.length - name.length);
  return { ok: true, pattern: { scheme, subdomains: name !== host, host: canonical, port, path } };
}

/** Chrome accepts a number with a sign or leading zeros, although no URL has such a port. */
function isPort(port: string, scheme: string): boolean {
  return port === "*" || (scheme !== "*" && /^(?:\+?\d+|-0+)$/.test(port) && Number(port) <= 65_535);
}

/** Formats a pattern with its host in canonical form. */
export function formatPattern({ scheme, subdomains, host, port, path }: MatchPattern): string {
  if (scheme === "<all_urls>") return scheme;
  const anyHost = subdomains ? "*" : ".";
  const hostText = host === "" ? anyHost : `${subdomains ? "*." : ""}${host}`;
  return `${scheme}://${hostText}${port === "*" ? "" : `:${port}`}${path}`;
}
