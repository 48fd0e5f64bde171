import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addTo, schemaUri } from "../../scripts/generate/json-schema.js";
import type { Schema } from "../../scripts/generate/openapi.js";
import { ajvViolationsOf, violationOf } from "../support/violations.js";
import { validatorsOf } from "./made-validators.js";
import { json, schemas } from "./schemas.js";

const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 500) };

it("agrees with Ajv on made-up schemas and values: the verdict, and the first violation's place and words", async () => {
  let accepted = 0;
  const values = fc.array(json, { minLength: 20, maxLength: 20 });
  const property = fc.asyncProperty(schemas, values, async (schemas, values) => {
    const made = await validatorsOf(schemas);
    // Unknown keywords are refused; those that can say nothing, beside another type for one, are compared too.
    const options = {
      strict: true,
      strictTypes: false,
      strictRequired: false,
      validateFormats: false,
      allErrors: true,
      ownProperties: true,
      logger: false,
    } as const;
    const ajv = addTo(new Ajv2020(options), { components: { schemas } });
    for (const name of Object.keys(schemas)) {
      const validate = made[`validate${name.replace(/\W/, "_")}`];
      const byAjv = ajv.getSchema(schemaUri(`#/components/schemas/${name}`));
      if (!validate || !byAjv) throw new Error(`no validator of ${name}`);
      for (const value of values) {
        const violation = violationOf(validate, value);
        const all = ajvViolationsOf(byAjv, value);
        accepted += violation === undefined ? 1 : 0;
        if (violation === undefined) expect(all).toEqual([]);
        else {
          const there = all.filter(({ place }) => place.join("\0") === violation.place.join("\0"));
          const [match] = there.filter(({ message }) => message === undefined || message === violation.message);
          expect(match, `${violation.place}: ${violation.message}, not in ${JSON.stringify(all)}`).toBeDefined();
        }
      }
    }
  });
  await fc.assert(property, runs);
  // Neither verdict is rare. That no keyword is left out, the rows below see to.
  const share = accepted / (runs.numRuns * 3 * 20);
  expect(share).toBeGreaterThan(0.15);
  expect(share).toBeLessThan(0.85);
});

describe("each keyword takes what is within its limit, and says what is not", () => {
  it.each<[Schema, taken: unknown[], refused: unknown[], message: string]>([
    [{ type: "string" }, ["", "a"], [1, null, [], {}], "must be a string"],
    [{ type: "boolean" }, [true, false], [0, "", null], "must be true or false"],
    [{ type: "number" }, [0, -1.5], ["1", Number.NaN, Number.POSITIVE_INFINITY], "must be a number"],
    [{ type: "integer" }, [0, -1, 1e300], [0.5, "1", Number.POSITIVE_INFINITY], "must be a whole number"],
    [{ type: "null" }, [null], [0, "", false, {}], "must be null"],
    [{ type: "array" }, [[], [1]], [{}, "", null], "must be a list"],
    [{ type: "object" }, [{}, { a: 1 }], [[], null, "", 1], "must be an object"],
    [{ type: ["string", "null"] }, ["", null], [1, {}], "must be a string, or must be null"],
    [{ minLength: 1 }, ["a", " ", 0], [""], "is empty"],
    [{ minLength: 2 }, ["ab", "😀😀", 1], ["a", "😀"], "must have 2 or more characters"],
    [{ maxLength: 2 }, ["ab", "😀😀", 333], ["abc", "😀😀😀"], "must have 2 or fewer characters"],
    [{ pattern: "^.$" }, ["a", "😀", 12], ["", "ab"], "must match /^.$/u"],
    [{ minimum: 2 }, [2, 3, "1"], [1.9, -3], "must be 2 or more"],
    [{ maximum: 2 }, [2, -3, "3"], [2.1, 3], "must be 2 or less"],
    [{ exclusiveMinimum: 2 }, [2.1, 3], [2, 1], "must be more than 2"],
    [{ exclusiveMaximum: 2 }, [1.9, -3], [2, 3], "must be less than 2"],
    [{ multipleOf: 0.5 }, [0, 1, -2.5, "a"], [0.4, 1.1], "must be a multiple of 0.5"],
    [{ minItems: 2 }, [[1, 2], [1, 2, 3], "a"], [[1], []], "must have 2 or more items"],
    [{ maxItems: 2 }, [[1, 2], [], "abc"], [[1, 2, 3]], "must have 2 or fewer items"],
    [
      { uniqueItems: true },
      [
        [1, "1"],
        [],
        [
          [1, 2],
          [2, 1],
        ],
      ],
      [
        [1, 1],
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      ],
      "must not have the same item twice",
    ],
    [{ uniqueItems: false }, [[1, 1]], [], ""],
    [{ minProperties: 1 }, [{ a: 1 }, []], [{}], "must have 1 or more properties"],
    [{ maxProperties: 1 }, [{ a: 1 }, {}, [1, 2]], [{ a: 1, b: 2 }], "must have 1 or fewer properties"],
    [{ const: "a" }, ["a"], ["b", null, ["a"]], 'must be "a"'],
    [{ enum: ["a", 1, null] }, ["a", 1, null], ["1", 2, {}, false], 'must be "a" or 1 or null'],
    [
      { const: { a: [1], c: { d: 1, e: 2 } } },
      [{ c: { e: 2, d: 1 }, a: [1] }],
      [{ a: [1] }, { a: [2], c: { d: 1, e: 2 } }],
      'must be {"a":[1],"c":{"d":1,"e":2}}',
    ],
    [{ not: { type: "string" } }, [1, null], ["", "a"], "is what it must not be"],
    [{ oneOf: [{ minimum: 2 }, { maximum: 4 }] }, [1, 5], [2, 3, "a"], "fits more than one of its alternatives"],
    [{ oneOf: [{ const: 1 }, { const: 2 }] }, [1, 2], [3, "1"], "must be 1, or must be 2"],
    [{ allOf: [{ minimum: 2 }, { maximum: 4 }] }, [2, 4, "a"], [5], "must be 4 or less"],
    [true, [1, null, {}], [], ""],
    [false, [], [1, null, {}], "is not allowed"],
  ])("%j", async (schema, taken, refused, message) => {
    const { validateThing } = await validatorsOf({ Thing: schema });
    for (const value of taken) expect(violationOf(validateThing, value), JSON.stringify(value)).toBeUndefined();
    for (const value of refused) expect(violationOf(validateThing, value)).toEqual({ place: [], message });
    expect([...taken, ...refused].map((value) => validateThing?.(value))).toEqual([
      ...taken.map(() => true),
      ...refused.map(() => false),
    ]);
  });
});

