import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const config = fileURLToPath(new URL("../../biome.json", import.meta.url));
const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");

/** Formats files, given by name, as the rest of the project is formatted. */
export async function format(files: Map<string, string>): Promise<Map<string, string>> {
  const directory = await mkdtemp(join(tmpdir(), "complycube-tokens-"));
  try {
    for (const [name, text] of files) await writeFile(join(directory, name), text);
    const options = ["format", "--write", `--config-path=${config}`, "--vcs-enabled=false", directory];
    await promisify(execFile)(process.execPath, [biome, ...options]);
    const formatted = [...files.keys()].map(
      async (name) => [name, await readFile(join(directory, name), "utf8")] as const,
    );
    return new Map(await Promise.all(formatted));
  } finally {
    await rm(directory, { recursive: true });
  }
}
