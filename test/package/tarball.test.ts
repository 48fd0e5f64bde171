import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { withServer } from "../support/loopback.js";
import { minted, token } from "../support/mint.js";
import { pack } from "./pack.js";

const run = promisify(execFile);
const tarball = inject("tarball");
const packages = join(inject("consumer"), "node_modules");
const installed = join(packages, "complycube-tokens");

let directory: string;
let files: string[];
let manifest: {
  version: string;
  bin: Record<string, string>;
  exports: Record<string, string | Record<"import" | "require", Record<"types" | "default", string>>>;
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tarball-"));
  const entries = await readdir(installed, { recursive: true, withFileTypes: true });
  files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  files = files.map((file) => file.slice(installed.length + 1)).sort();
  manifest = JSON.parse(await read("package.json"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

it("is byte-identical when it is built and packed again in another directory", { timeout: 300_000 }, async () => {
  const again = await readFile(await pack(join(directory, "another")));
  expect(again.equals(await readFile(tarball))).toBe(true);
});

it("contains the modules, declarations, spec, pages and examples, and nothing else", () => {
  const others = files.filter((file) => !/^(dist\/.+\.(js|cjs|d\.ts|d\.cts)|docs\/[^/]+|examples\/.+)$/.test(file));
  const pages = ["CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md"];
  expect(others).toEqual([...pages, "openapi/tokens.yaml", "package.json"]);
});

it("installs openapi-fetch and its types, and no other package", async () => {
  const names = (await readdir(packages)).filter((name) => !name.startsWith("."));
  expect(names.sort()).toEqual(["complycube-tokens", "openapi-fetch", "openapi-typescript-helpers"]);
});

it("contains no file that its exports and its command don't reach", async () => {
  const reached = new Set<string>();
  const reach = async (file: string): Promise<void> => {
    if (reached.has(file)) return;
    reached.add(file);
    const code = (await read(file)).replace(/^ *\*.*$/gm, "");
    const imports = code.matchAll(/(?:from |import |import\(|require\()["'](\.[^"']+)["']/g);
    for (const [, specifier = ""] of imports) {
      const module = join(file, "..", specifier);
      await reach(/\.d\.c?ts$/.test(file) ? module.replace(/\.(c?)js$/, ".d.$1ts") : module);
    }
  };
  for (const file of [...Object.values(manifest.bin), ...exportedFiles()]) await reach(join(file));
  expect(files.filter((file) => file.startsWith("dist/") && !reached.has(file))).toEqual([]);
});

it("has a command that mints a token and shares the code of the exported modules", async () => {
  const command = join(packages, ".bin/complycube-tokens");
  expect((await run(command, ["--version"])).stdout).toBe(`${manifest.version}\n`);
  const args = ["generate", "--client-id", "CLIENT_ID", "--app-id", "com.myapp.demo.app"];
  await withServer(minted, async ({ url }) => {
    const env = { ...process.env, COMPLYCUBE_API_KEY: "test_key", COMPLYCUBE_BASE_URL: url };
    expect((await run(command, args, { env })).stdout).toBe(`${token}\n`);
  });
  const file = join(String(manifest.bin["complycube-tokens"]));
  const imports = [...(await read(file)).matchAll(/ from "(\..+)"/g)].map(([, path = ""]) => join(file, "..", path));
  expect(imports).not.toEqual([]);
  expect(exportedFiles().map((path) => join(path))).toEqual(expect.arrayContaining(imports));
});

it("exports the same names in both formats", async () => {
  for (const { required, imported } of await Promise.all(modules())) {
    expect(Object.keys(required)).not.toEqual([]);
    expect(Object.keys(required).sort()).toEqual(Object.keys(imported).sort());
  }
});

it("has errors that are instances of their classes in the other format", async () => {
  const [index] = await Promise.all(modules());
  const formats = [index?.required, index?.imported].map((module = {}) =>
    Object.entries(module).filter(([name]) => name.endsWith("Error")),
  );
  for (const [ours = [], others = []] of [formats, formats.toReversed()]) {
    expect(ours).toHaveLength(7);
    for (const [name, errorClass] of ours) {
      expect(others.map(([, otherClass]) => otherClass)).not.toContain(errorClass);
      const error = new errorClass({ message: "", violations: [] });
      const matching = others.flatMap(([other, otherClass]) => (error instanceof otherClass ? [other] : []));
      expect(new Set(matching)).toEqual(new Set([name, "ComplyCubeError"]));
    }
  }
});

it("refers to no source map", async () => {
  for (const file of files) expect(await read(file)).not.toContain("sourceMappingURL=");
});

it("passes publint", async () => {
  expect(await publintMessages(installed)).toEqual([]);
});

it("passes Are the Types Wrong", async () => {
  await attw(tarball);
});

it("fails publint and Are the Types Wrong if a declaration file is missing", async () => {
  const broken = join(directory, "broken/package");
  await cp(installed, broken, { recursive: true });
  await rm(join(broken, "dist/referrer/index.d.ts"));
  expect(await publintMessages(broken)).toEqual([expect.stringContaining("dist/referrer/index.d.ts")]);
  await run("tar", ["-czf", "broken.tgz", "-C", "broken", "package"], { cwd: directory });
  const stdout = expect.stringContaining("complycube-tokens/referrer");
  await expect(attw(join(directory, "broken.tgz"))).rejects.toMatchObject({ stdout });
});

function read(file: string): Promise<string> {
  return readFile(join(installed, file), "utf8");
}

/** The modules that package.json exports. */
function targets() {
  return Object.values(manifest.exports).flatMap((target) => (typeof target === "string" ? [] : [target]));
}

function exportedFiles(): string[] {
  return targets().flatMap((target) => Object.values(target).flatMap((file) => Object.values(file)));
}

type Classes = Record<string, new (init: object) => unknown>;

/** Loads each exported module in both formats. */
function modules(): Promise<{ required: Classes; imported: Classes }>[] {
  const require = createRequire(join(installed, "package.json"));
  return targets().map(async (target) => ({
    required: require(target.require.default),
    imported: await import(pathToFileURL(join(installed, target.import.default)).href),
  }));
}

async function publintMessages(pkgDir: string): Promise<(string | undefined)[]> {
  const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }));
}

/** Rejects with the command's output if a resolution mode finds wrong types. */
async function attw(file: string): Promise<void> {
  const typed = Object.entries(manifest.exports).flatMap(([name, target]) =>
    typeof target === "string" ? [] : [name],
  );
  const options = ["--no-definitely-typed", "--no-color", "--entrypoints", ...typed];
  await run("node_modules/.bin/attw", [file, ...options]);
}
