import { parseUrl } from "../parse-url.js";
import { hostOf, isLoopback } from "./host.js";
import { formatPattern } from "./match-pattern.js";
import { isOpen } from "./warnings.js";

/** A scheme, also a misspelt one, or one with too few slashes; what ends with a star; the host and the port. */
const parts = /^(?:(https?:|[^/]*:(?=\/))\/*|\/\/)?([^/?#:]*\*\.?)?([^/?#@]*)(?:[/?#]|$)/;

/** The pattern of all pages of the site that was probably meant; `undefined` where that is anybody's guess. */
export function suggestionFor(text: string): string | undefined {
  const [, written = "", wildcard, authority = ""] = text.replace(/\s/g, "").toLowerCase().split(parts);
  const url = parseUrl(`https://${authority}`);
  if (url === undefined) return undefined;
  const host = hostOf(url);
  const port = url.port || "*";
  const pattern = {
    scheme: schemeFor(written, host, port),
    subdomains: wildcard !== undefined,
    host,
    port,
    path: "/*",
  };
  // A pattern for everybody is not what to repair a mistake with.
  return isOpen(pattern) ? undefined : formatPattern(pattern);
}

function schemeFor(written: string, host: string, port: string): "*" | "http" | "https" {
  if (written === "*:" && port === "*") return "*";
  return written === "http:" || (isLoopback(host) && written !== "https:") ? "http" : "https";
}
