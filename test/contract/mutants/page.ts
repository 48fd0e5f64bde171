import { contractCases } from "./cases.js";
import { equivalents, kindOf } from "./equivalents.js";
import type { Fate } from "./measure.js";
import { partOf, parts } from "./parts.js";
import type { Strength } from "./strength.js";

const kinds = ["killed", "equivalent", "survived"] as const;

/** The page of what is known about the contract tests. The same spec and the same cases give the same bytes. */
export function strengthPage({ fates, coverage }: Strength): string {
  const groups = parts.map(([title]) => ({ title, members: fates.filter((fate) => partOf(fate.mutant) === title) }));
  return `# How much the contract tests notice

Written by \`npm run mutate\`. Each mutant is the spec with one thing in it changed; it is killed where a case of the contract
tests fails on it. Of ${fates.length} mutants, ${count(fates, "killed")} are killed by ${contractCases.length} cases, ${count(
    fates,
    "equivalent",
  )} are equivalent (nothing that is sent can tell them from the spec), and ${count(fates, "survived")} survive.

| part of the spec | ${kinds.join(" | ")} |
|---|---|---|---|
${groups.map(({ title, members }) => `| ${[title, ...kinds.map((kind) => count(members, kind))].join(" | ")} |`).join("\n")}

## Equivalent

${table(
  "mutant",
  "why",
  fates.flatMap(({ mutant }) => (mutant in equivalents ? [[code(mutant), equivalents[mutant] ?? ""]] : [])),
)}

## Keywords

What each keyword of the schemas was seen to do, by what the cases sent: to let a value through that conforms, and to refuse one.

${table(
  "keyword",
  "lets through, refuses",
  [...coverage.keywords].map(([place, { valid, invalid }]) => [code(place), `${tick(valid)} ${tick(invalid)}`]),
)}

## Examples

Each named example of an answer, and whether a case was answered with it.

${table(
  "example",
  "served",
  [...coverage.examples].map(([name, served]) => [code(name), tick(served)]),
)}

## All mutants
${groups
  .map(
    ({ title, members }) => `
<details><summary>${title}: ${members.length}</summary>

${table(
  "mutant",
  "killed by",
  members.map((fate) => [code(fate.mutant), fate.killedBy ?? kindOf(fate)]),
)}

</details>
`,
  )
  .join("")}`;
}

function count(fates: Fate[], kind: (typeof kinds)[number]): number {
  return fates.filter((fate) => kindOf(fate) === kind).length;
}

function table(left: string, right: string, rows: string[][]): string {
  return [`| ${left} | ${right} |`, "|---|---|", ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

function tick(seen: boolean): string {
  return seen ? "✓" : "✗";
}
