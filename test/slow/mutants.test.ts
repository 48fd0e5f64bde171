import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { cases } from "../contract/mutants/cases.js";
import { equivalents } from "../contract/mutants/equivalents.js";
import { mutantsOf, resultsOf } from "../contract/mutants/mutant.js";
import { spec } from "../support/prism.js";

it("the contract tests kill every mutant of the spec that is not equivalent", async () => {
  const started = performance.now();
  const results = await resultsOf(mutantsOf(spec.document), cases);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  const namesOf = (status: string) => results.filter((result) => result.status === status).map(({ mutant }) => mutant);
  const counts = ["killed", "equivalent", "survived"].map((status) => `${namesOf(status).length} ${status}`);
  console.log(`${results.length} mutants: ${counts.join(", ")}, in ${seconds} s.`);

  expect(namesOf("survived")).toEqual([]);
  expect(namesOf("equivalent").sort()).toEqual(Object.keys(equivalents).sort());
  const page = await readFile("docs/contract-strength.md", "utf8");
  expect(page).toContain(`| ${results.length} | ${counts.map((count) => count.split(" ")[0]).join(" | ")} |`);
}, 300_000);
