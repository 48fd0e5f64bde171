import { canonicalHost } from "./host.js";

/** A match pattern, taken apart. */
export interface MatchPattern {
  /** `*` is http or https; `<all_urls>` any that Chrome permits. */
  scheme: "*" | "http" | "https" | "file" | "ftp" | "<all_urls>";
  /** Whether the subdomains of `host` match too, as under `*.`; any host where `host` is empty, as under `*` and for `file`. */
  subdomains: boolean;
  /** In its canonical form, without dots behind it. */
  host: string;
  /** `*`, which is also what no port means, or a number as it was written. */
  port: string;
  /** Begins with `/`, and has the query in it. */
  path: string;
}

/** Chrome's eight failures. */
export type PatternFault =
  | "missing-scheme-separator"
  | "invalid-scheme"
  | "wrong-scheme-separator"
  | "empty-host"
  | "empty-path"
  | "invalid-port"
  | "invalid-host-wildcard"
  | "invalid-host";

export type ParsedPattern = { ok: true; pattern: MatchPattern } | { ok: false; code: PatternFault; index: number };

const schemes = ["*", "http", "https", "file", "ftp"] as const;

/** Split at the first colon, but for an IPv6 address, which has its own. */
const hostAndPort = /^(\[[^\]]+\]|(?!\[)[^:]*)(?::(.*))?$/s;

/**
 * Takes a match pattern apart as Chrome does, in Chrome's order: the first fault counts.
 *
 * @see https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns
 */
export function parsePattern(text: string): ParsedPattern {
  const fault = (code: PatternFault, index: number): ParsedPattern => ({ ok: false, code, index });
  const ofAnyHost = { subdomains: true, host: "", port: "*" };
  if (text === "<all_urls>") return { ok: true, pattern: { scheme: text, ...ofAnyHost, path: "/*" } };

  const separator = text.includes("://") ? "://" : ":";
  const schemeEnd = text.indexOf(separator);
  if (schemeEnd === -1) return fault("missing-scheme-separator", 0);
  const scheme = schemes.find((known) => known === text.slice(0, schemeEnd));
  if (scheme === undefined) return fault("invalid-scheme", 0);
  if (separator === ":") return fault("wrong-scheme-separator", schemeEnd);

  const start = schemeEnd + separator.length;
  const rest = text.slice(start);
  const [authority = ""] = rest.split("/");
  const path = rest.slice(authority.length);
  if (scheme === "file" && rest !== "") {
    // Its host is ignored, and may be left out together with the slash.
    return { ok: true, pattern: { scheme, ...ofAnyHost, path: path || `/${authority}` } };
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

/** A number with a sign or leading zeros is a port to Chrome, though none that it ever finds in a URL. */
function isPort(port: string, scheme: string): boolean {
  return port === "*" || (scheme !== "*" && /^(?:\+?\d+|-0+)$/.test(port) && Number(port) <= 65_535);
}

/** Writes a pattern, its host in the canonical form. */
export function formatPattern({ scheme, subdomains, host, port, path }: MatchPattern): string {
  if (scheme === "<all_urls>") return scheme;
  const nameless = subdomains ? "*" : ".";
  const hostText = host === "" ? nameless : `${subdomains ? "*." : ""}${host}`;
  return `${scheme}://${hostText}${port === "*" ? "" : `:${port}`}${path}`;
}
