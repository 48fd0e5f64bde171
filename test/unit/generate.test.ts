import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { artefacts, headerStart } from "../../scripts/generate/artefacts.js";
import { publish, staleFiles } from "../../scripts/generate/publish.js";
import { readSpec } from "../../scripts/generate/read-spec.js";
import { type Validator, violationsOf } from "../../src/validation.js";
import { compile } from "../support/compile.js";
import { useServer } from "../support/loopback.js";

const fixture = "test/support/fixtures/spec.yaml";
const source = await readFile(fixture, "utf8");
const directory = await mkdtemp(join(tmpdir(), "generate-"));
const file = join(directory, "spec.yaml");
afterAll(() => rm(directory, { recursive: true }));

/** Reads a spec and generates its files. */
async function generate(text: string): Promise<Map<string, string>> {
  await writeFile(file, text);
  return artefacts(await readSpec(file));
}

/** The fixture with one change. */
function changed(text: string | RegExp, replacement: string): string {
  const change = source.replace(text, () => replacement);
  expect(change).not.toBe(source);
  return change;
}

describe("the generated files", () => {
  it("are the same for the same spec, and say where they come from", async () => {
    const first = await generate(source);
    expect([...(await generate(source))]).toEqual([...first]);
    for (const text of first.values())
      expect(text).toMatch(/^\/\/ Generated from .*spec\.yaml\. .* npm run generate\n/);
  });

  it("compile, and have each operation, property and example of the spec", async () => {
    const generated = await generate(changed("value: { id: 1 }", 'value: { id: 1, later: "open schema" }'));
    const files = Object.fromEntries([...generated].map(([name, text]) => [`src/generated/${name}`, text]));
    const consumer = `
      import { createClient } from "./index.js";
      import { examples } from "./generated/examples.js";
      import { validatePlanted } from "./generated/validators.js";
      const init = { params: { path: { id: "1" } }, body: examples.plantTree.request.small };
      const { data } = await createClient().PUT("/trees/{id}", init);
      export const id: number | undefined = data?.id;
      export const later: string = examples.plantTree.responses[200].planted.later;
      export const idOf = (value: unknown): number => (validatePlanted(value) ? value.id : 0);
      export const refused: string = examples.plantTree.responses["4XX"].refused.message;
      // @ts-expect-error
      createClient().POST("/trees/{id}", init);
      // @ts-expect-error
      data?.ids;`;
    const { errors } = compile({ ...files, "src/.consumer.ts": consumer }, { skipLibCheck: true });
    // The package's own files mention the operation of the real spec.
    expect(errors.filter(({ file }) => file in files || file === "src/.consumer.ts")).toEqual([]);
  });
});

describe("the operations for the mock", () => {
  const operationsOf = async (text: string) => (await generate(text)).get("operations.ts");
  const components = "components:\n";
  const scheme = (fields: string) => `${components}  securitySchemes: { scheme: { ${fields} } }\n`;

  it("have the path with that of the server, the body's validator and the success", async () => {
    const text = await operationsOf(source);
    expect(text).toContain('method: "PUT"');
    expect(text).toContain("pattern: /\\/v2\\/trees\\/[^/]+\\/?$/");
    expect(text).toContain("body: { isRequired: false, validate: validateTree }");
    expect(text).toContain("success: 200");
    expect(text).toContain("keyHeaders: []");
  });

  it.each([
    ["security: [{ scheme: [] }]", "type: apiKey, in: header, name: X-Key", '["x-key"]'],
    ["security: [{ scheme: [] }]", "type: apiKey, in: query, name: key", "[]"],
    ["security: [{ scheme: [] }]", "type: http, scheme: bearer", '["authorization"]'],
    ["security: [{ scheme: [] }, {}]", "type: http, scheme: bearer", "[]"],
  ])("need a key with %s and { %s }", async (security, fields, expected) => {
    const text = changed(components, scheme(fields)).replace("operationId: plantTree", `$&\n      ${security}`);
    expect(await operationsOf(text)).toContain(`keyHeaders: ${expected}`);
  });

  it("need a named schema for each body", async () => {
    const inline = changed(
      'schema: { $ref: "#/components/schemas/Tree" }\n            examples',
      "schema: {}\n            examples",
    );
    await expect(generate(inline)).rejects.toThrow(
      "The request body of plantTree needs a named schema. Move it to components/schemas.",
    );
  });
});

