import { canonicalHost, isLoopback } from "./host.js";
import { formatPattern, parsePattern } from "./match-pattern.js";
import { warningsOf } from "./warnings.js";

/** A scheme, also a misspelt one, or one with too few slashes; then user and password, host, port and path. */
const parts =
  /^(?:([a-z*()?.+-]*)\s*:\/+|(https?):|\/\/)?(?:[^/?#@.]*@)?([^/?#:[]*|\[[^\]/]*\]?)(?::([^/?#]*))?(.*)$/is;

/** What the author of a pattern that does not parse may have meant; `undefined` where that is anybody's guess. */
export function suggestionFor(text: string): string | undefined {
  const [, written, withoutSlashes, hostText = "", portText = "", rest = ""] = text.trim().split(parts);
  const host = hostFor(hostText);
  const isNumber = /^\d+$/.test(portText.trim());
  // `about:blank` and its like: what is before the colon is no host.
  const isOpaque = written === undefined && withoutSlashes === undefined && portText !== "" && !isNumber;
  const isWhole = rest.startsWith("/") || /^(?:[?#][^/]*)?$/.test(rest);
  if (host === undefined || isOpaque || !isWhole) return undefined;

  const port = isNumber ? `:${Number(portText)}` : "";
  const scheme = schemeFor((written ?? withoutSlashes ?? "").toLowerCase(), host, port);
  const parsed = parsePattern(`${scheme}://${host}${port}${rest.startsWith("/") ? rest : "/*"}`);
  if (!parsed.ok) return undefined;
  const suggestion = formatPattern(parsed.pattern);
  // A pattern for everybody is not what to repair a mistake with.
  const isOpen = warningsOf(parsed.pattern, suggestion).some(
    ({ code }) => code === "every-site" || code === "whole-suffix",
  );
  return isOpen ? undefined : suggestion;
}

function schemeFor(written: string, host: string, port: string): string {
  if (written === "http" || written === "https") return written;
  if (written === "*" && port === "") return written;
  return isLoopback(host) ? "http" : "https";
}

/** The host without what does not belong there; a wildcard that is not at its front is moved there. */
function hostFor(text: string): string | undefined {
  const host = text.replace(/[\p{Cc}\s]/gu, "");
  const star = host.lastIndexOf("*");
  const name = host.slice(star + 1).replace(/^\./, "");
  const canonical = name === "" ? undefined : canonicalHost(name);
  return canonical === undefined || star === -1 ? canonical : `*.${canonical}`;
}
