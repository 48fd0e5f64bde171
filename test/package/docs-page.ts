import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect } from "vitest";

const page = resolve("docs/runtimes.md");

/** Compares one section of docs/runtimes.md with its introduction and table. `vitest -u` writes the section. */
export async function matchSection(heading: string, introduction: string, rows: string[][]): Promise<void> {
  const [columns = [], ...others] = rows;
  const lines = [columns, columns.map(() => "---"), ...others].map((cells) => `| ${cells.join(" | ")} |`);
  const sections = (await readFile(page, "utf8")).trimEnd().split(/\n+(?=## )/);
  const index = sections.findIndex((section) => section.split("\n")[0] === `## ${heading}`);
  expect(index, `docs/runtimes.md has the heading "## ${heading}"`).not.toBe(-1);
  sections[index] = `## ${heading}\n\n${introduction}\n\n${lines.join("\n")}`;
  await expect(`${sections.join("\n\n")}\n`).toMatchFileSnapshot(page);
}
