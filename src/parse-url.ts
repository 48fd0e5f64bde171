/**
 * Parses an absolute URL; returns `undefined` if the text is not one. Not `URL.canParse`: in Node 20 and 22 its optimized
 * code reads Latin-1 as UTF-8 and rejects `https://bücher.example/`.
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
