const longestExcerpt = 200;

// What the contract calls a token, the start of any JWT, and whatever stands under the name.
const tokens = /[\w-]+\.[\w-]+\.[\w-]+|eyJ[\w.-]*|(?<="token"\s*:\s*")[^"]*/g;

/** The beginning of a body that an error can show: a success may hold a token, whatever else is wrong with it. */
export function excerptOf(text: string): string {
  return text
    .slice(0, 4 * longestExcerpt)
    .replace(tokens, "[token]")
    .slice(0, longestExcerpt);
}
