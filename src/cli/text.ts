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

/** What was given, to be recognized by. It may be anything, so no more than a word of it. */
export function inShort(text: string): string {
  return oneLine(text).slice(0, 20);
}

export function toJson(value: unknown): string {
  return printable(JSON.stringify(value));
}

/** The word that was probably meant: one that begins so, or that is the same but for a letter, or for two that changed places. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const near = new Set(withoutALetter(word.toLowerCase()));
  return words.find((known) => known.startsWith(word) || withoutALetter(known).some((rest) => near.has(rest)));
}

function withoutALetter(word: string): string[] {
  return [word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))];
}
