import { cpus } from "node:os";
import { inFlight, type Load, type Sample } from "./run.js";
import { ratioOf, type Spread, spreadOf } from "./statistics.js";

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
    const cells = figures.map(([key, , format]) => cell(spreadOf(of(name, key)), format));
    const ratios = ["fetch", "@complycube/api"].map((base) =>
      cell(ratioOf(of(name, "cpuUs"), of(base, "cpuUs")), (value) => value.toFixed(2)),
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
  const bars = [...samples].map(([name, of]) => ({ name, ...spreadOf(of.map(({ cpuUs }) => cpuUs)) }));
  const most = Math.max(...bars.map(({ max }) => max));
  const [left, width, row] = [170, 520, 34];
  const x = (value: number) => (left + (value / most) * width).toFixed(1);
  const lines = bars.map(({ name, min, median, max }, index) => {
    const y = 50 + index * row;
    const colour = name === "complycube-tokens" ? "#1a7f4b" : "#8a94a3";
    return `<text x="${left - 10}" y="${y + 15}" text-anchor="end">${name}</text>
<rect x="${left}" y="${y}" width="${((median / most) * width).toFixed(1)}" height="20" rx="3" fill="${colour}"/>
<path d="M${x(min)} ${y + 10}H${x(max)}" stroke="#444c58" stroke-width="2"/>
<text x="${Number(x(max)) + 8}" y="${y + 15}">${median.toFixed(0)}</text>`;
  });
  const height = 60 + bars.length * row;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 ${height}" font-family="system-ui, sans-serif" font-size="14" fill="#3b4350">
<title>CPU time of a call</title>
<rect width="760" height="${height}" fill="#fff"/>
<text x="20" y="28" font-weight="bold">CPU time of a call in µs, less is better</text>
${lines.join("\n")}
</svg>
`;
}

function cell({ min, median, max }: Spread, format: (value: number) => string): string {
  return `${format(median)} (${format(min)}–${format(max)})`;
}
