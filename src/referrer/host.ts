import { parseUrl } from "../parse-url.js";

/**
 * The host of a URL in canonical form: lower case, ASCII, IPv4 as four decimal numbers, no trailing dots.
 *
 * An escaped star stays escaped, as in Chromium. Otherwise it would become a wildcard.
 */
export function hostOf({ hostname }: URL): string {
  // `\.+$` alone takes quadratic time on many dots.
  return hostname.replaceAll("*", "%2A").replace(/(^|[^.])\.+$/, "$1");
}

/**
 * A host in canonical form; `undefined` if no URL can have it.
 *
 * Chrome canonicalizes hosts like the URL standard. Characters that would end the host or be dropped make it invalid.
 */
export function canonicalHost(host: string): string | undefined {
  const url = /[\p{Cc}@#?\\]/u.test(host) ? undefined : parseUrl(`http://${host}/`);
  return url && hostOf(url);
}

/** Whether a canonical host is an IP address. Only IPv4 addresses end with a number. */
export function isAddress(host: string): boolean {
  return /^\[|\.\d+$/.test(host);
}

/** Whether browsers treat a canonical host as loopback, which is secure without https. */
export function isLoopback(host: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.[\d.]+|\[::1\])$/.test(host);
}
