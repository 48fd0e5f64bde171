import { cpus } from "node:os";
import { barChart } from "./bar-chart.js";
import { inFlight, type Load, type Sample } from "./run.js";
import { inBrackets, ratioOf, spreadOf } from "./statistics.js";

export interface Measured {
  samples: Map<string, Sample[]>;
  versions: Record<string, string>;
  load: Load;
  /** Calls, and kB in use after them. */
  memory: [calls: number, kilobytes: number][];
}

const figures: [keyof Sample, string, (value: number) => string][] = [
  ["cpuUs", "CPU a call, µs", (value) => value.toFixed(0)],
  ["wallUs", "time a call, µs", (value) => value.toFixed(0)],
  ["perSecond", `calls a second, ${inFlight} in flight`, (value) => value.toFixed(0)],
  ["importMs", "import, ms", (value) => value.toFixed(1)],
];

const comparisons: [keyof Sample, base: string, what: string][] = [
  ["cpuUs", "fetch with a time limit", "CPU"],
  ["cpuUs", "@complycube/api", "CPU"],
  ["perSecond", "@complycube/api", "calls a second"],
  ["importMs", "@complycube/api", "import"],
];

export function performancePage({ samples, versions, load, memory }: Measured): string {
  const of = (name: string, key: keyof Sample) => (samples.get(name) ?? []).map((sample) => sample[key]);
  const named = (name: string) => [name, versions[name]].filter(Boolean).join(" ");
  const names = [...samples.keys()];
  const costs = table(
    figures.map(([, heading]) => heading),
    names.map((name) => [
      named(name),
      ...figures.map(([key, , format]) => inBrackets(spreadOf(of(name, key)), format)),
    ]),
  );
  const ratios = table(
    comparisons.map(([, base, what]) => `${what} × ${base}`),
    names.map((name) => [
      named(name),
      ...comparisons.map(([key, base]) =>
        inBrackets(ratioOf(of(name, key), of(base, key)), (value) => value.toFixed(2)),
      ),
    ]),
  );
  return `# What a call costs

\`npm run bench\` wrote this page on Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}. Each client mints tokens from a
server on loopback. The server and each client run in processes of their own; every seventh round begins with new, warmed-up ones. In each of ${load.rounds} rounds each client makes
${load.sequential} calls one after the other and ${load.concurrent} calls of which ${inFlight} are in flight, and a fresh process imports it. A figure is the
median of the rounds, with the quartiles in brackets.

\`fetch with a time limit\` is what every correct caller pays: \`fetch\` with an AbortController and a timer.

![CPU time of a call](performance.svg)

## Costs

${costs}

## Ratios

Taken round by round.

${ratios}

## Memory

In use by this client after a garbage collection: ${memory.map(([calls, kilobytes]) => `${kilobytes} kB after ${calls} calls`).join(", ")}.
`;
}

function table(headings: string[], rows: string[][]): string {
  const lines = [["client", ...headings], ["", ...headings].map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Bars of the CPU time of a call, with the quartiles. */
export function performancePicture({ samples }: Measured): string {
  return barChart({
    title: "CPU time of a call",
    caption: "CPU time of a call in µs, less is better",
    bars: [...samples].map(([name, of]) => ({ name, ...spreadOf(of.map(({ cpuUs }) => cpuUs)) })),
    highlighted: "complycube-tokens",
  });
}
