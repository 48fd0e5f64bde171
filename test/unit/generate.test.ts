import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { compileFunction } from "node:vm";
import ts from "typescript";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { artefacts } from "../../scripts/generate/artefacts.js";
import { header } from "../../scripts/generate/header.js";
import { publish, staleFiles } from "../../scripts/generate/publish.js";
import { readSpec } from "../../scripts/generate/read-spec.js";
import { examples } from "../../src/generated/examples.js";
import { compilerOptions } from "../support/compile.js";

const spec = "openapi/tokens.yaml";
const source = await readFile(spec, "utf8");
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "generate-"));
});
afterEach(() => rm(directory, { recursive: true }));

/** The spec with one change, in a file of its own. */
async function changed(text: string | RegExp, replacement: string): Promise<string> {
  const change = source.replace(text, replacement);
  expect(change).not.toBe(source);
  const file = join(directory, "changed.yaml");
  await writeFile(file, change);
  return file;
}

async function generate(...args: string[]): Promise<{ code: number; output: string }> {
  const command = ["--import", "tsx", "scripts/generate.ts", ...args];
  return promisify(execFile)(process.execPath, command).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    ({ code, stdout, stderr }) => ({ code, output: stdout + stderr }),
  );
}

describe("what is committed", () => {
  it("is what the spec gives, to the byte, each time", async () => {
    const first = await artefacts(await readSpec(spec));
    const second = await artefacts(await readSpec(spec));
    expect([...second]).toEqual([...first]);
    await expect(staleFiles("src/generated", first)).resolves.toEqual([]);
  });

  it("says where it comes from and how to change it", async () => {
    for (const text of (await artefacts(await readSpec(spec))).values()) {
      expect(text).toMatch(/^\/\/ Generated from openapi\/tokens\.yaml\. Do not edit; .* run: npm run generate\n/);
    }
  });

  it("shows how an example is used that is there", async () => {
    const text = await readFile("src/generated/examples.ts", "utf8");
    const [, path] = /@example\n \* const fetch = async \(\) => Response\.json\((.*)\);/.exec(text) ?? [];
    expect(compileFunction(`return ${path}`, ["examples"])(examples)).toEqual({ token: "header.payload.signature" });
  });

  it("needs no package at run time, and no leave to make code of text", async () => {
    for (const file of ["src/generated/validators.ts", "src/validation.ts"]) {
      const code = await readFile(file, "utf8");
      expect(code).not.toMatch(/ from "(?!\.)|\brequire\(|\beval\(|\bFunction\(/);
    }
  });
});

describe("the command", () => {
  it("with --check names the stale files and the command, exits 1 and writes nothing", async () => {
    const out = join(directory, "generated");
    await cp("src/generated", out, { recursive: true });
    await writeFile(join(out, "server.ts"), "// edited\n");
    await writeFile(join(out, "extra.ts"), "// left over\n");

    const { code, output } = await generate("--check", "--out", out);
    expect(code).toBe(1);
    expect(output).toContain(`  ${join(out, "extra.ts")}\n  ${join(out, "server.ts")}\nRun: npm run generate`);
    await expect(readFile(join(out, "server.ts"), "utf8")).resolves.toBe("// edited\n");
  });

  it("on a broken spec prints its problem alone, exits 1 and leaves the generated files as they were", async () => {
    const out = join(directory, "generated");
    await cp("src/generated", out, { recursive: true });
    const { code, output } = await generate("--spec", await changed("pattern: ^", "pattern: (^"), "--out", out);
    expect(code).toBe(1);
    expect(output).toMatch(/^\S+changed\.yaml:\d+:\d+: [^\n]+\n$/);
    await expect(staleFiles(out, await artefacts(await readSpec(spec)))).resolves.toEqual([]);
  });
});

describe("writing", () => {
  const made = new Map([
    ["same.ts", `${header("a.yaml")}same`],
    ["stale.ts", `${header("a.yaml")}new`],
  ]);
  const before = {
    "same.ts": `${header("a.yaml")}same`,
    "stale.ts": `${header("a.yaml")}old`,
    "former.ts": `${header("a.yaml")}no longer generated`,
  };
  let out: string;

  beforeEach(async () => {
    out = join(directory, "generated");
    await mkdir(out);
    for (const [name, text] of Object.entries(before)) await writeFile(join(out, name), text);
  });

  async function contents(): Promise<Record<string, string>> {
    const names = await readdir(out);
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await readFile(join(out, name), "utf8")])),
    );
  }

  it("replaces what is stale, removes what is no longer generated, and leaves no trace", async () => {
    await expect(publish(out, made)).resolves.toEqual(["former.ts", "stale.ts"]);
    await expect(contents()).resolves.toEqual(Object.fromEntries(made));
    await expect(readdir(directory)).resolves.toEqual(["generated"]);
  });

  it("touches nothing where a file is not generated", async () => {
    await writeFile(join(out, "notes.txt"), "somebody's own");
    await expect(publish(out, made)).rejects.toThrow(/notes\.txt is not generated\. Move it away, or choose/);
    await expect(contents()).resolves.toEqual({ ...before, "notes.txt": "somebody's own" });
  });

  it("touches nothing where a folder is in the way", async () => {
    await mkdir(join(out, "folder"));
    await expect(staleFiles(out, made)).resolves.toContain("folder");
    await expect(publish(out, made)).rejects.toThrow(/folder is not generated/);
  });

  it("says so where the directory is none", async () => {
    await expect(publish(join(out, "same.ts"), made)).rejects.toThrow(/^Cannot read .*same\.ts: ENOTDIR/);
  });
});

