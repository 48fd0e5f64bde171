import { parseUrl } from "../parse-url.js";
import { canonicalHost, hostOf, isAddress, isLoopback } from "./host.js";
import { formatPattern } from "./match-pattern.js";
import { isOpen } from "./warnings.js";

/** A scheme, also a misspelt one, or one with too few slashes; stars in front of a name; the host and the port. */
const parts = /^(?:(https?:|[^/]*:(?=\/))\/*|\/\/)?(\*[*.]*(?!-))?([^/?#@*,;\s]*)(?:[/?#]|$)/;

/** The pattern of all pages of the site that was probably meant; `undefined` where that is anybody's guess. */
export function suggestionFor(text: string): string | undefined {
  const [, written = "", stars, authority = ""] = text.trim().toLowerCase().split(parts);
  const url = parseUrl(`https://${authority}`);
  // Again, since what is left without dots behind it may be no host.
  const host = url && canonicalHost(hostOf(url));
  if (!url || host === undefined) return undefined;
  const pattern = {
    scheme: schemeFor(written, host, authority),
    subdomains: stars !== undefined && !isAddress(host),
    host,
    port: url.port || "*",
    path: "/*",
  };
  // A pattern for everybody is not what to repair a mistake with.
  return isOpen(pattern) ? undefined : formatPattern(pattern);
}

function schemeFor(written: string, host: string, authority: string): "*" | "http" | "https" {
  if (written === "*:" && !authority.includes(":")) return "*";
  return written === "http:" || (isLoopback(host) && written !== "https:") ? "http" : "https";
}
