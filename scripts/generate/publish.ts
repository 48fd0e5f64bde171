import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The names of the files in `directory` that are missing, different, or not made from the spec at all. */
export async function staleFiles(directory: string, artefacts: Map<string, string>): Promise<string[]> {
  const present = await readdir(directory).catch(() => []);
  const names = new Set([...artefacts.keys(), ...present]);
  const checked = await Promise.all(
    [...names].map(async (name) => {
      const text = await readFile(join(directory, name), "utf8").catch(() => undefined);
      return text === artefacts.get(name) ? [] : [name];
    }),
  );
  return checked.flat().sort();
}

/** Replaces the stale files, and only when all of them could be written: a failure leaves the directory as it was. */
export async function publish(directory: string, artefacts: Map<string, string>): Promise<string[]> {
  const stale = await staleFiles(directory, artefacts);
  const staged = join(directory, "..", `.generated-${process.pid}`);
  try {
    await mkdir(staged, { recursive: true });
    await mkdir(directory, { recursive: true });
    for (const name of stale) {
      const text = artefacts.get(name);
      if (text !== undefined) await writeFile(join(staged, name), text);
    }
    for (const name of stale) {
      if (artefacts.has(name)) await rename(join(staged, name), join(directory, name));
      else await rm(join(directory, name), { recursive: true });
    }
    return stale;
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}
