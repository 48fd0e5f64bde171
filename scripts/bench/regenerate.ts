import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { install, NotAvailable } from "../../test/packed/install.js";
import { reasonOf } from "../../test/packed/shell.js";
import { type Cost, costOf } from "./cost.js";
import type { Generator } from "./generators.js";
import { turned } from "./statistics.js";
import { type Written, written } from "./written.js";

export interface Spec {
  name: string;
  file: string;
  operations: string[];
}

/** What came of one generator on one spec. */
export interface Outcome {
  costs: Cost[];
  written?: Written;
  /** Why there are no costs. */
  failure?: string;
}

export interface Row {
  generator: Generator;
  /** In the order of the specs. */
  outcomes: Outcome[];
}

/** Measures each generator on each spec in each round, in an order that turns. */
export async function measureGenerators(
  generators: Generator[],
  specs: Spec[],
  rounds: number,
  onOutcome: (generator: string, spec: string, outcome: Outcome) => void,
): Promise<Row[]> {
  const rows = generators.map(
    (generator): Row => ({
      generator,
      outcomes: specs.slice(0, generator.onlyFirst ? 1 : specs.length).map(() => ({ costs: [] })),
    }),
  );
  const measureAll = async (spec: Spec, index: number, round: number, counts: boolean) => {
    for (const { generator, outcomes } of turned(rows, round)) {
      const outcome = outcomes[index];
      if (!outcome || outcome.failure !== undefined) continue;
      await measure(generator, spec, outcome, counts);
      onOutcome(generator.name, spec.name, outcome);
    }
  };
  // Installs, and fills the caches that only the first start of each does without.
  for (const spec of specs.slice(0, 1)) await measureAll(spec, 0, 0, false);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, spec] of specs.entries()) await measureAll(spec, index, round, true);
  }
  return rows;
}

async function measure({ command, from, declarations }: Generator, spec: Spec, outcome: Outcome, counts: boolean) {
  const directory = await mkdtemp(join(tmpdir(), "generate-"));
  try {
    const out = join(directory, "out");
    const words = command.split(" ").map((word) => word.replace("SPEC", spec.file).replace("OUT", out));
    const cost = await costOf(words, resolve(from ? await install(from) : "", "node_modules/.bin"));
    outcome.written = await written(out, declarations, spec.operations);
    if (counts) outcome.costs.push(cost);
  } catch (error) {
    const reason = reasonOf(error).replaceAll(directory, "").replaceAll(`${process.cwd()}/`, "");
    outcome.failure = `${error instanceof NotAvailable ? "not tested" : "failed"}: ${reason}`;
    outcome.costs = [];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
