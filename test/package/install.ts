import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { TestContext } from "vitest";

/** An exact version of a package in the npm registry. */
export interface Package {
  name: string;
  version: string;
}

const cache = resolve("node_modules/.cache/installed");

/** Installs a package once per machine and returns the directory of its commands. Skips the test if npm can't install it. */
export async function commandsOf({ name, version }: Package, { skip }: TestContext): Promise<string> {
  const wanted = `${name}@${version}`;
  const directory = join(cache, wanted.replaceAll("/", "+"));
  if (!existsSync(directory)) {
    await mkdir(cache, { recursive: true });
    const unfinished = await mkdtemp(join(cache, "unfinished-"));
    try {
      // Bun and Deno put their binary in place with an install script.
      await writeFile(join(unfinished, "package.json"), JSON.stringify({ allowScripts: { [name]: true } }));
      await npmInstall(unfinished, wanted);
      await rename(unfinished, directory);
    } catch (error) {
      skip(`npm can't install ${wanted}: ${error}`);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  return join(directory, "node_modules/.bin");
}

export async function npmInstall(directory: string, what: string): Promise<void> {
  const flags = ["--no-package-lock", "--prefer-offline", "--loglevel=error"];
  await promisify(execFile)("npm", ["install", ...flags, what], { cwd: directory });
}
