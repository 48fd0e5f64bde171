/**
 * The wait that `Retry-After` asks for, in milliseconds from `wallClock`; `undefined` where the header is missing or is
 * neither whole seconds, of at most ten digits, nor an HTTP date (RFC 9110, section 10.2.3).
 */
export function readRetryAfter(headers: Headers, wallClock: number): number | undefined {
  const value = headers.get("retry-after") ?? "";
  if (/^\d{1,10}$/.test(value)) return Number(value) * 1000;
  const date = new Date(value);
  // `Date` reads much that is no HTTP date, and moves days that do not exist; only a date proper survives the round trip.
  if (Number.isNaN(date.getTime()) || date.toUTCString() !== value) return undefined;
  return Math.max(0, date.getTime() - wallClock);
}
