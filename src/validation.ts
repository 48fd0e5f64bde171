/** A validator that Ajv generated. After a call that returns false, `errors` says why. */
export interface Validator<T> {
  (value: unknown): value is T;
  errors?: AjvError[] | null;
}

interface AjvError {
  /** A JSON pointer to the invalid value. */
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  message: string;
}

/** A way in which a value breaks its schema. */
export interface Violation {
  /** The names of the properties that lead to the invalid value, joined by dots. */
  path: string;
  /** Says what is wrong, to follow the path: `is missing`. */
  message: string;
}

/** The violations of a value that `validate` has just rejected, without those of `oneOf` and `anyOf` themselves. */
export function violationsOf({ errors }: Validator<unknown>): Violation[] {
  return (errors ?? []).map(({ instancePath, keyword, params, message }) => {
    const names = instancePath.split("/").slice(1).map(unescaped);
    const name = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
    if (name !== undefined) names.push(String(name));
    return { path: names.join("."), message: inWords(keyword, params) ?? message };
  });
}

/** Shorter words than Ajv's for the most frequent violations. */
function inWords(keyword: string, { type, limit, pattern }: AjvError["params"]): string | undefined {
  if (keyword === "required") return "is missing";
  if (/^(?:false schema|(?:additional|unevaluated)Properties)$/.test(keyword)) return "is not allowed";
  if (keyword === "minLength" && limit === 1) return "is empty";
  if (keyword === "type" && typeof type === "string") return `must be ${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
  return keyword === "pattern" ? `must match /${pattern}/` : undefined;
}

function unescaped(name: string): string {
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}
