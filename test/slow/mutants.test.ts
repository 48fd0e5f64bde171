import { expect, it } from "vitest";
import { quickChecks, typesCheck } from "../contract/mutants/checks.js";
import { equivalents } from "../contract/mutants/equivalents.js";
import { killMutants, mutantsOf, survivorsOf } from "../contract/mutants/kill.js";
import { spec } from "../support/prism.js";

it("no mutant of the spec survives, and docs/contract-strength.md says so", { timeout: 300_000 }, async () => {
  const start = performance.now();
  const outcomes = await killMutants(mutantsOf(spec.document), quickChecks, typesCheck);
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);

  const survivors = survivorsOf(outcomes);
  const killed = [...outcomes.values()].filter((killer) => killer !== undefined).length;
  const equivalent = outcomes.size - killed - survivors.length;
  const counts = `${killed} killed, ${equivalent} equivalent, ${survivors.length} survived`;
  console.log(`${outcomes.size} mutants: ${counts}, in ${seconds} s.`);

  // A survivor needs a case in test/contract/cases, or a reason in test/contract/mutants/equivalents.ts.
  expect(survivors).toEqual([]);
  // An equivalent mutant that a check kills, or that no longer exists, must leave the list.
  expect(Object.keys(equivalents).filter((name) => outcomes.has(name) && outcomes.get(name) === undefined)).toEqual(
    Object.keys(equivalents),
  );

  const rows = Object.entries(equivalents).map(
    ([name, reason]) => `| \`${name.replaceAll("|", "\\|")}\` | ${reason} |`,
  );
  const page = `# How much the contract tests notice

A mutant is the spec with one change, such as a property that is no longer required. The contract tests kill a mutant if at least
one of them fails on it. A mutant that survives shows a rule of the spec that no test covers.

In a clone of the repository, \`npm run mutate\` makes every mutant and runs the ${quickChecks.length + 1} checks of the contract tests on each:

**${outcomes.size} mutants: ${counts}.**

The changes concern everything that a client can notice: the server's URL, paths, methods, the API key, media types, statuses,
headers, examples, and each keyword of each schema. Regular expressions are mutated, too.

If a mutant survives, add a case to \`test/contract/cases\`. If no request and no answer can show the change, the mutant is
equivalent: add it with the reason to \`test/contract/mutants/equivalents.ts\`. Then run \`npm run mutate -- -u\`, which writes
this page.

## Equivalent mutants

| mutant | why no test can kill it |
|---|---|
${rows.join("\n")}
`;
  await expect(page).toMatchFileSnapshot("../../docs/contract-strength.md");
});
