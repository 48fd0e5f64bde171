/**
 * An absolute URL; `undefined` where a text is none. Not with `URL.canParse`: that of Node 20 and 22, once it is
 * optimized, takes Latin-1 for UTF-8 and refuses `https://bücher.example/`.
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
