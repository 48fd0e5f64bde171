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

const comparisons: [keyof Sample, base: string, what: string][] = [
  ["cpuUs", "fetch", "CPU"],
  ["cpuUs", "@complycube/api", "CPU"],
  ["perSecond", "@complycube/api", "calls a second"],
  ["importMs", "@complycube/api", "import"],
];

export function performancePage({ samples, versions, load, memory }: Measured): string {
  const of = (name: string, key: keyof Sample) => (samples.get(name) ?? []).map((sample) => sample[key]);
  const rows = [...samples.keys()].map((name) => {
    const cells = figures.map(([key, , format]) => cell(spreadOf(of(name, key)), format));
    const ratios = comparisons.map(([key, base]) =>
      cell(ratioOf(of(name, key), of(base, key)), (value) => value.toFixed(2)),
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
  const bars = [...samples].map(([name, of]) => ({ name, ...spreadOf(of.map(({ cpuUs }) => cpuUs)) }));
  const most = Math.max(...bars.map(({ upper }) => upper));
  const [left, width, row] = [170, 520, 34];
  const x = (value: number) => (left + (value / most) * width).toFixed(1);
  const lines = bars.map(({ name, lower, median, upper }, index) => {
    const y = 50 + index * row;
    const colour = name === "complycube-tokens" ? "#1a7f4b" : "#8a94a3";
    return `<text x="${left - 10}" y="${y + 15}" text-anchor="end">${name}</text>
<rect x="${left}" y="${y}" width="${((median / most) * width).toFixed(1)}" height="20" rx="3" fill="${colour}"/>
<path d="M${x(lower)} ${y + 10}H${x(upper)}" stroke="#444c58" stroke-width="2"/>
<text x="${Number(x(upper)) + 8}" y="${y + 15}">${median.toFixed(0)}</text>`;
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

function cell({ lower, median, upper }: Spread, format: (value: number) => string): string {
  return `${format(median)} (${format(lower)}–${format(upper)})`;
}
