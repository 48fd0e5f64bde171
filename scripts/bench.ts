import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { performancePage, performancePicture } from "./bench/page.js";
import { measure, memoryAfter } from "./bench/run.js";
import { readOptions, readRounds, run } from "./cli.js";

const usage = `Usage: npm run bench -- [--rounds N] [--out DIRECTORY]

Measures this client, as it is published, beside what it could be replaced by, and writes performance.md and performance.svg.
Takes about ten seconds a round. Let nothing else run meanwhile.

  --rounds N       how often each client is measured (21)
  --out DIRECTORY  where the page goes (docs)`;

const names = [
  "fetch",
  "fetch with a time limit",
  "complycube-tokens",
  "openapi-fetch",
  "ky",
  "@complycube/api",
  "complycube-tokens/node",
  "undici.request",
];

await run(async () => {
  const { out, ...options } = readOptions(
    { rounds: { type: "string", default: "21" }, out: { type: "string", default: "docs" } },
    usage,
  );
  const rounds = readRounds(options.rounds, usage);

  await promisify(execFile)("npm", ["run", "build"]);
  const load = { rounds, sequential: 1_000, concurrent: 3_200 };
  const samples = await measure(names, load, (round) => console.log(`${round}/${rounds}`));
  const counts = [10_000, 50_000, 100_000];
  const kilobytes = await memoryAfter(counts);

  const { version, devDependencies, dependencies } = JSON.parse(await readFile("package.json", "utf8"));
  const versions = {
    ...devDependencies,
    ...dependencies,
    "complycube-tokens": version,
    "complycube-tokens/node": version,
    "undici.request": devDependencies.undici,
  };
  const memory = counts.map((count, index): [number, number] => [count, kilobytes[index] ?? Number.NaN]);
  const measured = { samples, versions, load, memory };
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "performance.md"), performancePage(measured));
  await writeFile(join(out, "performance.svg"), performancePicture(measured));
  console.log(`Written: ${join(out, "performance.md")}, ${join(out, "performance.svg")}`);
});