describe("a generated validator", async () => {
  async function validatorOf(text: string, name: string): Promise<Validator<unknown>> {
    const code = (await generate(text)).get("validators.ts") ?? "";
    expect(code).not.toMatch(/ from "(?!\.)|\brequire\(|\beval\(|\bFunction\(/);
    const bundle = { contents: code, loader: "ts" as const, resolveDir: directory };
    const { outputFiles } = await build({ stdin: bundle, bundle: true, format: "esm", write: false });
    const module = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? "")}`);
    return module[`validate${name}`];
  }
  const validate = await validatorOf(source, "Tree");

  it.each([
    [{ name: "oak" }],
    [{ name: "🌳🌳🌳🌳🌳", height: null, children: [{ name: "a" }, { name: "b" }] }],
    [{ name: "oak", gone: undefined }],
  ])("accepts %j", (value) => {
    expect(validate(value)).toBe(true);
  });

  it.each<[unknown, string, string]>([
    [null, "", "must be an object"],
    [{}, "name", "is missing"],
    [Object.create({ name: "inherited" }), "name", "is missing"],
    [{ name: 1 }, "name", "must be a string"],
    [{ name: "" }, "name", "is empty"],
    [{ name: "a/b" }, "name", "must match /^[^/]+$/"],
    [{ name: "too long" }, "name", "must NOT have more than 5 characters"],
    [{ name: "oak", gone: 1 }, "gone", "is not allowed"],
    [{ name: "oak", "a/b~c": 1 }, "a/b~c", "is not allowed"],
    [{ name: "oak", height: "1", children: [] }, "height", "must be number,null"],
    [{ name: "oak", height: 1 }, "children", "must have property children when property height is present"],
    [{ name: "oak", children: [{ name: "a" }, { name: "a" }] }, "children", expect.stringContaining("duplicate items")],
    [{ name: "oak", children: [{}] }, "children.0.name", "is missing"],
  ])("rejects %j and names %s", (value, path, message) => {
    expect(validate(value)).toBe(false);
    expect(violationsOf(validate)).toContainEqual({ path, message });
  });

  it("is removed by a bundler if nothing uses it", async () => {
    const code = (await generate(source.replace("unevaluatedProperties", "additionalProperties"))).get("validators.ts");
    const text = `${code?.replaceAll("export const ", "const ")}\nconsole.log(validatePlanted);`;
    const stdin = { contents: text, loader: "ts" as const, resolveDir: directory };
    const options = { bundle: true, format: "esm", treeShaking: true, write: false, minifySyntax: true } as const;
    const { outputFiles } = await build({ stdin, ...options });
    expect(outputFiles[0]?.text).toContain("/id");
    expect(outputFiles[0]?.text).not.toMatch(/maxLength|pattern|children/);
  });
});

it("fails with --check, names each stale file and writes nothing", async () => {
  const out = join(directory, "absent");
  const args = ["--import", "tsx", "scripts/generate.ts", "--check", "--spec", fixture, "--out", out];
  const { code, stderr } = await promisify(execFile)(process.execPath, args).catch((error) => error);
  expect(code).toBe(1);
  for (const name of ["examples.ts", "operations.ts", "schema.ts", "server.ts", "validators.ts"]) {
    expect(stderr).toContain(`  ${join(out, name)}\n`);
  }
  expect(await readdir(directory)).not.toContain("absent");
});

describe("writing", () => {
  const out = join(directory, "out", "generated");
  const made = new Map([
    ["same.ts", `${headerStart}a.yaml same`],
    ["stale.ts", `${headerStart}a.yaml new`],
  ]);
  const before = {
    "same.ts": `${headerStart}a.yaml same`,
    "stale.ts": `${headerStart}a.yaml old`,
    "former.ts": `${headerStart}a.yaml no longer generated`,
  };
  const contents = async () => {
    const names = await readdir(out);
    const texts = names.map(async (name) => [name, await readFile(join(out, name), "utf8")]);
    return Object.fromEntries(await Promise.all(texts));
  };
  beforeEach(async () => {
    await rm(out, { recursive: true, force: true });
    await mkdir(out, { recursive: true });
    for (const [name, text] of Object.entries(before)) await writeFile(join(out, name), text);
  });

  it("replaces stale files, removes former ones, and leaves nothing else behind", async () => {
    expect(await publish(out, made)).toEqual(["former.ts", "stale.ts"]);
    expect(await contents()).toEqual(Object.fromEntries(made));
    expect(await readdir(join(out, ".."))).toEqual(["generated"]);
    expect(await staleFiles(out, made)).toEqual([]);
  });

  it("changes nothing if the directory contains another file", async () => {
    await writeFile(join(out, "notes.txt"), "by hand");
    await expect(publish(out, made)).rejects.toThrow(/notes\.txt is not a generated file/);
    expect(await contents()).toEqual({ ...before, "notes.txt": "by hand" });
  });

  it("changes nothing if the directory contains a folder", async () => {
    await mkdir(join(out, "folder"));
    await expect(publish(out, made)).rejects.toThrow(/folder is not a generated file/);
  });

  it("rejects a file as the directory", async () => {
    await expect(publish(join(out, "same.ts"), made)).rejects.toThrow(/^Cannot read .*same\.ts: ENOTDIR/);
  });
});

describe("rejects a spec with line and reason:", () => {
  const server = useServer((response) => response.end("type: string"));
  const bomb = Array.from({ length: 30 }, (_, level) => `    a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`);
  const deep = `${"{ not: ".repeat(300)}{}${" }".repeat(300)}`;
  const deeper = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;

  it.each<[fault: string, text: string, replacement: string, line: string, reason: RegExp]>([
    ["a reference that leads nowhere", 'schemas/Tree"', 'schemas/Nothing"', "schemas/Nothing", /resolve \$ref/],
    ["a bad pattern", "^[^/]+$", "(^[^/]+$", "Name:", /Unterminated group/],
    ["a misspelt keyword", "minLength: 1", "minLenght: 1", "minLenght", /`minLenght` is not expected/],
    ["an unknown type", "type: integer", "type: strng", "strng", /`type` can be one of/],
    ["a required property that is not declared", "[id]", "[idd]", "Planted:", /"idd" is not defined/],
    ["an example that breaks its schema", "{ id: 1 }", "{ id: a }", "{ id: a }", /must be integer/],
    ["an operation without an ID", "operationId: plantTree", "deprecated: false", "put:", /operationId/],
    ["invalid YAML", "put:", "put: [", "operationId", /single line/],
    ["a duplicate key", "minLength: 1,", "minLength: 1, minLength: 2,", "minLength: 2", /unique/],
    ["a schema whose name is not a JavaScript name", "    Name:", "    Tree-1: {}\n    Name:", "Tree-1", /Rename/],
    ["an operation ID that does not compile", "plantTree", "'%41'", "%41", /operationId/],
    ["another version of OpenAPI", "openapi: 3.1.0", "openapi: 3.0.3", "3.0.3", /openapi: 3\.1\.x/],
    ["a number that JSON lacks", "value: { id: 1 }", "value: { id: 1, age: .nan }", ".nan", /NaN is not a JSON number/],
    ["a YAML tag", "title: Fixture", "title: !!binary Rml4", "!!binary", /tag:yaml.org,2002:binary is not supported/],
    ["a reference without a type", "schemas/Tree", "schemas/Tree/allOf/0", "allOf/0", /has no type/],
    ["an aliased reference", "title: Fixture", "title: &out SERVER/a, x-a: { $ref: *out }", "*out", /outside the spec/],
    ["no server", "servers: [{ url: https://api.example.com/v2 }]", "x-none: 1", "", /has no server/],
    ["a relative server", "https://api.example.com/v2", "/v2", "", /must be an https: or http: URL/],
    ["a file reference", "#/components/schemas/Tree", "other.yaml#/Tree", "other.yaml", /outside the spec/],
    ["a URL reference", "#/components/schemas/Tree", "SERVER/tree.yaml", "tree.yaml", /outside the spec/],
    ["a path of another file", "    put:", "    $ref: SERVER/path.yaml\n    put:", "path.yaml", /outside the spec/],
    ["an external example", "value: { id: 1 }", "externalValue: SERVER/a", "externalValue", /outside the spec/],
    [
      "a discriminator of another file",
      "type: object, properties: { id:",
      "type: object, discriminator: { propertyName: id, mapping: { a: SERVER/a.yaml } }, properties: { id:",
      "a.yaml",
      /not a schema of this spec/,
    ],
    ["a new base for references", "minLength: 1", "$id: SERVER/, minLength: 1", "$id", /\$id is not supported/],
    [
      "a schema that contains itself",
      "    Name:",
      '    Self: { allOf: [{ $ref: "#/components/schemas/Self" }] }\n    Name:',
      "Self",
      /refers to itself/,
    ],
    ...["__proto__", "constructor", "hasOwnProperty", "toString", "valueOf"].map(
      (name): [string, string, string, string, RegExp] => [
        `the name ${name}`,
        "        gone: false",
        `        ${name}: false`,
        name,
        new RegExp(`"${name}" is not supported`),
      ],
    ),

    [
      "a YAML bomb",
      "    Name:",
      ["    a: &a-1 [1]", ...bomb, "    Name:"].join("\n"),
      "",
      /aliases expand to too much/,
    ],
    ["a cyclic alias", "    Name:", "    Cycle: &cycle { not: *cycle }\n    Name:", "Cycle", /contains itself/],
    ["300 levels", "    Name:", `    Deep: ${deep}\n    Name:`, "Deep", /more than 95 levels deep/],
    ["20,000 levels", "    Name:", `    Deep: ${deeper}\n    Name:`, "Deep", /nested too deeply/],
  ])("%s", async (_, text, replacement, line, reason) => {
    const error = await generate(changed(text, replacement.replaceAll("SERVER", server.origin))).catch(String);
    expect(error).toMatch(reason);
    const [, number] = /spec\.yaml:(\d+):\d+: /.exec(String(error)) ?? [];
    const lines = (await readFile(file, "utf8")).split("\n");
    if (line !== "") expect(lines[Number(number) - 1]).toContain(line);
    expect(server.received).toEqual([]);
  });

  it.each([
    ["a list", "- a"],
    ["an empty file", ""],
  ])("%s", async (_, text) => {
    await expect(generate(text)).rejects.toThrow(/spec\.yaml:1:1: The spec must be/);
  });

  it("a file or directory that cannot be read", async () => {
    await expect(readSpec("openapi/nothing.yaml")).rejects.toThrow(
      /^Cannot read the spec openapi\/nothing\.yaml: ENOENT/,
    );
    await expect(readSpec("openapi")).rejects.toThrow(/^Cannot read the spec openapi: EISDIR/);
  });
});

it("generates code that compiles for any name", async () => {
  const names = ["arguments", "default", "a-b", "1", "'", '"', "`", "\\", "\n", "*/", "\u2028"];
  const properties = Object.fromEntries(names.map((name) => [name, { type: "string", description: name }]));
  const value = Object.fromEntries(names.map((name) => [name, name]));
  const schema = JSON.stringify({ type: "object", properties, required: names, example: value });
  const text = changed("    Planted: {", `    default: ${schema}\n    arguments: ${schema}\n    Planted: {`).replace(
    "examples: { planted:",
    `examples: { default: { value: { id: 1 } }, ${JSON.stringify('"*/`')}: { value: { id: 2 } }, planted:`,
  );
  const generated = await generate(text);
  const files = Object.fromEntries([...generated].map(([name, code]) => [`src/generated/${name}`, code]));
  const { errors } = compile(files);
  expect(errors.filter(({ file }) => file in files)).toEqual([]);
  for (const name of ["validatedefault", "validatearguments"]) {
    expect(generated.get("validators.ts")).toContain(`export const ${name}:`);
  }
  for (const name of names)
    expect(generated.get("validators.ts")).toContain(JSON.stringify(name).slice(1, -1).replace("\u2028", "\\u2028"));
});
