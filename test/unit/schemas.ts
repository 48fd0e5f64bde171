import fc from "fast-check";
import type { Schema } from "../../scripts/generate/openapi.js";

/** Without `__proto__`, `constructor` and `toString`: Ajv passes over the first, and compares no objects that have the others. */
const names = fc.constantFrom("a", "b", "1", "hasOwnProperty", "a/b~c", `'"\`\${b}\\`, "\u2028");
const texts = fc.constantFrom("", "a", "ab", "abc", "a/b", "a\\b", "a\nb", "é", "😀", "😀😀", "\ud83d", "\u2028");
const patterns = fc.constantFrom(
  ...["^a", "b$", "^.$", "^.{2}$", "a/b", "^[^/]*$", "\\\\", "\n", "\\n", "\u2028", "^\\p{L}*$", "😀", "\ud83d", ""],
);

/** JSON that is like what the schemas ask for. */
export const json: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.constantFrom(-2, -1, 0, 0.5, 1, 1.5, 2, 3, 6),
    texts,
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(names, tie("json"), { maxKeys: 5, noNullPrototype: true }),
  ),
})).json;

const type = fc.constantFrom("string", "number", "integer", "boolean", "null", "array", "object");
const refs = fc.constantFrom("A", "B-1", "C.2").map((name) => ({ $ref: `#/components/schemas/${name}` }));
const bound = fc.constantFrom(-1, 0, 0.5, 2);
const count = fc.nat(3);

const limits = {
  minLength: count,
  maxLength: count,
  pattern: patterns,
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: fc.constantFrom(0.5, 1, 2, 3),
  minItems: count,
  maxItems: count,
  uniqueItems: fc.boolean(),
  minProperties: count,
  maxProperties: count,
};

const { schema } = fc.letrec<{ schema: Schema; part: Schema }>((tie) => {
  const several = fc.array(tie("schema"), { minLength: 1, maxLength: 3 });
  return {
    schema: fc.oneof(
      { maxDepth: 3 },
      { weight: 1, arbitrary: fc.boolean() },
      { weight: 2, arbitrary: type.map((type) => ({ type })) },
      {
        weight: 4,
        arbitrary: some({
          ...limits,
          type,
          properties: fc.dictionary(names, tie("part"), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
          required: fc.uniqueArray(names, { maxLength: 2 }),
          additionalProperties: tie("part"),
          items: tie("part"),
        }),
      },
      {
        weight: 4,
        arbitrary: some({
          ...limits,
          type: fc.uniqueArray(type, { minLength: 1, maxLength: 3 }),
          const: json,
          enum: fc.uniqueArray(json, { minLength: 1, maxLength: 4, selector: (value) => JSON.stringify(value) }),
          allOf: several,
          anyOf: several,
          oneOf: several,
          not: tie("schema"),
          description: texts,
          format: fc.constant("uuid"),
          default: json,
          deprecated: fc.boolean(),
        }),
      },
    ),
    // A reference from a part of a value ends where the value does.
    part: fc.oneof(
      { weight: 4, arbitrary: tie("schema") },
      { weight: 1, arbitrary: refs },
      { weight: 1, arbitrary: fc.tuple(tie("schema"), refs).map(([beside, ref]) => ({ ...Object(beside), ...ref })) },
    ),
  };
});

/** Schemas that refer to each other. */
export const schemas = fc.record({ A: schema, "B-1": schema, "C.2": schema });

/** A few of the keywords: many together refuse all. */
function some(keywords: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Schema> {
  return fc
    .subarray(Object.entries(keywords), { minLength: 1, maxLength: 4 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen)));
}
