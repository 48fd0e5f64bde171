import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { spec } from "../support/prism.js";
import { contractCases } from "./mutants/cases.js";
import { coverageOf } from "./mutants/coverage.js";
import { fatesOf, mutantsOf, subjectOf } from "./mutants/measure.js";
import { at } from "./mutants/mutant.js";
import { strengthPage } from "./mutants/page.js";
import { holesIn, type Strength, strengthOf } from "./mutants/strength.js";

let strength: Strength;
beforeAll(async () => {
  strength = await strengthOf(spec);
});

it("every mutant of the spec is killed, or known to be equivalent, and every keyword and example is seen", () => {
  expect(holesIn(strength)).toEqual([]);
});

it("docs/contract-strength.md says so (else run: npm run mutate)", async () => {
  expect(await readFile("docs/contract-strength.md", "utf8")).toBe(strengthPage(strength));
});

describe("the measure itself notices", () => {
  const dropped = "answer: a token with an empty second part";
  const others = contractCases.filter(({ name }) => name !== dropped);

  it("a case that is dropped", async () => {
    expect(others).toHaveLength(contractCases.length - 1);
    const wereKilled = strength.fates.filter(({ killedBy }) => killedBy === dropped).map(({ mutant }) => mutant);
    const mutants = mutantsOf(spec.document).filter(({ name }) => wereKilled.includes(name));
    const survivors = (await fatesOf(mutants, others)).filter(({ killedBy }) => killedBy === undefined);
    expect(survivors).not.toEqual([]);
    expect(holesIn({ ...strength, fates: survivors })).toContainEqual(
      expect.stringMatching(/^survived, in no list: .*pattern/),
    );
  });

  it("a keyword and an example that no case is for", async () => {
    const document = structuredClone(spec.document);
    Object.assign(document.components?.schemas?.Token ?? {}, { maxProperties: 9 });
    const path = ["paths", "/tokens", "post", "responses", "402", "content", "application/json", "examples"];
    Object.assign(at(document, path) ?? {}, { other: { value: { type: "t", message: "m" } } });
    const coverage = await coverageOf(await subjectOf(document));
    expect(holesIn({ ...strength, coverage })).toEqual([
      "no case is refused by #/components/schemas/Token/maxProperties",
      "no case is answered with the example 402 other",
    ]);
  });
});
