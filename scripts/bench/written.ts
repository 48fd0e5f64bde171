import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../cli.js";

export interface Written {
  files: number;
  kilobytes: number;
}

/** @throws where an operation is not in what was written: a command that did not do its work is not fast */
export async function written(directory: string, declarations: RegExp[], operations: string[]): Promise<Written> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const text = texts.join("\n");
  for (const declaration of declarations) {
    const found = new Set(Array.from(text.matchAll(declaration), ([, name]) => name));
    const present = operations.filter((name) => found.has(name)).length;
    if (present < operations.length) throw new UserError(`wrote ${present} of ${operations.length} operations`);
  }
  return { files: files.length, kilobytes: Buffer.byteLength(text) / 1_000 };
}
