import { printable } from "./text.js";

/**
 * The command that sends a request with curl, for a POSIX shell, which puts in the key. curl says itself who it is.
 *
 * @param init as the client gives it to `fetch`
 */
export function curlCommand(url: string, { headers, body }: RequestInit): string {
  const given = new Headers(headers);
  given.delete("authorization");
  given.delete("user-agent");
  return [
    // Brackets in a URL are part of it.
    `curl --globoff ${quoted(url)}`,
    '-H "authorization: $COMPLYCUBE_API_KEY"',
    ...[...given].map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `--data-raw ${quoted(String(body))}`,
  ].join(" \\\n  ");
}

/** Between single quotes a shell reads everything as it is but a single quote. JSON stays the same when it is made printable. */
function quoted(text: string): string {
  return `'${printable(text).replaceAll("'", "'\\''")}'`;
}
