import { Ajv2020 } from "ajv/dist/2020.js";
import type { Schema } from "../../scripts/generate/openapi.js";

/** Keywords that constrain a value in a way that TypeScript's types can't say. */
const valueKeywords = ["minLength", "maxLength", "pattern", "minimum", "maximum", "multipleOf", "minItems", "maxItems"];
const annotations = ["description", "title", "examples", "default", "deprecated", "$comment"];

/** Every constraint of a schema without references, named by its place: `#/oneOf/0/required/clientId`. */
export function constraintsOf(schema: Schema, place = "#"): string[] {
  if (schema === false) return [`${place}/false schema`];
  if (schema === true) return [];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const here = `${place}/${keyword}`;
    if (annotations.includes(keyword)) return [];
    if (keyword === "properties")
      return subschemas(value).flatMap(([name, child]) => constraintsOf(child, `${here}/${name}`));
    if (keyword === "required") return (value as string[]).map((name) => `${here}/${name}`);
    if (["oneOf", "anyOf", "allOf"].includes(keyword)) {
      return [here, ...subschemas(value).flatMap(([index, child]) => constraintsOf(child, `${here}/${index}`))];
    }
    return [here];
  });
}

/** The constraints that a value breaks, by the same names. */
export function brokenConstraints(schema: Schema, value: unknown): string[] {
  const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ schemaPath, keyword, params }) =>
    keyword === "required" ? `${schemaPath}/${params.missingProperty}` : schemaPath,
  );
}

/** The same schema without what types can't say: what is left is what the compiler can judge. */
export function withoutValueConstraints(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema, (key, value) => (valueKeywords.includes(key) ? undefined : value)));
}

function subschemas(value: unknown): [string, Schema][] {
  return Object.entries(value as Record<string, Schema>);
}
