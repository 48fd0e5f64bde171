import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOptions, run, UserError } from "../../../scripts/cli.js";
import { makeConsumer } from "../consumer.js";
import { NotAvailable } from "../install.js";
import { pack } from "../pack.js";
import { compareWithPage, type Row, writeSection } from "../page.js";
import { compilers, observe, refused, resolutions } from "./compilers.js";
import { countOf } from "./refusals.js";

const usage = `Usage: npm run test:compilers -- [--check]

Packs the package, installs it in an empty project, compiles consumers' code against it with four versions of TypeScript,
and writes what came of it to docs/runtimes.md. The compilers come from the npm registry.

  --check  write nothing, and fail where the page says something else`;

/** What one call may cost an editor. */
const mostInstantiations = 2_500;
const columns = ["compiler, module resolution", "version", "verdict", "instantiations of one call"];

await run(async () => {
  const { check } = readOptions({ check: { type: "boolean", default: false } }, usage);
  const { rows, faults } = await inEmptyProject();
  if (faults.length > 0) throw new UserError(faults.join("\n"));
  if (check) await compareWithPage(rows, "test:compilers");
  else await writeSection("Compilers", await introduction(), columns, rows);
});

async function introduction(): Promise<string> {
  const count = countOf(await readFile(refused, "utf8"));
  return `Written by \`npm run test:compilers\`: consumers' code, compiled with \`strict\`, \`exactOptionalPropertyTypes\` and
\`skipLibCheck: false\`, without Node's types. What must compile does, and ${count} wrong statements do not, each with a text
that says what is wrong. The instantiations of types are those of a file with one call, where the compiler takes declarations
on trust, as an editor does; ${mostInstantiations} are the limit.`;
}

async function inEmptyProject(): Promise<{ rows: Row[]; faults: string[] }> {
  const directory = await mkdtemp(join(tmpdir(), "compilers-"));
  const rows: Row[] = [];
  const faults: string[] = [];
  try {
    const consumer = await makeConsumer(await pack(directory), directory);
    for (const compiler of compilers) {
      for (const resolution of resolutions) {
        const key = `TypeScript ${compiler.version.split(".").slice(0, 2).join(".")}, ${resolution}`;
        const { verdict, cells, wrong } = await judge(() => observe(consumer, compiler, resolution));
        console.log(`${key}: ${verdict}`);
        faults.push(...wrong.map((fault) => `${key}: ${fault}`));
        rows.push({ key, verdict, cells: [compiler.version, ...cells] });
      }
    }
    return { rows, faults };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function judge(observed: () => ReturnType<typeof observe>) {
  try {
    const { faults, instantiations } = await observed();
    const costly = !(instantiations <= mostInstantiations);
    const wrong = costly ? [...faults, `one call takes ${instantiations} instantiations`] : faults;
    const verdict = wrong.length === 0 ? "passed" : "failed";
    return { verdict, wrong, cells: [verdict, String(instantiations)] };
  } catch (error) {
    if (!(error instanceof NotAvailable)) throw error;
    const verdict = `not tested: ${error.message}`;
    return { verdict, wrong: [], cells: [verdict, ""] };
  }
}