it("a violation inside of lists and objects is told with all the names on the way to it", async () => {
  const { validateThing } = await validatorsOf({
    Thing: {
      type: "object",
      properties: { a: { type: "array", items: { $ref: "#/components/schemas/Thing" } } },
      additionalProperties: false,
    },
  });
  const value = { a: [{}, { a: [{ "b/c": 1 }] }] };
  expect(violationOf(validateThing, value)).toEqual({ place: ["a", "1", "a", "0", "b/c"], message: "is not allowed" });
  expect(validateThing?.(value)).toBe(false);
});

describe("only what a value has itself counts", () => {
  const hostile = ["__proto__", "constructor", "toString", "hasOwnProperty"];

  it.each(hostile)("%s is missing where it is inherited", async (name) => {
    const { validateThing } = await validatorsOf({ Thing: { type: "object", required: [name] } });
    expect(violationOf(validateThing, {})).toEqual({ place: [name], message: "is missing" });
    expect(violationOf(validateThing, Object.create({ [name]: 1 }))).toEqual({ place: [name], message: "is missing" });
    expect(violationOf(validateThing, JSON.parse(`{ ${JSON.stringify(name)}: 1 }`))).toBeUndefined();
  });

  it.each(hostile)("%s is judged by its own schema, and by no other", async (name) => {
    const properties = Object.fromEntries([[name, { type: "number" }]]);
    const { validateClosed, validateOpen } = await validatorsOf({
      Closed: { type: "object", additionalProperties: false },
      Open: { type: "object", properties, additionalProperties: { type: "string" } },
    });
    const having = (value: unknown) => JSON.parse(`{ ${JSON.stringify(name)}: ${JSON.stringify(value)} }`);
    expect(violationOf(validateClosed, having(1))).toEqual({ place: [name], message: "is not allowed" });
    expect(violationOf(validateOpen, having("1"))).toEqual({ place: [name], message: "must be a number" });
    expect(violationOf(validateOpen, having(1))).toBeUndefined();
    expect(violationOf(validateOpen, {})).toBeUndefined();
  });

  it.each(hostile)("%s in a value that is given whole", async (name) => {
    const value = JSON.parse(`{ ${JSON.stringify(name)}: [{ "a": 1 }] }`);
    const { validateThing, validateList } = await validatorsOf({
      Thing: { enum: [value, 1] },
      List: { type: "array", uniqueItems: true },
    });
    expect(validateThing?.(structuredClone(value))).toBe(true);
    expect(validateThing?.({})).toBe(false);
    expect(validateList?.([value, {}])).toBe(true);
    expect(validateList?.([value, structuredClone(value)])).toBe(false);
  });
});

it("a property that is undefined is none", async () => {
  const { validateThing } = await validatorsOf({
    Thing: {
      type: "object",
      properties: { a: { type: "string" }, b: false, c: { type: "string" }, d: {} },
      required: ["a", "d"],
      additionalProperties: false,
    },
  });
  expect(violationOf(validateThing, { a: "", b: undefined, c: undefined, d: 1, e: undefined })).toBeUndefined();
  expect(violationOf(validateThing, { a: undefined, d: 1 })).toEqual({ place: ["a"], message: "is missing" });
  expect(violationOf(validateThing, { a: "", d: undefined })).toEqual({ place: ["d"], message: "is missing" });
});

it("alternatives say what each of them lacks", async () => {
  const { validateThing } = await validatorsOf({
    Thing: {
      anyOf: [
        { type: "null" },
        { type: "object", properties: { a: { type: "array", items: { type: "number" } } }, required: ["a"] },
      ],
    },
  });
  expect(violationOf(validateThing, { a: [1, "2"] })?.message).toBe("must be null, or `a.1` must be a number");
  expect(violationOf(validateThing, 1)?.message).toBe("must be null, or must be an object");
});
