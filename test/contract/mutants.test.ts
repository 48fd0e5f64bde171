import { expect, it } from "vitest";
import { spec } from "../support/prism.js";
import { quickChecks } from "./mutants/checks.js";
import { killMutants, mutantsOf, subjectOf, survivorsOf } from "./mutants/kill.js";
import { mutantOf } from "./mutants/mutant.js";

// test/slow/mutants.test.ts runs all mutants.

it("every check holds on the spec", async () => {
  const subject = await subjectOf(spec.document);
  const failing = [];
  for (const { name, holds } of quickChecks) if (!(await holds(subject))) failing.push(name);
  expect(failing).toEqual([]);
});

it("the checks kill a sample of the mutants", async () => {
  const sample = mutantsOf(spec.document).filter((_, index) => index % 27 === 0);
  expect(sample.length).toBeGreaterThan(10);
  expect(survivorsOf(await killMutants(sample, quickChecks))).toEqual([]);
});

it("a mutant survives without the check that kills it", async () => {
  const path = ["components", "schemas", "Token", "properties", "token", "pattern"];
  const mutant = mutantOf(spec.document, { path, value: "^[\\w-]+\\.[\\w-]*\\.[\\w-]+$" });
  const killer = "answer: a token with an empty second part";
  expect([...(await killMutants([mutant], quickChecks)).values()]).toEqual([killer]);
  const others = quickChecks.filter(({ name }) => name !== killer);
  expect(survivorsOf(await killMutants([mutant], others))).toEqual([mutant.name]);
});
