import { withoutTokens } from "./redact.js";

const longestExcerpt = 200;

/** The form that the contract gives a token; a success may hold one, whatever else is wrong with it. */
const form = /[\w-]+\.[\w-]+\.[\w-]+/g;

/** The beginning of a body, as an error can show it. */
export function excerptOf(text: string): string {
  return withoutTokens(text.slice(0, 8 * longestExcerpt))
    .replace(form, "[token]")
    .slice(0, longestExcerpt);
}
