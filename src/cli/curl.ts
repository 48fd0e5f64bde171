import { printable } from "./text.js";

/**
 * The curl command for a request, for a POSIX shell. The shell inserts the key. The user agent is curl's own.
 *
 * @param init the second argument of `fetch`
 */
export function curlCommand(url: string, { headers, body }: RequestInit): string {
  const given = new Headers(headers);
  given.delete("authorization");
  given.delete("user-agent");
  return [
    // --globoff: brackets are part of the URL.
    `curl --globoff ${quoted(url)}`,
    '-H "authorization: $COMPLYCUBE_API_KEY"',
    ...[...given].map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `--data-raw ${quoted(String(body))}`,
  ].join(" \\\n  ");
}

/** Quotes a text for a shell. Single quotes protect everything except a single quote. */
function quoted(text: string): string {
  return `'${printable(text).replaceAll("'", "'\\''")}'`;
}
