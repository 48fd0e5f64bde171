import type { Spec } from "../../../scripts/generate/read-spec.js";
import { conforming } from "../cases/requests.js";
import { loadPrism } from "../prism-in-process.js";
import { documentChanges } from "./changes.js";
import type { Check, Subject } from "./checks.js";
import { equivalents } from "./equivalents.js";
import { type Mutant, mutantOf } from "./mutant.js";

export function mutantsOf(document: Spec["document"]): Mutant[] {
  return documentChanges(document).map((change) => mutantOf(document, change));
}

export async function subjectOf(document: Spec["document"]): Promise<Subject> {
  return { document, prism: await loadPrism(document, conforming) };
}

/** The first check that fails, by mutant; `undefined` if all hold. */
export type Outcomes = Map<string, string | undefined>;

/** @param last a slow check, for mutants that all others miss */
export async function killMutants(mutants: Mutant[], checks: Check[], last?: Check): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  let ordered = checks;
  for (const { name, document } of mutants) {
    const subject = await subjectOf(document);
    const killer = await firstFailing(ordered, subject);
    // The check that killed this mutant probably kills the next one, which is a similar change.
    if (killer) ordered = [killer, ...ordered.filter((check) => check !== killer)];
    const isKilledLast = !killer && last && !(await last.holds(subject));
    outcomes.set(name, killer?.name ?? (isKilledLast ? last.name : undefined));
  }
  return outcomes;
}

async function firstFailing(checks: Check[], subject: Subject): Promise<Check | undefined> {
  for (const check of checks) {
    if (!(await check.holds(subject))) return check;
  }
  return undefined;
}

export function survivorsOf(outcomes: Outcomes): string[] {
  return [...outcomes].flatMap(([name, killer]) => (killer === undefined && !(name in equivalents) ? [name] : []));
}
