import type { Spec } from "../../../scripts/generate/read-spec.js";
import { type Coverage, coverageOf } from "./coverage.js";
import { equivalents } from "./equivalents.js";
import { type Fate, fatesOf, mutantsOf, subjectOf } from "./measure.js";

/** What is known of how much the contract tests notice. */
export interface Strength {
  fates: Fate[];
  coverage: Coverage;
}

export async function strengthOf({ document }: Spec): Promise<Strength> {
  const coverage = await coverageOf(await subjectOf(document));
  return { coverage, fates: await fatesOf(mutantsOf(document)) };
}

/** What keeps the contract tests from being known to bite, in words; nothing where they are. */
export function holesIn({ fates, coverage }: Strength): string[] {
  const survivors = fates.filter(({ killedBy }) => killedBy === undefined).map(({ mutant }) => mutant);
  return [
    ...coverage.failing.map((name) => `does not hold on the spec: ${name}`),
    ...survivors.filter((name) => !(name in equivalents)).map((name) => `survived, in no list: ${name}`),
    ...Object.keys(equivalents)
      .filter((name) => !survivors.includes(name))
      .map((name) => `listed as equivalent, and no survivor: ${name}`),
    ...[...coverage.keywords].flatMap(([place, { valid, invalid }]) => [
      ...(valid ? [] : [`no case conforms to ${place}`]),
      ...(invalid ? [] : [`no case is refused by ${place}`]),
    ]),
    ...[...coverage.examples].flatMap(([name, served]) =>
      served ? [] : [`no case is answered with the example ${name}`],
    ),
  ];
}
