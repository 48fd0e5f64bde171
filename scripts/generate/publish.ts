import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, UserError } from "../cli.js";
import { headerStart } from "./artefacts.js";

/** The names of the files in `directory` that are missing, different from the artefacts, or not generated. */
export async function staleFiles(directory: string, artefacts: Map<string, string>): Promise<string[]> {
  const present = await read(directory);
  const names = new Set([...artefacts.keys(), ...present.keys()]);
  return [...names].filter((name) => present.get(name) !== artefacts.get(name)).sort();
}

/** Replaces the whole directory if it is stale. If anything fails, the directory stays as it was. */
export async function publish(directory: string, artefacts: Map<string, string>): Promise<string[]> {
  const stale = await staleFiles(directory, artefacts);
  if (stale.length === 0) return [];
  for (const [name, text] of await read(directory)) {
    if (!text.startsWith(headerStart)) {
      const foreign = join(directory, name);
      throw new UserError(`${foreign} is not a generated file. Move it, or choose another directory with --out.`);
    }
  }
  const staged = `${directory}.new-${process.pid}`;
  const former = `${directory}.old-${process.pid}`;
  try {
    await mkdir(staged, { recursive: true });
    for (const [name, text] of artefacts) await writeFile(join(staged, name), text);
    await mkdir(directory, { recursive: true });
    await rename(directory, former);
    await rename(staged, directory).catch(async (error) => {
      await rename(former, directory);
      throw error;
    });
  } catch (error) {
    throw new UserError(`Cannot write to ${directory}; it is unchanged. ${messageOf(error)}`);
  } finally {
    await rm(staged, { recursive: true, force: true });
    await rm(former, { recursive: true, force: true });
  }
  return stale;
}

/** The texts in a directory by file name. An entry that is not a file has an empty text. */
async function read(directory: string): Promise<Map<string, string>> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw new UserError(`Cannot read ${directory}: ${messageOf(error)}`);
  });
  const texts = entries.map(
    async (entry) => [entry.name, entry.isFile() ? await readFile(join(directory, entry.name), "utf8") : ""] as const,
  );
  return new Map(await Promise.all(texts));
}
