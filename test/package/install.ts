import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { TestContext } from "vitest";

const run = promisify(execFile);
const cache = resolve("node_modules/.cache/installed");

/**
 * Installs packages of the npm registry once per machine and returns the path of their `node_modules`. Skips the test if
 * npm can't install them.
 *
 * @param specs exact versions, such as `bun@1.4.5`, or `jest-29@npm:jest@29.7.0` to install it under another name
 */
export async function installed(specs: string[], ctx: TestContext): Promise<string> {
  const directory = await oncePerMachine(specs.join(","), ctx, async (directory) => {
    // Bun and Deno put their binary in place with an install script.
    const allowScripts = Object.fromEntries(specs.map((spec) => [spec.replace(/(?<=.)@.*/, ""), true]));
    await writeFile(join(directory, "package.json"), JSON.stringify({ allowScripts }));
    await npmInstall(directory, ...specs);
  });
  return join(directory, "node_modules");
}

/** Like `installed`, but unpacks one directory of a package and returns its path. All of Node would take twice as long. */
export async function unpacked(spec: string, path: string, ctx: TestContext): Promise<string> {
  const directory = await oncePerMachine(`${path} of ${spec}`, ctx, async (cwd) => {
    const { stdout } = await run("npm", ["pack", "--silent", "--prefer-offline", spec], { cwd });
    await run("tar", ["-xzf", stdout.trim(), `package/${path}`], { cwd });
    await rm(join(cwd, stdout.trim()));
  });
  return join(directory, "package", path);
}

async function oncePerMachine(
  name: string,
  { skip }: TestContext,
  fill: (directory: string) => Promise<void>,
): Promise<string> {
  const directory = join(cache, name.replaceAll(/[/:]/g, "+"));
  if (!existsSync(directory)) {
    await mkdir(cache, { recursive: true });
    const unfinished = await mkdtemp(join(cache, "unfinished-"));
    try {
      await fill(unfinished);
      await rename(unfinished, directory);
    } catch (error) {
      skip(`npm can't install ${name}: ${error}`);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  return directory;
}

export async function npmInstall(directory: string, ...specs: string[]): Promise<void> {
  const flags = ["--no-package-lock", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", ["install", ...flags, ...specs], { cwd: directory });
}
