/**
 * Whether all of a text is as the pattern says, in which `*` is any run of characters. No URL has a line break: those that
 * are put around the text hold the first piece between stars at its start, and the last at its end.
 *
 * Each piece is found as early as it can be, which leaves the most for the rest: there is nothing to go back to.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const line = `\n${text}\n`;
  let position = 0;
  return `\n${pattern}\n`.split("*").every((piece) => {
    const found = line.indexOf(piece, position);
    position = found + piece.length;
    return found !== -1;
  });
}
