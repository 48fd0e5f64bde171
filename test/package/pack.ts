import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { npmInstall } from "./install.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The packed tarball. */
    tarball: string;
    /** A project with the tarball and its dependencies as its only packages. */
    consumer: string;
  }
}

/** What the build reads. */
const sources = [
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "SECURITY.md",
  "LICENSE",
  "docs",
  "examples",
  "openapi",
  "src",
  "scripts",
  "tsconfig.json",
];

/** Builds and packs a copy of the project in an empty directory. Returns the path of the tarball. */
export async function pack(directory: string): Promise<string> {
  const copy = join(directory, "project");
  const packed = join(directory, "packed");
  await mkdir(packed, { recursive: true });
  for (const name of sources) await cp(name, join(copy, name), { recursive: true });
  await symlink(resolve("node_modules"), join(copy, "node_modules"));
  await promisify(execFile)("npm", ["pack", "--pack-destination", packed], { cwd: copy });
  const [tarball = ""] = await readdir(packed);
  return join(packed, tarball);
}

/** Vitest calls this once for all test files of the project. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "complycube-tokens-"));
  const tarball = await pack(directory);
  const consumer = join(directory, "consumer");
  await mkdir(consumer);
  await writeFile(join(consumer, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await npmInstall(consumer, tarball);
  project.provide("tarball", tarball);
  project.provide("consumer", consumer);
  return () => rm(directory, { recursive: true, force: true });
}
