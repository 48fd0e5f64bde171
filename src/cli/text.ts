/** What moves the cursor, colours, hides or turns round: controls, invisible format characters, separators of lines. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text from outside as a terminal can show it, and as JSON still reads it. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) =>
    // One of the higher planes is two units, each of which has an escape.
    Array.from({ length: character.length }, (_, index) => {
      return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
    }).join(""),
  );
}

export function oneLine(text: string): string {
  return printable(text.trim().replace(/\s+/g, " "));
}

export function toJson(value: unknown): string {
  return printable(JSON.stringify(value));
}

/** The word that was probably meant: the one that this is the beginning of, or that differs in up to two letters. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const begun = word.length > 1 ? words.find((known) => known.startsWith(word)) : undefined;
  return begun ?? words.find((known) => distance(word.toLowerCase(), known) <= 2);
}

/** How many letters to change, add or leave out, so that the one becomes the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const letter of from) {
    let corner = row[0] ?? 0;
    row = row.reduce<number[]>((next, above, index) => {
      const left = next[index - 1];
      next.push(
        left === undefined ? above + 1 : Math.min(above + 1, left + 1, corner + Number(letter !== to[index - 1])),
      );
      corner = above;
      return next;
    }, []);
  }
  return row.at(-1) ?? 0;
}
