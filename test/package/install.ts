import { mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UserError } from "../../scripts/cli.js";
import { CommandError, shell } from "./shell.js";

/** A package of the npm registry, at an exact version. */
export interface Package {
  name: string;
  version: string;
  /** Installed with it, where npm itself would choose another version, such as `name@1.2.3`. */
  beside?: string;
}

/** Something that a test needs is not to be had on this machine: it is not tested, which is no failure and no pass. */
export class NotAvailable extends UserError {}

const installed = resolve("node_modules/.cache/installed");

/** Installs a package in a directory of its own, or takes what is there already; gives that directory. */
export async function install({ name, version, beside }: Package): Promise<string> {
  const wanted = [`${name}@${version}`, ...(beside ? [beside] : [])];
  const directory = join(installed, wanted.join("+").replaceAll("/", "+"));
  if (await exists(directory)) return directory;
  await mkdir(installed, { recursive: true });
  const unfinished = await mkdtemp(join(installed, "unfinished-"));
  try {
    // Some put their binary where it belongs when they are installed.
    await writeFile(join(unfinished, "package.json"), JSON.stringify({ allowScripts: { [name]: true } }));
    await npmInstall(unfinished, ...wanted);
    await rename(unfinished, directory);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return directory;
}

/** @throws NotAvailable with npm's reason */
export async function npmInstall(directory: string, ...what: string[]): Promise<void> {
  try {
    const flags = ["--no-package-lock", "--prefer-offline", "--loglevel=error"];
    await shell("npm", ["install", ...flags, ...what], { cwd: directory });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new NotAvailable(`npm can't install ${what.join(" and ")}: ${reasonOf(error.stderr)}`);
  }
}

/** npm's code and its first sentence. */
function reasonOf(stderr: string): string {
  const lines = stderr.split("\n").flatMap((line) => /^npm error (\S.*)$/.exec(line)?.[1] ?? []);
  return lines.slice(0, 2).join(", ") || "npm says nothing";
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
