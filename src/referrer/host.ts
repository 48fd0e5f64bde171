import { parseUrl } from "../parse-url.js";

/**
 * A host as URLs write it: lower case, ASCII, IPv4 as four decimal numbers; `undefined` where no URL can have it.
 *
 * Chrome's canonicalisation is that of the URL standard, but for what would end the host of a URL, or be dropped from it:
 * in a pattern, that makes the host invalid.
 */
export function canonicalHost(host: string): string | undefined {
  if (/[\p{Cc}@#?\\]/u.test(host)) return undefined;
  // Chromium keeps an escaped star escaped; here it would turn into a wildcard.
  return parseUrl(`http://${host}/`)?.hostname.replaceAll("*", "%2A");
}

/** Whether a canonical host is an address rather than a name. */
export function isAddress(host: string): boolean {
  return host.startsWith("[") || /^\d+(\.\d+){3}$/.test(host);
}

/** Whether a browser treats a canonical host as the user's own machine, and so as secure without https. */
export function isLoopback(host: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);
}
