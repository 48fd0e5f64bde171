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

/**
 * The violations that the last call of a validator found.
 *
 * @returns the names that lead to the invalid value, joined by dots, and a message to follow them, such as `is missing`
 */
export function violationsOf({ errors }: Validator<unknown>): { path: string; message: string }[] {
  return (errors ?? []).map(({ instancePath, keyword, params, message }) => {
    const pointer = instancePath.split("/").slice(1);
    const names: unknown[] = pointer.map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
    const property = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
    if (property !== undefined) names.push(property);
    return { path: names.join("."), message: shortMessage(keyword, params) ?? message };
  });
}

/** Shorter words than Ajv's for the most frequent violations. */
function shortMessage(keyword: string, { type, limit, pattern }: AjvError["params"]): string | undefined {
  if (keyword === "required") return "is missing";
  if (/^(?:false schema|(?:additional|unevaluated)Properties)$/.test(keyword)) return "is not allowed";
  if (keyword === "minLength" && limit === 1) return "is empty";
  if (keyword === "type" && typeof type === "string") return `must be ${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
  return keyword === "pattern" ? `must match /${pattern}/` : undefined;
}
