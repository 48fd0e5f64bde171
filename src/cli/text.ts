/** Characters that could control a terminal: control, format and line-separator characters. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Escapes unprintable characters as JSON does. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) =>
    // A character outside the basic plane has two code units.
    Array.from({ length: character.length }, (_, index) => {
      return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
    }).join(""),
  );
}

export function oneLine(text: string): string {
  return printable(text.trim().replace(/\s+/g, " "));
}

/** The beginning of an argument, for a message. */
export function excerpt(text: string): string {
  return oneLine(text).slice(0, 20);
}

export function toJson(value: unknown): string {
  return printable(JSON.stringify(value));
}

/** The time and the memory that `nearest` needs grow with the square of the length. */
const maxWordLength = 40;

/** The word that was probably meant: one with the same beginning, or with one letter added, missing, changed or swapped. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  if (word.length > maxWordLength) return undefined;
  const near = new Set(withoutALetter(word.toLowerCase()));
  return words.find((known) => known.startsWith(word) || withoutALetter(known).some((rest) => near.has(rest)));
}

function withoutALetter(word: string): string[] {
  return [word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))];
}
