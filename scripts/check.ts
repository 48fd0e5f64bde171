import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { run, UserError } from "./cli.js";

// Both versions of TypeScript have a command `tsc`. Version 7 is the fast one.
const tsc = "node node_modules/typescript-7/bin/tsc";
const commands = {
  "format and lint": "biome check --error-on-warnings",
  "types of the project": tsc,
  "types of src in a browser": `${tsc} -p src --noEmit`,
  "types of src in Node": `${tsc} -p src/tsconfig.node.json --noEmit`,
  "unused code": "knip",
  "generated files": "tsx scripts/generate.ts --check",
};

await run(async () => {
  const results = await Promise.all(Object.entries(commands).map(([name, command]) => check(name, command)));
  const failed = results.filter((passed) => !passed).length;
  if (failed > 0) throw new UserError(`${failed} of ${results.length} checks failed.`);
});

/** Runs a command and prints its output if it fails. npm adds the project's own commands to the PATH. */
async function check(name: string, command: string): Promise<boolean> {
  const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "pipe"] });
  const exit = new Promise<boolean>((resolve) => child.once("close", (code) => resolve(code === 0)));
  const [stdout, stderr, passed] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  console.log(`${passed ? "✓" : "✗"} ${name}: ${command}`);
  if (!passed) console.log(stdout + stderr);
  return passed;
}
