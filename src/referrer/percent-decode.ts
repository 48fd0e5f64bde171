/** The percent-escapes of one character in UTF-8. */
const escapedCharacter = /%[0-7].|%[cd].%[89ab].|%e.(?:%[89ab].){2}|%f.(?:%[89ab].){3}/gi;
/** Characters with no meaning of their own in a URL. */
const plain = /[\w~"<>-]/;
/** What could make one address look like another: spaces, what is not seen, and signs of a browser's own. */
const deceptive = /[\p{space}\p{DI}\p{Cf}\u2800\u{1f50f}\u{1f510}\u{1f512}\u{1f513}]/u;

/** Decodes the percent-escapes of a path that Chromium 156 decodes before it compares; the rest stays as it is. */
export function decodePath(path: string): string {
  return path.replace(escapedCharacter, (escapes) => {
    try {
      const character = decodeURIComponent(escapes);
      return (character < "\x80" ? plain.test(character) : !deceptive.test(character)) ? character : escapes;
    } catch {
      return escapes;
    }
  });
}
