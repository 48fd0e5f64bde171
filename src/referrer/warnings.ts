import { isAddress, isLoopback } from "./host.js";
import { formatPattern, type MatchPattern } from "./match-pattern.js";
import type { MistakeCode } from "./mistakes.js";

/** A problem of a pattern, and its repair. */
export interface Advice<Code extends string> {
  /** The kind of problem. */
  code: Code;
  /** The problem, and what to write instead. */
  message: string;
  /** The pattern to write instead, if it can be determined. */
  suggestion?: string | undefined;
}

export function advice<Code extends string>(code: Code, why: string, suggestion?: string): Advice<Code> {
  const instead = suggestion ? JSON.stringify(suggestion) : "your page's origin and /*";
  return { code, message: `${why} Write ${instead}.`, suggestion };
}

/** What looks like a mistake. A future version may add codes. */
export type ReferrerWarningCode =
  | MistakeCode
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

/** A valid pattern that looks like a mistake. */
export type ReferrerWarning = Advice<ReferrerWarningCode>;

/** The warnings about patterns that no page can use. */
const neverUsable: ReferrerWarningCode[] = ["no-referer-scheme", "unset-variable", "several-patterns"];

/** Nobody writes these by mistake: `*.`, and a pattern for every site that was allowed. */
const silenced: ReferrerWarningCode[] = ["apex-included", "every-site"];

/** The warning for which the client rejects a valid pattern. */
export function rejectedFor(warnings: ReferrerWarning[], allowAnyReferrer = false): ReferrerWarning | undefined {
  return warnings.find(({ code }) => neverUsable.includes(code) || (code === "every-site" && !allowAnyReferrer));
}

/** The warnings that the client reports. */
export function reported(warnings: ReferrerWarning[]): ReferrerWarning[] {
  return warnings.filter(({ code }) => !silenced.includes(code));
}

/** Suffixes under which anyone can own a site: none, one label, `co.` or `com.` of a country, and some hosting services. */
const publicSuffix =
  /^(?!localhost$)(?:[^.[]*|com?\.[a-z]{2}|(?:netlify|vercel)\.app|(?:pages|workers)\.dev|github\.io)$/;

/** The paths that match a bare origin. Browsers send only the origin by default. */
const rootPath = /^\/(\**|\/\*)$/;

/** The warnings for a pattern, most serious first. */
export function warningsOf(pattern: MatchPattern, text: string): ReferrerWarning[] {
  const { scheme, subdomains, host, port, path } = pattern;
  if (scheme === "file" || scheme === "ftp") {
    return [advice("no-referer-scheme", `No Referer begins with ${scheme}:.`)];
  }
  const warnings: ReferrerWarning[] = [];
  const isBroad = isOverlyBroad(pattern);
  const warn = (code: ReferrerWarningCode, why: string, change?: Partial<MatchPattern>) => {
    // Any other pattern with the same host is too broad, too.
    warnings.push(advice(code, why, change && !isBroad ? formatPattern({ ...pattern, ...change }) : undefined));
  };

  if (isBroad) {
    warn(host === "" ? "every-site" : "whole-suffix", `It matches every site${host && ` under ${host}`}.`);
  }
  if (scheme !== "https" && !isLoopback(host)) {
    const why = "Browsers block the camera on http:.";
    // A port of http is not a port of https.
    warn("insecure-scheme", why, { scheme: "https", port: "*" });
  }
  if (!rootPath.test(path)) {
    const code = path.includes("#") ? "fragment-never-sent" : "path-never-sent";
    warn(code, "Browsers send no fragment and, by default, no path.", { path: "/*" });
  } else if (path === "/") {
    warn("root-path-only", "It does not match a Referer that has a path.", { path: "/*" });
  }
  const portInUrls = `${Number(port) || "*"}`;
  if (port !== portInUrls) {
    warn("port-never-matches", `No URL has the port ${port}.`, { port: portInUrls });
  } else if (port === (scheme === "https" ? "443" : "80")) {
    warn("redundant-port", "Browsers omit this port.", { port: "*" });
  }
  if (text !== formatPattern(pattern)) warn("host-not-canonical", "It is not in canonical form.", {});
  if (subdomains && isAddress(host)) {
    warn("subdomains-of-address", "An address has no subdomains.", { subdomains: false });
  } else if (subdomains && host !== "") {
    warn("apex-included", `It matches ${host} too.`);
  }
  return warnings;
}

/** Whether a pattern matches sites that anyone can own. */
export function isOverlyBroad({ subdomains, host }: MatchPattern): boolean {
  return subdomains && publicSuffix.test(host);
}
