import { cpus } from "node:os";
import { barChart } from "./bar-chart.js";
import type { Cost } from "./cost.js";
import { ourName } from "./generators.js";
import type { Outcome, Row, Spec } from "./regenerate.js";
import { inBrackets, ratioOf, spreadOf } from "./statistics.js";

export interface Generation {
  rounds: number;
  versions: Record<string, string>;
  /** The project's own first, then the made ones, each ten times the one before. */
  specs: Spec[];
  rows: Row[];
}

export function generationPage({ rounds, versions, specs, rows }: Generation): string {
  const titled = (cells: (row: Row) => string[]) =>
    rows.map((row) => [[row.generator.name, versions[row.generator.name]].filter(Boolean).join(" "), ...cells(row)]);
  const names = specs.map(({ name }) => name);
  const [, , ...grown] = specs;
  const growths = grown.map(({ operations }) => `× to ${operations.length}`);
  const costs = (key: keyof Cost) =>
    table(
      ["generator", ...names, ...growths],
      titled(({ outcomes }) => [
        ...outcomes.map((outcome) => costCell(outcome, key)),
        // The first is the project's own, of another kind.
        ...outcomes.slice(2).map((outcome, index) => ratioCell(outcome, outcomes[index + 1], key)),
      ]),
    );
  const ours = rows.find(({ generator }) => generator.name === ourName)?.outcomes ?? [];
  const beside = titled(({ outcomes }) => outcomes.map((outcome, index) => ratioCell(outcome, ours[index], "wallMs")));
  return `# What regenerating costs

Written by \`npm run bench:generate\` on Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}. Each command reads the same
file: the project's own spec, or one that the bench makes in the style of public ones. Each figure is the median of ${rounds}
rounds, the quarter below and the quarter above in brackets, of a fresh process with all that it starts; a round before
them does not count. Nothing counts unless every operation of the spec is in what was written.

They do not make the same. \`complycube-tokens\` is started without npm, as the others are; \`npm run generate\` is what
people type. @hey-api/openapi-ts and orval are the newest that do not ask for a newer Node than this project does.

${table(["generator", "command", "makes", `files, ${names.at(-1)}`, "kB"], titled(madeCells(specs.length)))}

## Time, ms

${costs("wallMs")}

The last columns are the factor that ten times the operations make; 10 is in proportion.

![Time to regenerate](generation.svg)

## CPU time, ms

${costs("cpuMs")}

## Time beside ${ourName}

Round by round; less than 1 is faster.

${table(["generator", ...names], beside)}
`;
}

/** Bars of the time on the last spec. */
export function generationPicture({ specs, rows }: Generation): string {
  const last = specs.length - 1;
  return barChart({
    title: "Time to regenerate",
    caption: `Time to regenerate from ${specs[last]?.name} in ms, less is better`,
    bars: rows.flatMap(({ generator: { name }, outcomes }) => {
      const values = valuesOf(outcomes[last], "wallMs");
      return values.length > 0 ? [{ name, ...spreadOf(values) }] : [];
    }),
    highlighted: ourName,
  });
}

function madeCells(count: number): (row: Row) => string[] {
  return ({ generator: { command, makes }, outcomes }) => {
    const { files, kilobytes } = outcomes[count - 1]?.written ?? {};
    return [`\`${command}\``, makes, files?.toString() ?? "", kilobytes?.toFixed(0) ?? ""];
  };
}

function valuesOf(outcome: Outcome | undefined, key: keyof Cost): number[] {
  return outcome?.costs.map((cost) => cost[key]) ?? [];
}

function costCell(outcome: Outcome, key: keyof Cost): string {
  return outcome.failure ?? inBrackets(spreadOf(valuesOf(outcome, key)), (value) => value.toFixed(0));
}

function ratioCell(outcome: Outcome, base: Outcome | undefined, key: keyof Cost): string {
  const [values, bases] = [valuesOf(outcome, key), valuesOf(base, key)];
  if (values.length === 0 || bases.length === 0) return "";
  return inBrackets(ratioOf(values, bases), (value) => value.toFixed(2));
}

/** A row that ends early is filled up. */
function table(headings: string[], rows: string[][]): string {
  const lines = [
    headings,
    headings.map(() => "---"),
    ...rows.map((row) => headings.map((_, index) => row[index] ?? "")),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
