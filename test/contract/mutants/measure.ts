import { conforming } from "../cases/requests.js";
import { prismOf } from "../judges/prism.js";
import { type Case, contractCases, type Subject } from "./cases.js";
import { documentChanges } from "./document-changes.js";
import { type Mutant, mutantOf } from "./mutant.js";

export interface Fate {
  mutant: string;
  /** The case that killed it; `undefined` where it survived. */
  killedBy: string | undefined;
}

export function mutantsOf(document: Mutant["document"]): Mutant[] {
  return documentChanges(document).map((change) => mutantOf(document, change));
}

/** What becomes of each mutant: the first case that fails on it. */
export async function fatesOf(mutants: Mutant[], cases: Case[] = contractCases): Promise<Fate[]> {
  const fates: Fate[] = [];
  for (const { name, document } of mutants) {
    const subject = await subjectOf(document);
    fates.push({ mutant: name, killedBy: await killerOf(name, subject, cases) });
  }
  return fates;
}

export async function subjectOf(document: Mutant["document"]): Promise<Subject> {
  return { document, prism: await prismOf(document, conforming) };
}

async function killerOf(mutant: string, subject: Subject, cases: Case[]): Promise<string | undefined> {
  const isNear = ({ about }: Case) => about.some((place) => mutant.startsWith(place));
  const near = cases.filter(isNear);
  const far = cases.filter((one) => !isNear(one));
  for (const { name, holds } of [...near, ...far]) {
    if (!(await holds(subject))) return name;
  }
  return undefined;
}
