import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { clients } from "./bench/clients.mjs";
import { measureCalls, measureMemory } from "./bench/measure.js";
import { performanceFiles } from "./bench/performance-page.js";
import { readOptions, readRounds, run } from "./cli.js";

const usage = `Usage: npm run bench -- [--rounds N] [--out DIRECTORY]

Builds the package, measures a call of it beside the alternatives, and writes performance.md and its charts.
Takes about ten seconds per round. Close other programs meanwhile.

  --rounds N       number of measurements of each client (default: 21)
  --out DIRECTORY  directory of these files (default: docs)`;

await run(async () => {
  const { out, ...options } = readOptions(
    { rounds: { type: "string", default: "21" }, out: { type: "string", default: "docs" } },
    usage,
  );
  const rounds = readRounds(options.rounds, usage);
  await promisify(execFile)("npm", ["run", "build"]);
  const load = { rounds, sequential: 1_000, concurrent: 3_200 };
  const samples = await measureCalls(Object.keys(clients), load, (round) => console.log(`${round}/${rounds}`));
  const memory = await measureMemory([10_000, 50_000, 100_000]);

  const { version, devDependencies, dependencies } = JSON.parse(await readFile("package.json", "utf8"));
  const own = { "complycube-tokens": version, "complycube-tokens/node": version };
  const versions = { ...devDependencies, ...dependencies, ...own, "undici.request": devDependencies.undici };
  await mkdir(out, { recursive: true });
  for (const [name, content] of Object.entries(performanceFiles({ samples, versions, load, memory }))) {
    await writeFile(join(out, name), content);
    console.log(`Wrote ${join(out, name)}.`);
  }
});
