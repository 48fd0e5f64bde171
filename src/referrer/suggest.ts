import { parseUrl } from "../parse-url.js";
import { canonicalHost, hostOf, isAddress, isLoopback } from "./host.js";
import { formatPattern } from "./match-pattern.js";
import { isOverlyBroad } from "./warnings.js";

/** The scheme, even misspelt or with too few slashes; wildcards before the host; the host and the port. */
const parts = /^(?:(https?:|[^/]*:(?=\/))\/*|\/\/)?(\*[*.]*(?![-*.]))?([^/?#@*,;\s]*)(?:[/?#]|$)/;

/** The pattern for all pages of the site that the author probably meant; `undefined` if that is unclear. */
export function suggestionFor(text: string): string | undefined {
  const [, scheme = "", wildcard, authority = ""] = text.trim().toLowerCase().split(parts);
  const url = parseUrl(`https://${authority}`);
  // Checked again, because the host may be invalid without its trailing dots.
  const host = url && canonicalHost(hostOf(url));
  if (!url || host === undefined) return undefined;
  const pattern = {
    scheme: schemeFor(scheme, host, authority),
    subdomains: wildcard !== undefined && !isAddress(host),
    host,
    port: url.port || "*",
    path: "/*",
  };
  // Never suggests a pattern that is too broad.
  return isOverlyBroad(pattern) ? undefined : formatPattern(pattern);
}

function schemeFor(scheme: string, host: string, authority: string): "*" | "http" | "https" {
  if (scheme === "*:" && !authority.includes(":")) return "*";
  return scheme === "http:" || (isLoopback(host) && scheme !== "https:") ? "http" : "https";
}
