import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { artefacts } from "../../scripts/generate/artefacts.js";
import type { Schema } from "../../scripts/generate/openapi.js";
import { readSpec } from "../../scripts/generate/read-spec.js";
import { compilerOptions } from "../support/compile.js";
import { violationOf } from "../support/violations.js";
import { codeOf, validatorsOf } from "./made-validators.js";

const hostile = [
  ...["__proto__", "constructor", "toString", "a-b", "1", ""],
  ...["'", '"', "`", `\${process.exit(1)}`, "\\", "\n", "\u2028", "*/", "</script>", "\ud83d"],
];

/** A spec with an example of all that validators are made of. */
const sample = `
openapi: 3.1.0
info: { title: Sample, version: "1" }
servers: [{ url: https://api.example.com }]
paths: {}
components:
  schemas:
    Tree:
      type: object
      properties:
        name: { $ref: "#/components/schemas/Name" }
        children: { type: array, items: { $ref: "#/components/schemas/Tree" }, maxItems: 9, uniqueItems: true }
        __proto__: { type: [integer, "null"], minimum: 0 }
        kind: { enum: [leaf, 1, null], description: Not checked. }
        any: {}
        gone: false
      required: [name, any]
      additionalProperties: false
    Name: { type: string, minLength: 1, maxLength: 80, pattern: "^[^/\\\\n]+/$", format: hostname }
    Either: { oneOf: [{ $ref: "#/components/schemas/Name" }, { const: { a: [true] } }], not: { type: string, maxLength: 2 } }
    Map: { type: object, additionalProperties: { $ref: "#/components/schemas/Name" }, minProperties: 1 }
`;

async function inDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "validators-"));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** What is generated of a spec, given as text, by file name. */
async function generated(text: string): Promise<Map<string, string>> {
  return inDirectory(async (directory) => {
    const file = join(directory, "spec.yaml");
    await writeFile(file, text);
    return artefacts(await readSpec(file));
  });
}

/** What the compiler says of generated code, in a project with the rules that it imports. */
async function problemsOf(files: Map<string, string>): Promise<string[]> {
  return inDirectory(async (directory) => {
    await writeFile(join(directory, "package.json"), '{ "type": "module" }');
    await cp("src/validation.ts", join(directory, "validation.ts"));
    await mkdir(join(directory, "generated"));
    for (const [name, text] of files) await writeFile(join(directory, "generated", name), text);
    const options: ts.CompilerOptions = { ...compilerOptions(), types: [] };
    const program = ts.createProgram([join(directory, "generated/validators.ts")], options);
    return ts.getPreEmitDiagnostics(program).map(({ messageText }) => JSON.stringify(messageText));
  });
}

it("the code is readable, and compiles", async () => {
  const files = await generated(sample);
  const [, code] = (files.get("validators.ts") ?? "").split('type Schemas = components["schemas"];\n\n');
  expect(code).toMatchInlineSnapshot(`
    "export const validateName: Validator<Schemas["Name"]> = /* @__PURE__ */ all(
      string,
      nonEmpty,
      /* @__PURE__ */ maxLength(80),
      /* @__PURE__ */ pattern(/^[^/\\n]+\\/$/u),
    );

    export const validateTree: Validator<Schemas["Tree"]> = /* @__PURE__ */ object(
      {
        name: validateName,
        children: /* @__PURE__ */ optional(
          /* @__PURE__ */ all(
            /* @__PURE__ */ array(/* @__PURE__ */ lazy(() => validateTree)),
            /* @__PURE__ */ maxItems(9),
            uniqueItems,
          ),
        ),
        ["__proto__"]: /* @__PURE__ */ optional(
          /* @__PURE__ */ all(
            /* @__PURE__ */ anyOf(integer, nil),
            /* @__PURE__ */ when(number, /* @__PURE__ */ minimum(0)),
          ),
        ),
        kind: /* @__PURE__ */ optional(/* @__PURE__ */ literal("leaf", 1, null)),
        any: defined,
      },
      absent,
    );

    export const validateEither: Validator<Schemas["Either"]> = /* @__PURE__ */ all(
      /* @__PURE__ */ oneOf(
        validateName,
        /* @__PURE__ */ equal({
          a: [true],
        }),
      ),
      /* @__PURE__ */ not(/* @__PURE__ */ all(string, /* @__PURE__ */ maxLength(2))),
    );

    export const validateMap: Validator<Schemas["Map"]> = /* @__PURE__ */ all(
      /* @__PURE__ */ object({}, /* @__PURE__ */ optional(validateName)),
      /* @__PURE__ */ minProperties(1),
    );
    "
  `);
  expect(await problemsOf(files)).toEqual([]);
});

