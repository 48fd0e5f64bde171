import { readFile, writeFile } from "node:fs/promises";
import { UserError } from "../../scripts/cli.js";

const page = "docs/runtimes.md";

/** A row of the page: what it is about, and what was found. */
export interface Row {
  key: string;
  cells: string[];
  /** The one of the cells that holds on another machine too. */
  verdict: string;
}

async function readPage(): Promise<string> {
  return await readFile(page, "utf8");
}

/** Replaces what is under a heading; the rest of the page stays. */
export async function writeSection(
  heading: string,
  introduction: string,
  columns: string[],
  rows: Row[],
): Promise<void> {
  const text = await readPage();
  const section = new RegExp(`(?<=^## ${heading}\n).*?(?=^## |(?![\\s\\S]))`, "ms");
  if (!section.test(text)) throw new UserError(`${page} has no heading "## ${heading}".`);
  const lines = [columns, columns.map(() => "---"), ...rows.map(({ key, cells }) => [key, ...cells])];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  await writeFile(page, `${text.replace(section, () => `\n${introduction}\n\n${table}\n\n`).trimEnd()}\n`);
  console.log(`Written: ${page}`);
}

/** @throws where the page has no row that says the same of a key */
export async function compareWithPage(rows: Row[], verb: string): Promise<void> {
  const lines = (await readPage()).split("\n");
  const wrong = rows.filter(
    ({ key, verdict }) => !lines.some((line) => line.startsWith(`| ${key} |`) && line.includes(`| ${verdict} |`)),
  );
  if (wrong.length === 0) return console.log(`${page} says the same of all ${rows.length}.`);
  const list = wrong.map(({ key, verdict }) => `  ${key}: ${verdict}`).join("\n");
  throw new UserError(`${page} does not say this:\n${list}\nRun: npm run ${verb}`);
}
