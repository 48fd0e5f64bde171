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
  ["cpuUs", "fetch", "CPU"],
  ["cpuUs", "@complycube/api", "CPU"],
  ["perSecond", "@complycube/api", "calls a second"],
  ["importMs", "@complycube/api", "import"],
];

export function performancePage({ samples, versions, load, memory }: Measured): string {
  const of = (name: string, key: keyof Sample) => (samples.get(name) ?? []).map((sample) => sample[key]);
  const rows = [...samples.keys()].map((name) => {
    const cells = figures.map(([key, , format]) => inBrackets(spreadOf(of(name, key)), format));
    const ratios = comparisons.map(([key, base]) =>
      inBrackets(ratioOf(of(name, key), of(base, key)), (value) => value.toFixed(2)),
    );
    return `| ${[name, versions[name]].filter(Boolean).join(" ")} | ${[...cells, ...ratios].join(" | ")} |`;
  });
  const headings = [
    ...figures.map(([, heading]) => heading),
    ...comparisons.map(([, base, what]) => `${what} × \`${base}\``),
  ];
  return `# What a call costs

Written by \`npm run bench\` on Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}. Each client mints tokens from a
server on loopback. The server and each client are processes of their own; in each of ${load.rounds} rounds each client has its
turn: ${load.sequential} calls one after the other, and ${load.concurrent} of which ${inFlight} are in flight; and one fresh process imports it. A figure
is the median of the rounds, the quarter below and the quarter above in brackets; ratios are taken round by round.

![CPU time of a call](performance.svg)

| client | ${headings.join(" | ")} |
|---|${"---|".repeat(headings.length)}
${rows.join("\n")}

What this client has in use, garbage aside: ${memory.map(([calls, kilobytes]) => `${kilobytes} kB after ${calls} calls`).join(", ")}.
`;
}

/** Bars of CPU a call, with the quarters. */
export function performancePicture({ samples }: Measured): string {
  return barChart({
    title: "CPU time of a call",
    caption: "CPU time of a call in µs, less is better",
    bars: [...samples].map(([name, of]) => ({ name, ...spreadOf(of.map(({ cpuUs }) => cpuUs)) })),
    highlighted: "complycube-tokens",
  });
}