it("a pattern that is edited is one line of the diff", async () => {
  const spec = await readFile("openapi/tokens.yaml", "utf8");
  const edited = spec.replace("(<all_urls>$|", "(<my_pages>$|");
  expect(edited).not.toBe(spec);
  const [before, after] = await Promise.all(
    [spec, edited].map(async (text) => (await generated(text)).get("validators.ts")?.split("\n")),
  );
  expect(after).toHaveLength(before?.length ?? 0);
  expect(after?.filter((line, index) => index > 0 && line !== before?.[index])).toEqual([
    expect.stringContaining("<my_pages>"),
  ]);
});

describe("a keyword that no validator can be made of is refused by its place", () => {
  it.each([
    ...[
      "if",
      "then",
      "else",
      "patternProperties",
      "propertyNames",
      "dependentRequired",
      "dependentSchemas",
      "contains",
    ],
    ...["minContains", "maxContains", "prefixItems", "unevaluatedItems", "unevaluatedProperties", "nullable"],
    ...["$dynamicRef", "$anchor", "$id", "$defs", "definitions", "minLenght", "constructor"],
  ])("%s", (keyword) => {
    const schema: Schema = { type: "object", properties: { "a/b": { allOf: [{ [keyword]: {} }] } } };
    expect(() => codeOf({ Thing: schema })).toThrow(
      `spec.yaml: #/components/schemas/Thing/properties/a~1b/allOf/0/${keyword}: no validator can be made: ${keyword} is not supported`,
    );
  });

  it.each(["#/components/schemas/Nothing", "#/components/schemas/Thing/properties/a", "#", "other.yaml", ""])(
    "a reference to %j",
    ($ref) => {
      expect(() => codeOf({ Thing: { type: "array", items: { $ref } } })).toThrow(
        `spec.yaml: #/components/schemas/Thing/items/$ref: no validator can be made: "${$ref}" is no schema of #/components/schemas`,
      );
    },
  );

  it("but annotations and extensions are passed over", async () => {
    const { validateThing } = await validatorsOf({
      Thing: {
        title: "",
        description: "",
        format: "uuid",
        default: 1,
        examples: [1],
        deprecated: true,
        "x-a": { if: 1 },
      },
    });
    expect(validateThing?.(1)).toBe(true);
  });
});

