import { type Advice, advice } from "./advice.js";
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
export type ReferrerWarning = Advice<ReferrerWarningCode>;

/** Where anybody can have a site: everywhere, under a suffix of one label, of a country's trade, or of some hosts of sites. */
const openSuffix =
  /^(?!localhost$)(?:[^.[]*|com?\.[a-z]{2}|(?:netlify|vercel)\.app|(?:pages|workers)\.dev|github\.io)$/;

/** The paths that the origin alone, which is what a browser sends unless the page says otherwise, can match. */
const rootPath = /^\/(\**|\/\*)$/;

/** What to tell the author of a pattern, most serious first. */
export function warningsOf(pattern: MatchPattern, text: string): ReferrerWarning[] {
  const { scheme, subdomains, host, port, path } = pattern;
  if (scheme === "file" || scheme === "ftp") {
    return [advice("no-referer-scheme", `No Referer begins with ${scheme}:.`)];
  }
  const warnings: ReferrerWarning[] = [];
  const warn = (code: ReferrerWarningCode, why: string, change?: Partial<MatchPattern>) => {
    warnings.push(advice(code, why, change && formatPattern({ ...pattern, ...change })));
  };

  if (isOpen(pattern)) {
    warn(host === "" ? "every-site" : "whole-suffix", `It matches every site${host && ` under ${host}`}.`);
  }
  if (scheme !== "https" && !isLoopback(host)) {
    const why = "It matches http:, where browsers open no camera.";
    // The port of http is not that of https.
    warn("insecure-scheme", why, { scheme: "https", port: "*" });
  }
  if (!rootPath.test(path)) {
    const code = path.includes("#") ? "fragment-never-sent" : "path-never-sent";
    warn(code, "Browsers send no fragment, and no path unless asked to.", { path: "/*" });
  } else if (path === "/") {
    warn("root-path-only", "It matches no path, which some pages send.", { path: "/*" });
  }
  const portInUrls = `${Number(port) || "*"}`;
  if (port !== portInUrls) {
    warn("port-never-matches", `No URL has the port ${port}.`, { port: portInUrls });
  } else if (port === (scheme === "https" ? "443" : "80")) {
    warn("redundant-port", "Browsers leave it out.", { port: "*" });
  }
  if (text !== formatPattern(pattern)) warn("host-not-canonical", "Browsers write it otherwise.", {});
  if (subdomains && isAddress(host)) {
    warn("subdomains-of-address", "An address has no subdomains.", { subdomains: false });
  } else if (subdomains && host !== "") {
    warn("apex-included", `It matches ${host} too.`);
  }
  return warnings;
}

/** Whether a pattern matches the sites of all and sundry. */
export function isOpen({ subdomains, host }: MatchPattern): boolean {
  return subdomains && openSuffix.test(host);
}
