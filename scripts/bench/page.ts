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

export function performancePage({ samples, versions, load, memory }: Measured): string {
  const of = (name: string, key: keyof Sample) => (samples.get(name) ?? []).map((sample) => sample[key]);
  const rows = [...samples.keys()].map((name) => {
    const cells = figures.map(([key, , format]) => inBrackets(spreadOf(of(name, key)), format));
    const ratios = ["fetch", "@complycube/api"].map((base) =>
      inBrackets(ratioOf(of(name, "cpuUs"), of(base, "cpuUs")), (value) => value.toFixed(2)),
    );
    return `| ${[name, versions[name]].filter(Boolean).join(" ")} | ${[...cells, ...ratios].join(" | ")} |`;
  });
  const headings = [...figures.map(([, heading]) => heading), "CPU × `fetch`", "CPU × `@complycube/api`"];
  return `# What a call costs

Written by \`npm run bench\` on Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}. Each client mints tokens from a
server on loopback that is a process of its own; each figure is the median of ${load.rounds} rounds, the least and the most in
brackets. A round has a fresh process for each client, with ${load.warmUp} calls before the count begins, ${load.sequential} one after
the other, and ${load.concurrent} of which ${inFlight} are in flight. Ratios are taken round by round.

![CPU time of a call](performance.svg)

| client | ${headings.join(" | ")} |
|---|${"---|".repeat(headings.length)}
${rows.join("\n")}

What this client has in use, garbage aside: ${memory.map(([calls, kilobytes]) => `${kilobytes} kB after ${calls} calls`).join(", ")}.
`;
}

/** Bars of CPU a call, with the least and the most. */
export function performancePicture({ samples }: Measured): string {
  return barChart({
    title: "CPU time of a call",
    caption: "CPU time of a call in µs, less is better",
    bars: [...samples].map(([name, of]) => ({ name, ...spreadOf(of.map(({ cpuUs }) => cpuUs)) })),
    highlighted: "complycube-tokens",
  });
}
