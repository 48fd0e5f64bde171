/** Whether this is a page or one of its workers. Every browser calls itself Mozilla, and no server runtime does. */
export function isBrowser(): boolean {
  return typeof navigator !== "undefined" && navigator.userAgent.startsWith("Mozilla/");
}
