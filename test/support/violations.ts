import type { ErrorObject, ValidateFunction } from "ajv";
import { regex } from "../../scripts/generate/code.js";
import type { Validator } from "../../src/validation.js";

interface Violation {
  /** The names on the way to what is wrong. */
  place: string[];
  message: string;
}

/** The first violation of a value, as one of our validators tells it; `undefined` where it conforms. */
export function violationOf(validate: Validator<unknown> | undefined, value: unknown): Violation | undefined {
  if (!validate) throw new Error("there is no such validator");
  const told: Violation[] = [];
  const conforms = validate(value, (message, ...place) => told.push({ place, message }));
  const [first, ...others] = told;
  if (conforms !== (first === undefined) || others.length > 0) throw new Error(`${conforms}, and ${told.length} told`);
  return first;
}

interface AjvViolation {
  place: string[];
  keyword: string;
  /** In our words; `undefined` where they depend on the alternatives. */
  message: string | undefined;
}

/** All violations of a value that Ajv finds, where it is asked for all errors. */
export function ajvViolationsOf(validate: ValidateFunction, value: unknown): AjvViolation[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ keyword, instancePath, params }) => {
    const { missingProperty, additionalProperty } = params;
    const names = [...instancePath.split("/").slice(1).map(unescaped), missingProperty, additionalProperty];
    const place = names.filter((name) => name !== undefined);
    return { place, keyword, message: wordsOf[keyword]?.(params) };
  });
}

function unescaped(name: string): string {
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}

const types: Record<string, string> = {
  string: "a string",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "null",
  array: "a list",
  object: "an object",
};

/** Our words for what breaks a keyword, by what Ajv says of it. */
const wordsOf: Record<string, (params: ErrorObject["params"]) => string> = {
  type: ({ type }) =>
    [type]
      .flat()
      .map((name) => `must be ${types[name]}`)
      .join(", or "),
  required: () => "is missing",
  additionalProperties: () => "is not allowed",
  "false schema": () => "is not allowed",
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  enum: ({ allowedValues }) => `must be ${allowedValues.map((value: unknown) => JSON.stringify(value)).join(" or ")}`,
  minLength: ({ limit }) => (limit === 1 ? "is empty" : `must have ${limit} or more characters`),
  maxLength: ({ limit }) => `must have ${limit} or fewer characters`,
  pattern: ({ pattern }) => `must match ${regex(pattern)}`,
  minimum: ({ limit }) => `must be ${limit} or more`,
  maximum: ({ limit }) => `must be ${limit} or less`,
  exclusiveMinimum: ({ limit }) => `must be more than ${limit}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${limit}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${multipleOf}`,
  minItems: ({ limit }) => `must have ${limit} or more items`,
  maxItems: ({ limit }) => `must have ${limit} or fewer items`,
  uniqueItems: () => "must not have the same item twice",
  minProperties: ({ limit }) => `must have ${limit} or more properties`,
  maxProperties: ({ limit }) => `must have ${limit} or fewer properties`,
  not: () => "is what it must not be",
};
