/** Those that refuse nothing. */
const annotations = [
  ...["title", "description", "default", "examples", "example", "deprecated", "readOnly", "writeOnly", "$comment"],
  ...["format", "contentMediaType", "contentEncoding", "contentSchema", "externalDocs", "xml", "discriminator"],
];

/** Those that say something of one type's values alone, by type: the ones of its parts, and the others. */
const ofType = {
  string: { parts: [], limits: ["minLength", "maxLength", "pattern"] },
  number: { parts: [], limits: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"] },
  array: { parts: ["items"], limits: ["minItems", "maxItems", "uniqueItems"] },
  object: { parts: ["properties", "required", "additionalProperties"], limits: ["minProperties", "maxProperties"] },
};
const types = Object.keys(ofType) as (keyof typeof ofType)[];

const supported = new Set([
  ...annotations,
  ...types.flatMap((type) => [...ofType[type].parts, ...ofType[type].limits]),
  ...["type", "$ref", "const", "enum", "allOf", "anyOf", "oneOf", "not"],
]);

export function isSupported(keyword: string): boolean {
  return supported.has(keyword) || keyword.startsWith("x-");
}

/** The keywords of a schema that limit the values of a type, in one order, whatever the spec's. */
export function limitsIn(schema: object, type: string): string[] {
  const [known] = types.filter((known) => known === widened(type));
  return known ? ofType[known].limits.filter((keyword) => keyword in schema) : [];
}

/** The types that a schema says more of than that they are allowed. */
export function typesSpokenOf(schema: object): string[] {
  return types.filter((type) => [...ofType[type].parts, ...ofType[type].limits].some((keyword) => keyword in schema));
}

/** A whole number is a number, and limited as one. */
export function widened(type: string): string {
  return type === "integer" ? "number" : type;
}
