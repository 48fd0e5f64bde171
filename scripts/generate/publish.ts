import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, UserError } from "../cli.js";
import { headerStart } from "./header.js";

/** The names of the entries of `directory` that are missing, different, or not made from the spec at all. */
export async function staleFiles(directory: string, artefacts: Map<string, string>): Promise<string[]> {
  const present = await read(directory);
  const names = new Set([...artefacts.keys(), ...present.keys()]);
  return [...names].filter((name) => present.get(name) !== artefacts.get(name)).sort();
}

/** Replaces the directory as a whole where it is stale: any failure leaves it as it was. */
export async function publish(directory: string, artefacts: Map<string, string>): Promise<string[]> {
  const stale = await staleFiles(directory, artefacts);
  if (stale.length === 0) return [];
  await refuseForeign(directory);
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
    throw new UserError(`Cannot write to ${directory}, which stays as it was: ${messageOf(error)}`);
  } finally {
    await rm(staged, { recursive: true, force: true });
    await rm(former, { recursive: true, force: true });
  }
  return stale;
}

async function refuseForeign(directory: string): Promise<void> {
  for (const [name, text] of await read(directory)) {
    if (text.startsWith(headerStart)) continue;
    throw new UserError(
      `${join(directory, name)} is not generated. Move it away, or choose a directory of its own with --out.`,
    );
  }
}

/** What is in a directory, by name; of what is no file, nothing. */
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
