/** A JSON value as an expression of TypeScript. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return record(Object.entries(value).map(([name, part]) => [name, literal(part)]));
  }
  return onOneLine(JSON.stringify(value));
}

/** An object literal of names and expressions, a line for each. */
export function record(entries: [name: string, expression: string][]): string {
  return `{${entries.map(([name, expression]) => `\n${key(name)}: ${expression},`).join("")}}`;
}

/** Without brackets, `__proto__` would be no property, but what the object inherits from. */
function key(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : literal(name);
}

/** The literal of a pattern: `source` has its slashes and line ends escaped, but no half of a surrogate pair. */
export function regex(pattern: string): string {
  const { source } = new RegExp(pattern, "u");
  return `/${source.replace(/\p{Surrogate}/gu, escaped)}/u`;
}

/** Editors take these for the end of a line, and JavaScript once did. */
function onOneLine(text: string): string {
  return text.replace(/[\u2028\u2029]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16)}`;
}
