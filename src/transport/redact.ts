import type { ReceivedHeaders } from "./transport.js";

/** Removes the API key, and anything that looks like a token, from text that comes from outside. */
export interface Redactor {
  /** Removes only the key: a success is expected to hold a token. */
  key(text: string): string;
  /** Removes the key and tokens. */
  secrets(text: string): string;
  headers(received: ReceivedHeaders): Headers;
  /** Returns a redacted copy of an error and its causes. The original could show the key when it is printed. */
  error(original: unknown): unknown;
}

/** A JWT, whole or cut, or any value of a property named `token`. */
export const tokens = /\beyJ[\w-]{5,}(?:\.[\w-]*)*|(?<="token"\s*:\s*")[^"]*/g;

export function withoutTokens(text: string): string {
  // The expression is slow, and most texts contain neither.
  return text.includes("eyJ") || text.includes('"token"') ? text.replace(tokens, "[token]") : text;
}

const longestText = 4_000;
const deepestCause = 5;
const mostErrors = 10;
const errorFields = ["name", "message", "stack", "code", "errno", "syscall", "hostname", "address", "port"];

export function redactor(apiKey: string): Redactor {
  const keyForms = new RegExp(Array.from(apiKey, formsOf).join(""), "gi");
  const key = (text: string) => text.replace(keyForms, "[API key]");
  const secrets = (text: string) => withoutTokens(key(text));

  function headers(received: ReceivedHeaders): Headers {
    const redacted = new Headers();
    received.forEach((value, name) => {
      try {
        redacted.append(secrets(name), secrets(value));
      } catch {} // A transport may pass what `Headers` does not accept, such as HTTP/2's `:status`.
    });
    return redacted;
  }

  function error(original: unknown): unknown {
    try {
      return copyOf(original, 0);
    } catch {
      return "rejected with a value that cannot be read";
    }
  }

  function copyOf(original: unknown, depth: number): unknown {
    if (typeof original === "string") return secrets(original).slice(0, longestText);
    const read = (name: string): unknown => Reflect.get(Object(original), name);
    // Not `instanceof`: an error may come from another realm.
    if (typeof read("message") !== "string") return "rejected with a non-Error value";
    const [cause, errors] = depth < deepestCause ? [read("cause"), read("errors")] : [];
    const options = cause === undefined ? {} : { cause: copyOf(cause, depth + 1) };
    const copy = Array.isArray(errors)
      ? new AggregateError(
          errors.slice(0, mostErrors).map((each) => copyOf(each, deepestCause)),
          "",
          options,
        )
      : new Error("", options);
    for (const name of errorFields) {
      const value = read(name);
      const redacted = typeof value === "string" ? secrets(value).slice(0, longestText) : value;
      if (typeof redacted === "string" || typeof redacted === "number") {
        Object.defineProperty(copy, name, { value: redacted, enumerable: !(name in copy), configurable: true });
      }
    }
    return copy;
  }

  return { key, secrets, headers, error };
}

/** A regular expression for one character of the key: as it is, percent-encoded, or escaped in JSON. */
function formsOf(character: string): string {
  if (/[a-z\d]/i.test(character)) return character;
  const hex = character.charCodeAt(0).toString(16);
  return `(?:\\\\?\\${character}|%${hex}|\\\\u00${hex})`;
}
