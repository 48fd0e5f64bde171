import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version as esbuild } from "esbuild";
import { readOptions, run, UserError } from "../../../scripts/cli.js";
import { makeConsumer } from "../consumer.js";
import { install, NotAvailable } from "../install.js";
import { pack } from "../pack.js";
import { compareWithPage, type Row, writeSection } from "../page.js";
import { reasonOf } from "../shell.js";
import { assertions } from "./assertions.js";
import { copyEntries } from "./bundle.js";
import { checkReport } from "./report.js";
import { type Runtime, runtimes } from "./runtimes.js";
import { startStubServer } from "./stub-server.js";

const usage = `Usage: npm run test:runtimes -- [--check] [--only NAME]

Packs the package, installs it in an empty project, puts the same assertions to it in each runtime, and writes what
came of it to docs/runtimes.md. Runtimes come from the npm registry; a Chromium is on this machine.

  --check      write nothing, and fail where the page says something else
  --only NAME  only the runtimes whose name begins so; writes nothing`;

await run(async () => {
  const { check, only } = readOptions({ check: { type: "boolean", default: false }, only: { type: "string" } }, usage);
  const chosen = runtimes.filter(({ name }) => name.startsWith(only ?? ""));
  if (chosen.length === 0) {
    throw new UserError(`No runtime's name begins with ${only}: ${runtimes.map(({ name }) => name).join("; ")}`);
  }
  const rows = await inEmptyProject(chosen);
  if (check) await compareWithPage(rows, "test:runtimes");
  else if (only === undefined) await writeSection("Runtimes", introduction(), ["runtime", "version", "verdict"], rows);
  const failed = rows.filter(({ verdict }) => verdict.startsWith("failed"));
  if (failed.length > 0) throw new UserError(`${failed.length} of ${rows.length} failed.`);
});

function introduction(): string {
  const where = `${process.platform}-${process.arch}`;
  const items = Object.keys(assertions).map((name) => `- ${name}`);
  return `Written by \`npm run test:runtimes\` on ${where}, with esbuild ${esbuild}. In each runtime the package:

${items.join("\n")}`;
}

async function inEmptyProject(chosen: Runtime[]): Promise<Row[]> {
  const directory = await mkdtemp(join(tmpdir(), "runtimes-"));
  const server = await startStubServer();
  try {
    const consumer = await makeConsumer(await pack(directory), directory);
    await copyEntries(consumer);
    const rows: Row[] = [];
    for (const runtime of chosen) {
      const row = await judge(runtime, { ...server, consumer });
      console.log(`${row.key}: ${row.cells.join(": ")}`);
      rows.push(row);
    }
    return rows;
  } finally {
    server.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function judge({ name, from, run }: Runtime, place: Omit<Parameters<Runtime["run"]>[0], "binary">): Promise<Row> {
  const row = (version: string, verdict: string): Row => ({ key: name, cells: [version, verdict], verdict });
  try {
    const installed = from && (await install(from));
    const report = await run({ ...place, binary: (command) => join(String(installed), "node_modules/.bin", command) });
    checkReport(report, from?.version);
    return row(report.version, "passed");
  } catch (error) {
    const kind = error instanceof NotAvailable ? "not tested" : "failed";
    return row(from?.version ?? "", `${kind}: ${reasonOf(error)}`);
  }
}