describe("a broken spec is refused with file, line and reason", () => {
  it.each<[fault: string, text: string, replacement: string, line: string, reason: RegExp]>([
    ["a reference that leads nowhere", 'schemas/TokenRequest"', 'schemas/Nothing"', "schemas/Nothing", /resolve \$ref/],
    ["a reference to another file", '#/components/schemas/Token"', 'other.yaml#/Token"', "other.yaml", /one file/],
    ["a bad pattern", "pattern: ^", "pattern: (^", "token:", /Unterminated group/],
    ["a misspelt keyword", "minLength: 1", "minLenght: 1", "minLenght", /`minLenght` is not expected/],
    ["an unknown type", "type: string", "type: strng", "strng", /`type` can be one of/],
    ["a keyword of the wrong type", "minLength: 1", 'minLength: "1"', '"1"', /Expected type `integer`/],
    ["a required property that is not declared", "[token]", "[tokn]", "Token:", /"tokn" is not defined/],
    ["an example that breaks its schema", "token: header.payload.signature", "token: 1", "token: 1", /must be string/],
    ["an operation without a name", "operationId: generateToken", "deprecated: false", "post:", /operationId/],
    ["no YAML", "post:", "post: [", "tags:", /missed comma|flow collection/],
  ])("%s", async (_, text, replacement, line, reason) => {
    const file = await changed(text, replacement);
    const error = await readSpec(file).catch(String);
    expect(error).toMatch(reason);
    const [, number] = /changed\.yaml:(\d+):\d+: /.exec(String(error)) ?? [];
    const lines = (await readFile(file, "utf8")).split("\n");
    expect(lines[Number(number) - 1]).toContain(line);
  });

  it("with the reason alone where there is no line", async () => {
    const file = join(directory, "changed.yaml");
    await writeFile(file, "- a list");
    await expect(readSpec(file)).rejects.toThrow(/changed\.yaml: /);
    await writeFile(file, source.replace(/servers:\n(.*\n)*?\n(?=security:)/, ""));
    await expect(readSpec(file).then(artefacts)).rejects.toThrow(/names no server/);
    await writeFile(file, source.replace("url: https://api.complycube.com/v1", "url: /v1"));
    await expect(readSpec(file).then(artefacts)).rejects.toThrow(/the first server, \/v1, must be an absolute URL/);
    await writeFile(
      file,
      source.replace(
        "    KnownErrorType:",
        "    Known-1: { type: string }\n    Known.1: { type: string }\n    KnownErrorType:",
      ),
    );
    await expect(readSpec(file).then(artefacts)).rejects.toThrow(
      /Known-1 and Known\.1 need names that differ in letters/,
    );
  });

  it("with the keyword that the validators lack", async () => {
    const file = await changed("required: [token]", "required: [token]\n      unevaluatedProperties: false");
    await expect(readSpec(file).then(artefacts)).rejects.toThrow(
      /changed\.yaml: #\/components\/schemas\/Token\/unevaluatedProperties: no validator can be made/,
    );
  });

  it("and so is a file that is not there", async () => {
    await expect(readSpec("openapi/nothing.yaml")).rejects.toThrow(
      /cannot read the spec openapi\/nothing\.yaml: ENOENT/,
    );
  });
});

it("a new response field and a new operation appear, typed, with no hand-written change", async () => {
  const file = await changed(
    /( {10}pattern: .*\n)( {6}required: \[token\])/,
    "$1        expiresAt:\n          type: string\n          format: date-time\n$2",
  );
  const operation = `
  /tokens/{tokenId}:
    get:
      operationId: describeToken
      parameters: [{ name: tokenId, in: path, required: true, schema: { type: string } }]
      responses:
        "200":
          description: The token.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Token" }
              examples: { described: { value: { token: a.b.c, expiresAt: "2026-11-24T12:00:00Z" } } }
        "204":
          description: No token.
        4XX:
          $ref: "#/components/responses/Refused"

components:
  responses:
    Refused:
      description: Refused.
      content:
        application/json:
          schema: { $ref: "#/components/schemas/Error" }
          examples: { refused: { value: { type: refused, message: No. } } }`;
  await writeFile(file, (await readFile(file, "utf8")).replace("\ncomponents:", operation));

  await cp("src", join(directory, "src"), { recursive: true });
  await cp("package.json", join(directory, "package.json"));
  await symlink(join(process.cwd(), "node_modules"), join(directory, "node_modules"));
  await publish(join(directory, "src/generated"), await artefacts(await readSpec(file)));
  const consumer = join(directory, "consumer.ts");
  await writeFile(
    consumer,
    `import { createClient } from "./src/index.js";
     import { examples } from "./src/generated/examples.js";
     const client = createClient();
     const { data } = await client.GET("/tokens/{tokenId}", { params: { path: { tokenId: "1" } } });
     export const expiry: string | undefined = data?.expiresAt;
     export const described: string = examples.describeToken.responses[200].described.expiresAt;
     export const refused: string = examples.describeToken.responses["4XX"].refused.message;
     // @ts-expect-error
     client.GET("/tokens/{tokenId}");
     // @ts-expect-error
     data?.expires;`,
  );

  const options = compilerOptions();
  const program = ts.createProgram([consumer], { ...options, types: [] });
  const problems = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
  expect(problems).toEqual([]);
});
