import { Ajv2020 } from "ajv/dist/2020.js";
import type { Schema } from "../../../scripts/generate/openapi.js";

/** Keywords that constrain a value in a way that TypeScript's types can't say. */
const valueKeywords = ["minLength", "maxLength", "pattern", "minimum", "maximum", "multipleOf", "minItems", "maxItems"];

/** The constraints that a value breaks, named by their places: `#/oneOf/0/required/clientId`. */
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
