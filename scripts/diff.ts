import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { readArgument, run, UserError } from "./cli.js";

const usage = `Usage: npm run diff -- REF

Lists the changes of openapi/tokens.yaml since a Git ref, such as v0.1.0 or HEAD, with the version bump that each requires.
Exits with code 1 if a change breaks callers.`;

const specFile = "openapi/tokens.yaml";

await run(async () => {
  const ref = readArgument("REF", usage);
  const before = await fileAt(ref, specFile);
  const directory = await mkdtemp(join(tmpdir(), "spec-diff-"));
  try {
    const base = join(directory, "tokens.yaml");
    await writeFile(base, before);
    const redocly = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    const child = spawn(process.execPath, [redocly, "diff", base, specFile], { env, stdio: "inherit" });
    const [code] = await once(child, "close");
    if (code !== 0)
      throw new UserError(`${specFile} breaks callers that rely on ${ref}, or Redocly could not read it.`);
  } finally {
    await rm(directory, { recursive: true });
  }
});

async function fileAt(ref: string, path: string): Promise<string> {
  const { stdout } = await promisify(execFile)("git", ["show", `${ref}:./${path}`]).catch((error) => {
    throw new UserError(`Git cannot read ${path} at ${JSON.stringify(ref)}: ${error.stderr}`);
  });
  return stdout;
}
