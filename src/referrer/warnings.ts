import { isAddress, isLoopback } from "./host.js";
import { formatPattern, type MatchPattern } from "./match-pattern.js";

export type ReferrerWarningCode =
  | "no-referer-scheme"
  | "every-site"
  | "whole-suffix"
  | "insecure-scheme"
  | "path-never-sent"
  | "fragment-never-sent"
  | "root-path-only"
  | "port-never-matches"
  | "redundant-port"
  | "host-not-canonical"
  | "subdomains-of-address"
  | "apex-included";

/** A pattern that is valid, and probably not what its author means. */
export interface ReferrerWarning {
  code: ReferrerWarningCode;
  /** Why, and what to write instead. */
  message: string;
  /** What to write instead, where that can be known. */
  suggestion?: string;
}

/** Where anybody can have a site: under a suffix of one label, of a country's trade, or of some hosts of many sites. */
const openSuffix =
  /^(?:(?!localhost$)[^.[]+|(?:ac|co|com|gov|net|org)\.[a-z]{2}|(?:azurewebsites|cloudfront)\.net|(?:netlify|vercel|web)\.app|github\.io|herokuapp\.com|(?:pages|workers)\.dev)$/;

/** The paths that the origin alone, which is what a browser sends unless the page says otherwise, can match. */
const rootPath = /^\/(\**|\/\*)$/;

/** What to tell the author of a pattern, most serious first. */
export function warningsOf(pattern: MatchPattern, text: string): ReferrerWarning[] {
  const { scheme, subdomains, port, path } = pattern;
  const host = pattern.host.replace(/\.+$/, "") || pattern.host;
  const write = (change: Partial<MatchPattern>) => formatPattern({ ...pattern, host, ...change });
  const warnings: ReferrerWarning[] = [];
  const warn = (code: ReferrerWarningCode, why: string, suggestion?: string) => {
    const instead = suggestion === undefined ? {} : { suggestion };
    warnings.push({ code, message: suggestion === undefined ? why : `${why} Write ${suggestion}`, ...instead });
  };

  if (scheme === "file" || scheme === "ftp") {
    warn("no-referer-scheme", `No browser sends a Referer that begins with ${scheme}:.`);
    return warnings;
  }
  if (subdomains && host === "") {
    warn("every-site", "It matches every site, and so protects nothing.");
    return warnings;
  }
  if (subdomains && openSuffix.test(host)) {
    warn("whole-suffix", `It matches every site under ${host}, where anybody can have one.`);
  }
  if (scheme !== "https" && !isLoopback(host)) {
    const why = "It matches http:, where others can change the page, and no browser opens a camera.";
    // The port of http is not that of https.
    warn("insecure-scheme", why, write({ scheme: "https", port: "*" }));
  }
  if (!rootPath.test(path)) {
    const why = "Browsers send the origin alone, unless the page asks for more.";
    warn(path.includes("#") ? "fragment-never-sent" : "path-never-sent", why, write({ path: "/*" }));
  } else if (path === "/") {
    const why = "It does not match a path, which some referrer policies send.";
    warn("root-path-only", why, write({ path: "/*" }));
  }
  const hasAnyPort = text.endsWith(`:*${path}`);
  if (hasAnyPort) {
    warn("redundant-port", "No port means any port too.", write({ port: "*" }));
  } else if (port !== "*" && (port === "0" || port !== String(Number(port)))) {
    const why = `No URL has the port ${port}.`;
    warn("port-never-matches", why, write({ port: Number(port) === 0 ? "*" : String(Number(port)) }));
  } else if (port === (scheme === "https" ? "443" : "80")) {
    warn("redundant-port", `Browsers do not send the port of ${scheme}.`, write({ port: "*" }));
  }
  if (text !== formatPattern({ ...pattern, host }) && !hasAnyPort) {
    warn("host-not-canonical", "Browsers send the host in another form.", write({}));
  }
  if (subdomains && isAddress(host)) {
    warn("subdomains-of-address", "An address has no subdomains.", write({ subdomains: false }));
  } else if (subdomains) {
    warn("apex-included", `It matches ${host} itself too.`);
  }
  return warnings;
}