describe("references", () => {
  it("go in circles", async () => {
    const { validateTree } = await validatorsOf({
      Tree: {
        type: "object",
        properties: { left: { $ref: "#/components/schemas/Tree" }, right: { $ref: "#/components/schemas/Branch" } },
      },
      Branch: { allOf: [{ $ref: "#/components/schemas/Tree" }], required: ["right"], type: "object" },
    });
    expect(violationOf(validateTree, { left: { right: { right: { right: {} } } } })).toEqual({
      place: ["left", "right", "right", "right", "right"],
      message: "is missing",
    });
    expect(violationOf(validateTree, { left: { left: { left: {} } } })).toBeUndefined();
  });

  it("follow each other for as long as a spec likes", () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `S${index}`);
    const schemas = names.map((name, index) => [name, { allOf: [{ $ref: `#/components/schemas/S${index + 1}` }] }]);
    const code = codeOf({ ...Object.fromEntries(schemas), S20000: { type: "string" } });
    expect(code).toMatch(/validateS0: .* = validateS1;$/m);
  });

  it("have siblings", async () => {
    const { validateShort } = await validatorsOf({
      Short: { $ref: "#/components/schemas/Text", maxLength: 2 },
      Text: { type: "string", minLength: 1 },
    });
    expect([1, "", "a", "ab", "abc"].map((value) => validateShort?.(value))).toEqual([false, false, true, true, false]);
  });

  it("are followed to tell whether a value may be missing", async () => {
    const { validateThing } = await validatorsOf({
      Thing: {
        type: "object",
        properties: { a: { $ref: "#/components/schemas/Alias" }, b: { $ref: "#/components/schemas/Any" } },
        required: ["a", "b"],
      },
      Alias: { $ref: "#/components/schemas/Text" },
      Text: { type: "string" },
      Any: { not: { type: "string" } },
    });
    expect(violationOf(validateThing, { b: 1 })).toEqual({ place: ["a"], message: "is missing" });
    expect(violationOf(validateThing, { a: "" })).toEqual({ place: ["b"], message: "is missing" });
    expect(violationOf(validateThing, { a: "", b: 1 })).toBeUndefined();
  });
});

describe("what a spec has written in it is never code", () => {
  it.each(hostile)("the name %j", async (name) => {
    const one: Schema = {
      type: "object",
      properties: Object.fromEntries([[name, { type: "number" }]]),
      required: [name],
    };
    const schemas: Record<string, Schema> = { Thing: one, Value: { enum: [name, Object.fromEntries([[name, name]])] } };
    const { validateThing, validateValue } = await validatorsOf(schemas);
    const having = (value: unknown) => Object.fromEntries([[name, value]]);
    expect(violationOf(validateThing, having(1))).toBeUndefined();
    expect(violationOf(validateThing, having("1"))).toEqual({ place: [name], message: "must be a number" });
    expect(violationOf(validateThing, {})).toEqual({ place: [name], message: "is missing" });
    expect([name, having(name), having(1), {}].map((value) => validateValue?.(value))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("and it compiles", async () => {
    const entries = hostile.map((name): [string, Schema] => [
      name,
      { enum: [name, Object.fromEntries([[name, name]])] },
    ]);
    const schema: Schema = { type: "object", properties: Object.fromEntries(entries), required: hostile.slice(1) };
    const files = new Map([
      ["validators.ts", codeOf({ Thing: schema })],
      ["schema.ts", "export interface components { schemas: { Thing: unknown } }"],
    ]);
    expect(await problemsOf(files)).toEqual([]);
  });

  it.each<[pattern: string, taken: string, refused: string]>([
    ["a/b", "a/b", "ab"],
    ["[/]", "/", "a"],
    ["/*", "///", ""],
    ["^\\\\$", "\\", "/"],
    ["\n", "a\nb", "ab"],
    ["\\n", "a\nb", "ab"],
    ["\r", "\r", "\n"],
    ["\u2028", "\u2028", "\u2029"],
    ["\u2029", "\u2029", "\u2028"],
    ["\ud83d", "\ud83d", "😀"],
    ["^.$", "😀", "\ud83d\ud83d"],
    ["`'\"", "`'\"", "`'"],
  ])("the pattern %j", async (pattern, taken, refused) => {
    const code = codeOf({ Thing: { type: "string", pattern } });
    expect(code.match(/\n|\u2028|\u2029|\ud83d(?![\udc00-\udfff])/g)?.every((match) => match === "\n")).toBe(true);
    const { validateThing } = await validatorsOf({ Thing: { type: "string", pattern } });
    expect(new RegExp(pattern, "u").test(taken)).toBe(validateThing?.(taken));
    expect(new RegExp(pattern, "u").test(refused)).toBe(validateThing?.(refused));
  });
});
