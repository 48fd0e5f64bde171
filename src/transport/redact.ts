/** Takes the API key, and what could be a token, out of what comes from outside. */
export interface Redactor {
  /** Takes out the key alone, as an answer that is to hold a token needs it. */
  key(text: string): string;
  /** Takes out the key and tokens. */
  secrets(text: string): string;
  /** The same status and headers; the same response where nothing in them is secret. */
  head(response: Response): Response;
  /** The same error where all of it can be seen and none of it is secret, else a copy of what can be seen, redacted. */
  error(error: unknown): unknown;
}

/** A JWT, whole or cut, and whatever stands under the name. */
export const tokens = /\beyJ[\w-]{5,}(?:\.[\w-]*)*|(?<="token"\s*:\s*")[^"]*/g;

export function withoutTokens(text: string): string {
  return text.replace(tokens, "[token]");
}

export function redactor(apiKey: string): Redactor {
  const forms = formsOf(apiKey);
  const key = (text: string) => text.replace(forms, "[API key]");
  const secrets = (text: string) => withoutTokens(key(text));

  function head(response: Response): Response {
    const { status, statusText, headers } = response;
    const isClean = [statusText, ...headers.values()].every((text) => secrets(text) === text);
    if (isClean) return response;
    const redacted = [...headers].map(([name, value]): [string, string] => [name, secrets(value)]);
    return new Response(null, { status, headers: redacted });
  }

  function error(original: unknown, depth = 0): unknown {
    if (isClean(original)) return original;
    if (typeof original === "string") return secrets(original);
    if (!(original instanceof Error)) return "rejected with what is no error";
    const options = depth < 5 && original.cause !== undefined ? { cause: error(original.cause, depth + 1) } : {};
    const copy = Object.assign(new Error("", options), { name: original.name });
    for (const name of Reflect.ownKeys(original)) {
      const value: unknown = Reflect.get(original, name);
      if (typeof value === "string") Reflect.set(copy, name, secrets(value));
      if (typeof value === "number") Reflect.set(copy, name, value);
    }
    return copy;
  }

  /** Whether nothing secret is in a value. What can't be seen through, such as `Headers`, is taken to hold something. */
  function isClean(value: unknown, seen = new Set<unknown>()): boolean {
    if (typeof value === "string") return secrets(value) === value;
    if (typeof value === "function") return false;
    if (typeof value !== "object" || value === null || seen.has(value)) return true;
    seen.add(value);
    const parts = () => Reflect.ownKeys(value).flatMap((name) => [name, Reflect.get(value, name)]);
    return isTransparent(value) && parts().every((part) => isClean(part, seen));
  }

  return { key, secrets, head, error };
}

/** Whether the properties of a value are all that printing it would show. */
function isTransparent(value: object): boolean {
  if ("toJSON" in value || Symbol.for("nodejs.util.inspect.custom") in value) return false;
  if (value instanceof Error || Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A rest of the key that is shorter could be any text: `test_` is what many keys, and many words, begin with. */
const shortestRest = 8;

/** The key as it is, and as URLs, JSON and HTML write it; at the end of a text that was cut, also its beginning. */
function formsOf(apiKey: string): RegExp {
  const forms = [...apiKey].map((character, index) => {
    const code = character.charCodeAt(0).toString(16);
    const hex = code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
    const html = `&#(?:[xX]0*${hex}|0*${character.charCodeAt(0)});`;
    return `(?:\\\\?\\x${code}|(?:\\\\u00|%)${hex}|${html}${index < shortestRest ? "" : "|$"})`;
  });
  return new RegExp(forms.join(""), "g");
}
