import { parseUrl } from "../parse-url.js";

/**
 * The host of a URL as it is compared: lower case, ASCII, IPv4 as four decimal numbers, without dots behind it.
 *
 * Chromium keeps an escaped star escaped; here it would turn into a wildcard.
 */
export function hostOf({ hostname }: URL): string {
  // From what is no dot on: `\.+$` alone starts again at each of many dots.
  return hostname.replaceAll("*", "%2A").replace(/(^|[^.])\.+$/, "$1");
}

/**
 * A host in that form; `undefined` where no URL can have it.
 *
 * Chrome's canonicalisation is that of the URL standard, but for what would end the host of a URL, or be dropped from it:
 * in a pattern, that makes the host invalid.
 */
export function canonicalHost(host: string): string | undefined {
  const url = /[\p{Cc}@#?\\]/u.test(host) ? undefined : parseUrl(`http://${host}/`);
  return url && hostOf(url);
}

/** Whether a canonical host is an address rather than a name: none but IPv4 ends with a number. */
export function isAddress(host: string): boolean {
  return /^\[|\.\d+$/.test(host);
}

/** Whether a browser treats a canonical host as the user's own machine, and so as secure without https. */
export function isLoopback(host: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.[\d.]+|\[::1\])$/.test(host);
}
