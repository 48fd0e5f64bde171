import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { run, UserError } from "./cli.js";

const gates = {
  "format and lint": "biome check --error-on-warnings",
  types: "tsc",
  "types of src, the web platform's alone": "tsc -p src --noEmit",
  "types of src, with Node's": "tsc -p src/tsconfig.node.json --noEmit",
  "dead code": "knip",
  drift: "tsx scripts/generate.ts --check",
};

await run(async () => {
  const results = await Promise.all(Object.entries(gates).map(([name, command]) => pass(name, command)));
  const failed = results.filter((passed) => !passed).length;
  if (failed > 0) throw new UserError(`${failed} of ${results.length} checks failed.`);
});

/** Runs a command of the project's own packages, which npm puts on the PATH; shows what it printed only where it failed. */
async function pass(name: string, command: string): Promise<boolean> {
  const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "pipe"] });
  const exit = new Promise<boolean>((resolve) => child.once("close", (code) => resolve(code === 0)));
  const [stdout, stderr, passed] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  console.log(`${passed ? "✓" : "✗"} ${name}: ${command}`);
  if (!passed) console.log(stdout + stderr);
  return passed;
}
