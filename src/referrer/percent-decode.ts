/** Characters with no meaning of their own in a URL. */
const plain = /^[\w~"<>-]$/;
/** What could make one address look like another: spaces, what is not seen, and signs of a browser's own. */
const deceptive = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\u{1f50f}\u{1f510}\u{1f512}\u{1f513}]/u;

/** Decodes the percent-escapes of a path that Chromium 156 decodes before it compares; the rest stays as it is. */
export function decodePath(path: string): string {
  return path.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    let decoded = "";
    for (let index = 0; index < run.length; ) {
      const character = characterAt(run, index);
      const length = character === undefined ? 3 : escapedLength(character);
      decoded += character !== undefined && isSafe(character) ? character : run.slice(index, index + length);
      index += length;
    }
    return decoded;
  });
}

function isSafe(character: string): boolean {
  return character < "\x80" ? plain.test(character) : !deceptive.test(character);
}

/** The character whose UTF-8 is escaped from here on; `undefined` where that is no UTF-8. */
function characterAt(run: string, index: number): string | undefined {
  const lead = Number.parseInt(run.slice(index + 1, index + 3), 16);
  const bytes = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  try {
    return decodeURIComponent(run.slice(index, index + 3 * bytes));
  } catch {
    return undefined;
  }
}

function escapedLength(character: string): number {
  return 3 * new TextEncoder().encode(character).length;
}
