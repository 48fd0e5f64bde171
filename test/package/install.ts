import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { TestContext } from "vitest";

const cache = resolve("node_modules/.cache/installed");

/**
 * Installs packages of the npm registry once per machine and returns the path of their `node_modules`. Skips the test if
 * npm can't install them.
 *
 * @param specs exact versions, such as `bun@1.4.5`, or `jest-29@npm:jest@29.7.0` to install it under another name
 */
export async function installed(specs: string[], { skip }: TestContext): Promise<string> {
  const directory = join(cache, specs.join(",").replaceAll(/[/:]/g, "+"));
  if (!existsSync(directory)) {
    await mkdir(cache, { recursive: true });
    const unfinished = await mkdtemp(join(cache, "unfinished-"));
    try {
      // Bun and Deno put their binary in place with an install script.
      const allowScripts = Object.fromEntries(specs.map((spec) => [spec.replace(/(?<=.)@.*/, ""), true]));
      await writeFile(join(unfinished, "package.json"), JSON.stringify({ allowScripts }));
      await npmInstall(unfinished, ...specs);
      await rename(unfinished, directory);
    } catch (error) {
      skip(`npm can't install ${specs.join(", ")}: ${error}`);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  return join(directory, "node_modules");
}

export async function npmInstall(directory: string, ...specs: string[]): Promise<void> {
  const flags = ["--no-package-lock", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  await promisify(execFile)("npm", ["install", ...flags, ...specs], { cwd: directory });
}
