import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "../cli.js";
import type { Json, JsonObject } from "./explicit.js";

/** A change as `redocly diff --format json` reports it, in the parts that are read. */
export interface RedoclyChange {
  typeName: string;
  kind: "added" | "removed" | "modified";
  property?: string;
  base?: { pointer: string; value?: Json };
  revision?: { pointer: string; value?: Json };
  /** What breaks; none where the change is fine. */
  verdicts: { ruleId: string; message: string; location: { file: string; pointer: string } }[];
}

const bin = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
const env = {
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
  REDOCLY_SUPPRESS_NOTIFICATIONS: "true",
};

/** Redocly's diff of two documents. It is a process of its own, since its packages for Node 20 export no function for it. */
export async function redoclyDiff(base: JsonObject, revision: JsonObject): Promise<RedoclyChange[]> {
  // In a directory of its own, where no redocly.yaml changes the rules.
  const cwd = await mkdtemp(join(tmpdir(), "tokens-diff-"));
  try {
    await writeFile(join(cwd, "base.json"), JSON.stringify(base));
    await writeFile(join(cwd, "revision.json"), JSON.stringify(revision));
    const args = [bin, "diff", "base.json", "revision.json", "--format", "json", "--fail-on", "none"];
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 28 };
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    return JSON.parse(stdout).changes;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    // Without the box around the news that Node 20 is old.
    const reason = stderr?.replaceAll(/^ *[╔║╚].*\n/gm, "").trim();
    throw reason ? new UserError(`Redocly cannot compare the specs:\n${reason}`) : error;
  } finally {
    await rm(cwd, { recursive: true });
  }
}
