import { canonicalHost } from "./host.js";

/** A match pattern, taken apart. */
export interface MatchPattern {
  /** `*` is http or https; `<all_urls>` any that Chrome permits. */
  scheme: "*" | "http" | "https" | "file" | "ftp" | "<all_urls>";
  /** Whether the subdomains of `host` match too, as under `*.`; and any host where `host` is empty, as under `*`. */
  subdomains: boolean;
  /** In its canonical form; empty under `*`, and for `file`. */
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
  if (text === "<all_urls>") {
    return { ok: true, pattern: { scheme: text, subdomains: true, host: "", port: "*", path: "/*" } };
  }

  const separator = text.includes("://") ? "://" : ":";
  const schemeEnd = text.indexOf(separator);
  if (schemeEnd === -1) return fault("missing-scheme-separator", 0);
  const scheme = schemes.find((known) => known === text.slice(0, schemeEnd));
  if (scheme === undefined) return fault("invalid-scheme", 0);
  if (separator === ":") return fault("wrong-scheme-separator", schemeEnd);

  const start = schemeEnd + separator.length;
  if (start === text.length) return fault("empty-host", start);
  const slash = text.indexOf("/", start);
  if (scheme === "file") {
    // Its host is ignored, and may be left out together with the slash.
    const path = slash === -1 ? `/${text.slice(start)}` : text.slice(slash);
    return { ok: true, pattern: { scheme, subdomains: false, host: "", port: "*", path } };
  }
  if (slash === start) return fault("empty-host", start);
  if (slash === -1) return fault("empty-path", text.length);

  const authority = text.slice(start, slash);
  if (authority.startsWith("[]")) return fault("empty-host", start);
  const match = hostAndPort.exec(authority);
  if (match === null) return fault("invalid-host", start);
  const [, host = "", port] = match;
  if (port !== undefined && !isPort(port, scheme)) return fault("invalid-port", start + host.length + 1);
  if (host === "" || host === "*.") return fault("empty-host", start);

  const subdomains = host === "*" || host.startsWith("*.");
  const name = host === "*" ? "" : subdomains ? host.slice(2) : host;
  if (name.includes("*")) return fault("invalid-host-wildcard", start + host.lastIndexOf("*"));
  const canonical = name === "" ? "" : canonicalHost(name);
  if (canonical === undefined) return fault("invalid-host", start + host.length - name.length);
  return { ok: true, pattern: { scheme, subdomains, host: canonical, port: port ?? "*", path: text.slice(slash) } };
}

/** A number with a sign or leading zeros is a port to Chrome, though none that it ever finds in a URL. */
function isPort(port: string, scheme: string): boolean {
  if (port === "*") return true;
  return scheme !== "*" && /^[+-]?\d+$/.test(port) && Number(port) >= 0 && Number(port) <= 65_535;
}

/** Writes a pattern, its host in the canonical form. */
export function formatPattern({ scheme, subdomains, host, port, path }: MatchPattern): string {
  if (scheme === "<all_urls>") return scheme;
  const wildcard = subdomains ? (host === "" ? "*" : "*.") : "";
  return `${scheme}://${wildcard}${host}${port === "*" ? "" : `:${port}`}${path}`;
}
