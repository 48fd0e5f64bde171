import { readFile, writeFile } from "node:fs/promises";
import { readOptions, run, UserError } from "./cli.js";

const usage = `Usage: npm run mutate -- [--check]

Changes the spec in every way that can matter, one at a time, and runs the cases of the contract tests on each mutant: a mutant
that no case fails on shows what the tests do not notice. Writes what is known to docs/contract-strength.md.

  --check  write nothing, and fail where the page says something else`;

const page = "docs/contract-strength.md";

await run(async () => {
  const { check } = readOptions({ check: { type: "boolean", default: false } }, usage);
  const { readSpec } = await import("./generate/read-spec.js");
  const { holesIn, strengthOf } = await import("../test/contract/mutants/strength.js");
  const { kindOf } = await import("../test/contract/mutants/equivalents.js");
  const { strengthPage } = await import("../test/contract/mutants/page.js");

  const begun = performance.now();
  const strength = await strengthOf(await readSpec("openapi/tokens.yaml"));
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);

  const text = strengthPage(strength);
  if (!check) await writeFile(page, text);
  const { fates } = strength;
  const count = (kind: string) => fates.filter((fate) => kindOf(fate) === kind).length;
  const counts = ["killed", "equivalent", "survived"].map((kind) => `${count(kind)} ${kind}`).join(", ");
  console.log(`${fates.length} mutants: ${counts}, in ${seconds} s.`);

  const holes = holesIn(strength);
  if (holes.length > 0) {
    throw new UserError(
      `The contract tests do not notice all:\n${holes.map((hole) => `  ${hole}`).join("\n")}\n` +
        "Add a case to test/contract/cases, or a reason to test/contract/strength/equivalents.ts.",
    );
  }
  if (!check) console.log(`Written: ${page}`);
  else if (text !== (await readFile(page, "utf8"))) throw new UserError(`${page} is stale.\nRun: npm run mutate`);
  process.exit();
});
