/** Takes the API key out of what comes from outside. */
export interface Redactor {
  /** @param cut whether the text may end within the key */
  text(text: string, cut?: boolean): string;
  headers(headers: Headers): Headers;
  /** The same error where it does not quote the key, else a copy that does not; its causes likewise. */
  error(error: unknown): unknown;
}

const replacement = "[API key]";
/** A shorter rest could be any text: `test_` is what many keys, and many words, begin with. */
const shortestRest = 8;

export function redactor(key: string): Redactor {
  // As it is, as a URL writes it, and as some serializers write it in JSON.
  const forms = [...new Set([key, encodeURIComponent(key), key.replaceAll("/", "\\/")])];

  function text(original: string, cut = false): string {
    const redacted = forms.reduce((result, form) => result.replaceAll(form, replacement), original);
    return cut ? withoutRest(redacted) : redacted;
  }

  function withoutRest(original: string): string {
    for (let length = key.length - 1; length >= shortestRest; length -= 1) {
      if (original.endsWith(key.slice(0, length))) return original.slice(0, -length) + replacement;
    }
    return original;
  }

  function headers(original: Headers): Headers {
    const redacted = new Headers(original);
    for (const [name, value] of original) {
      const clean = text(value);
      if (clean !== value) redacted.set(name, clean);
    }
    return redacted;
  }

  function error(original: unknown, depth = 0): unknown {
    if (typeof original === "string") return text(original);
    if (!(original instanceof Error) || !quotes(original)) return original;
    const options = depth < 5 && original.cause !== undefined ? { cause: error(original.cause, depth + 1) } : {};
    const copy = new Error(text(original.message), options);
    return Object.assign(copy, { name: original.name, stack: text(original.stack ?? "") });
  }

  /** Whether the key is in an error, in any of its properties, or in what caused it. */
  function quotes(value: unknown, seen = new Set<unknown>()): boolean {
    if (typeof value === "string") return text(value) !== value;
    if (typeof value !== "object" || value === null || seen.has(value)) return false;
    seen.add(value);
    return Reflect.ownKeys(value).some((name) => quotes(Reflect.get(value, name), seen));
  }

  return { text, headers, error };
}
