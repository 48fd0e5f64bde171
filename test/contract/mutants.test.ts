import { expect, it } from "vitest";
import { spec } from "../support/prism.js";
import { cases } from "./mutants/cases.js";
import { failuresOf, mutantsOf, resultsOf } from "./mutants/mutant.js";

// The full run is test/slow/mutants.test.ts.

it("every case holds for the spec", async () => {
  expect(await failuresOf(spec.document, cases)).toEqual([]);
});

it("a mutant survives if the only case that kills it is missing", async () => {
  const missing = "response: a token with an empty second part";
  const others = cases.filter(({ name }) => name !== missing);
  expect(others).toHaveLength(cases.length - 1);
  const mutants = mutantsOf(spec.document).filter(({ name }) =>
    /Token\/properties\/token\/pattern: .*\\\.\[/.test(name),
  );
  expect((await resultsOf(mutants, cases)).filter(({ status }) => status !== "killed")).toEqual([]);
  const survivors = (await resultsOf(mutants, others)).filter(({ status }) => status === "survived");
  expect(survivors).not.toEqual([]);
});
