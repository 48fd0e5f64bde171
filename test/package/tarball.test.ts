import { cp, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withServer } from "../support/loopback.js";
import { minted, token } from "../support/mint.js";
import { pack, sha256 } from "./pack.js";
import { shell } from "./shell.js";

let directory: string;
let tarball: string;
let unpacked: string;
let files: string[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tarball-"));
  tarball = await pack(join(directory, "one"));
  await shell("tar", ["-xzf", tarball, "-C", directory]);
  unpacked = join(directory, "package");
  const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
  files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  files = files.map((file) => file.slice(unpacked.length + 1)).sort();
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

it("is the same to the byte when it is built and packed again elsewhere", async () => {
  expect(await sha256(await pack(join(directory, "two", "deeper")))).toBe(await sha256(tarball));
});

it("has the licence, the README, the manifest, the spec, modules and types, and nothing else", () => {
  const others = files.filter((file) => !/^dist\/.+\.(js|d\.ts)$/.test(file));
  expect(others).toEqual(["LICENSE", "README.md", "openapi/tokens.yaml", "package.json"]);
});

it("has no module that cannot be reached from what it exports, or from its command", async () => {
  const { exports, bin } = JSON.parse(await readFile(join(unpacked, "package.json"), "utf8"));
  const reached = new Set<string>();
  const reach = async (file: string): Promise<void> => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = await readFile(join(unpacked, file), "utf8");
    for (const [, specifier = ""] of text.matchAll(/(?:from |import\(|import )"(\.[^"]+)"/g)) {
      const module = join(file, "..", specifier);
      await reach(file.endsWith(".d.ts") ? module.replace(/\.js$/, ".d.ts") : module);
    }
  };
  for (const target of [bin, ...Object.values<string | Record<string, string>>(exports)]) {
    if (typeof target === "object") for (const file of Object.values<string>(target)) await reach(join(file));
  }
  // A module is reached by its code or, where it has types alone, by its declarations.
  const moduleOf = (file: string) => file.replace(/(\.d\.ts|\.js)$/, "");
  const used = new Set([...reached].map(moduleOf));
  expect(files.filter((file) => file.startsWith("dist/") && !used.has(moduleOf(file)))).toEqual([]);
});

it("has a command that runs, and that imports what is exported, so that no code moves to where both load it", async () => {
  const { version, bin } = JSON.parse(await readFile(join(unpacked, "package.json"), "utf8"));
  await symlink(resolve("node_modules"), join(directory, "node_modules"));
  const command = join(unpacked, bin["complycube-tokens"]);
  // As its shebang has it started, which is what npm links.
  expect((await shell(command, ["--version"])).stdout).toBe(`${version}\n`);
  const args = ["generate", "--client-id", "CLIENT_ID", "--app-id", "com.myapp.demo.app"];
  await withServer(minted, async ({ url }) => {
    const env = { ...process.env, COMPLYCUBE_API_KEY: "test_key", COMPLYCUBE_BASE_URL: url };
    expect((await shell(command, args, { env })).stdout).toBe(`${token}\n`);
  });
  const imported = [...(await readFile(command, "utf8")).matchAll(/ from "(\..+)"/g)].map(([, path]) => path);
  expect(new Set(imported)).toEqual(new Set(["../index.js", "../referrer/index.js"]));
});

it("names no source map", async () => {
  for (const file of files) expect(await readFile(join(unpacked, file), "utf8")).not.toContain("sourceMappingURL=");
});

it("publint has nothing to say of it", async () => {
  expect(await publintSays(unpacked)).toEqual([]);
});

it("publint and attw see what is wrong: a module whose types are missing", async () => {
  const broken = join(directory, "broken", "package");
  await cp(unpacked, broken, { recursive: true });
  await rm(join(broken, "dist/referrer/index.d.ts"));
  expect(await publintSays(broken)).toEqual([expect.stringContaining("dist/referrer/index.d.ts")]);
  await shell("tar", ["-czf", "broken.tgz", "-C", "broken", "package"], { cwd: directory });
  await expect(attw(join(directory, "broken.tgz"))).rejects.toThrow("complycube-tokens/referrer");
});

it("attw has nothing to say of it", async () => {
  await attw(tarball);
});

async function publintSays(pkgDir: string): Promise<(string | undefined)[]> {
  const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }));
}

async function attw(file: string): Promise<void> {
  // A spec and a manifest have no types.
  const typed = ["--entrypoints", ".", "./referrer", "./node", "./handler", "./examples"];
  await shell("node_modules/.bin/attw", [
    file,
    "--profile",
    "esm-only",
    "--no-definitely-typed",
    "--no-color",
    ...typed,
  ]);
}
