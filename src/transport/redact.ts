import type { ReceivedHeaders } from "./transport.js";

/** Removes the API key, and anything that could be a token, from what comes from outside. */
export interface Redactor {
  /** Removes the key alone, for a body that is expected to hold a token. */
  key(text: string): string;
  /** Removes the key and tokens. */
  secrets(text: string): string;
  /** Removes the key and tokens from values, and each header whose name holds the beginning of the key. */
  headers(received: ReceivedHeaders): Headers;
  /** Copies an error and its causes: their texts and numbers alone, since printing anything else could show the key. */
  error(original: unknown): unknown;
}

/** A JWT, whole or cut, or any value of a property named `token`. */
export const tokens = /\beyJ[\w-]{5,}(?:\.[\w-]*)*|(?<="token"\s*:\s*")[^"]*/g;

export function withoutTokens(text: string): string {
  // The expression is slow, and most texts hold neither.
  return text.includes("eyJ") || text.includes('"token"') ? text.replace(tokens, "[token]") : text;
}

const longestText = 4_000;
const mostProperties = 50;
const deepestCause = 5;
const mostCopies = 50;

export function redactor(apiKey: string): Redactor {
  const forms = [apiKey, btoa(apiKey)].map((secret) => ({ secret, start: startOf(secret) }));
  const key = (text: string) => forms.reduce(without, text.includes("\\u00") ? unescaped(text) : text);
  const secrets = (text: string) => withoutTokens(key(text));

  function headers(received: ReceivedHeaders): Headers {
    const redacted = new Headers();
    const start = apiKey.slice(0, shortestPart).toLowerCase();
    received.forEach((value, name) => {
      if (name.toLowerCase().includes(start)) return;
      try {
        redacted.append(name, secrets(value));
      } catch {} // A transport may pass what no `Headers` takes, such as HTTP/2's `:status`.
    });
    return redacted;
  }

  function error(original: unknown): unknown {
    try {
      return copyOf(original, { left: mostCopies }, 0);
    } catch {
      return "rejected with a value that cannot be read";
    }
  }

  function copyOf(original: unknown, copies: { left: number }, depth: number): unknown {
    if (copies.left === 0) return "left out";
    copies.left -= 1;
    const redacted = (text: string) => secrets(text.slice(0, longestText));
    if (typeof original === "string") return redacted(original);
    // Not by `instanceof`: an error may come from another realm.
    if (typeof Object(original).message !== "string") return "rejected with a non-Error value";
    const read = (name: string): unknown => Reflect.get(Object(original), name);
    const [cause, errors] = depth < deepestCause ? [read("cause"), read("errors")] : [];
    const deeper = (inner: unknown) => copyOf(inner, copies, depth + 1);
    const options = cause === undefined ? {} : { cause: deeper(cause) };
    const copy = Array.isArray(errors)
      ? new AggregateError(errors.slice(0, mostCopies).map(deeper), "", options)
      : new Error("", options);
    Object.defineProperty(copy, "name", { value: "", writable: true });
    for (const name of ["name", "message", "stack", ...Object.keys(Object(original)).slice(0, mostProperties)]) {
      const value = read(name);
      // A text in place of a method would break printing.
      if (name in Object.prototype) continue;
      if (typeof value === "string") Reflect.set(copy, secrets(name), redacted(value));
      if (typeof value === "number") Reflect.set(copy, secrets(name), value);
    }
    return copy;
  }

  return { key, secrets, headers, error };
}

/** The same JSON without escapes of letters, digits and `_`, which need none. */
function unescaped(json: string): string {
  const word = (hex: string) => /\w/.exec(String.fromCharCode(Number.parseInt(hex, 16)))?.[0];
  return json.replace(/\\(?:u00([\da-f]{2})|.)/gis, (whole, hex = "") => word(hex) ?? whole);
}

/** A shorter part of the key could be any text: `test_` begins many keys, and many words. */
const shortestPart = 8;

/** One character as JSON, URLs and HTML escape it, also when one is written inside another. */
const escaped =
  /(?:&|\\+u0026)(?:amp;)*#(?:0*(\d{2,3})|x0*([\da-f]{2}));|\\+u00([\da-f]{2})|%(?:25)*([\da-f]{2})|\\+(.)/iy;

const startOf = (secret: string) => secret.replace(/^([a-z\d]{1,8}|.).*/i, "$1");

/** Removes a secret wherever its first eight characters stand, as far as the text follows it: it may have been cut. */
function without(text: string, { secret, start }: { secret: string; start: string }): string {
  let [kept, from] = ["", 0];
  for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, Math.max(from, at + 1))) {
    const end = endOf(secret, text, at);
    if (end === undefined) continue;
    kept += `${text.slice(from, at)}[API key]`;
    from = end;
  }
  return kept + text.slice(from);
}

/** Where the secret that may begin at `at` ends; `undefined` if too little of it stands there. */
function endOf(secret: string, text: string, at: number): number | undefined {
  let [matched, end] = [0, at];
  for (; matched < secret.length; matched += 1) {
    if (text[end] === secret[matched]) {
      end += 1;
      continue;
    }
    escaped.lastIndex = end;
    const [whole = "", decimal, html, json, url, plain] = escaped.exec(text) ?? [];
    const code = decimal === undefined ? Number.parseInt(html ?? json ?? url ?? "", 16) : Number(decimal);
    if (secret[matched] !== (plain ?? String.fromCharCode(code))) break;
    end += whole.length;
  }
  return matched >= Math.min(shortestPart, secret.length) ? end : undefined;
}
