import { cpus } from "node:os";
import { inFlight, type Load, type Memory, type Sample } from "./measure.js";

export interface Measured {
  samples: Map<string, Sample[]>;
  versions: Record<string, string>;
  load: Load;
  memory: Memory;
}

interface Quartiles {
  lower: number;
  median: number;
  upper: number;
}

const figures: [keyof Sample, heading: string, digits: number][] = [
  ["cpuUs", "CPU per call, µs", 0],
  ["wallUs", "time per call, µs", 0],
  ["perSecond", `calls per second, ${inFlight} in flight`, 0],
  ["importMs", "import, ms", 1],
];

const ratios: [keyof Sample, base: string, heading: string][] = [
  ["cpuUs", "fetch with a time limit", "CPU"],
  ["cpuUs", "@complycube/api", "CPU"],
  ["perSecond", "@complycube/api", "calls per second"],
  ["importMs", "@complycube/api", "import"],
];

export function performancePage({ samples, versions, load, memory }: Measured): string {
  const valuesOf = (name: string, key: keyof Sample) => (samples.get(name) ?? []).map((sample) => sample[key]);
  const table = (headings: string[], cellsOf: (name: string) => string[]) =>
    [
      ["client", ...headings],
      ["---", ...headings.map(() => "---")],
      ...[...samples.keys()].map((name) => [[name, versions[name]].filter(Boolean).join(" "), ...cellsOf(name)]),
    ]
      .map((cells) => `| ${cells.join(" | ")} |`)
      .join("\n");
  const costs = table(
    figures.map(([, heading]) => heading),
    (name) => figures.map(([key, , digits]) => print(quartilesOf(valuesOf(name, key)), digits)),
  );
  const comparison = table(
    ratios.map(([, base, heading]) => `${heading} × ${base}`),
    (name) => ratios.map(([key, base]) => print(ratioOf(valuesOf(name, key), valuesOf(base, key)), 2)),
  );
  return `# What a call costs

\`npm run bench\` wrote this page on Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}.

Each client mints tokens from a server on loopback. The server and each client run in separate processes, and each client gets
a new, warmed-up process every seven rounds. In each of ${load.rounds} rounds, each client makes ${load.sequential} calls one after another, then
${load.concurrent} calls with ${inFlight} in flight. A fresh process measures the import. Each figure is the median of the rounds, with the
quartiles in brackets.

\`fetch with a time limit\` is the least that a correct caller needs: \`fetch\` with an AbortController and a timer.

![CPU time per call](performance.svg)

## Costs

${costs}

## Ratios

Each ratio compares two figures of the same round.

${comparison}

## Memory

This client uses, after a garbage collection: ${memory.map(([calls, kilobytes]) => `${kilobytes} kB after ${calls} calls`).join(", ")}.
`;
}

/** A bar chart of the CPU time per call: a bar for the median, and a line between the quartiles. */
export function performancePicture(samples: Map<string, Sample[]>): string {
  const bars = [...samples].map(([name, list]) => ({ name, ...quartilesOf(list.map(({ cpuUs }) => cpuUs)) }));
  const left = 20 + 9 * Math.max(...bars.map(({ name }) => name.length));
  const scale = (690 - left) / Math.max(...bars.map(({ upper }) => upper));
  const x = (value: number) => (left + value * scale).toFixed(1);
  const height = 60 + bars.length * 34;
  const rows = bars.map(({ name, lower, median, upper }, index) => {
    const y = 50 + index * 34;
    return `<text x="${left - 10}" y="${y + 15}" text-anchor="end">${name}</text>
<rect x="${left}" y="${y}" width="${(median * scale).toFixed(1)}" height="20" rx="3" fill="${name === "complycube-tokens" ? "#1a7f4b" : "#8a94a3"}"/>
<path d="M${x(lower)} ${y + 10}H${x(upper)}" stroke="#444c58" stroke-width="2"/>
<text x="${Number(x(upper)) + 8}" y="${y + 15}">${median.toFixed(0)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 ${height}" font-family="system-ui, sans-serif" font-size="14" fill="#3b4350">
<title>CPU time per call</title>
<rect width="760" height="${height}" fill="#fff"/>
<text x="20" y="28" font-weight="bold">CPU time per call in µs, less is better</text>
${rows.join("\n")}
</svg>
`;
}

/** Interpolates between two values if a quartile falls between them. */
export function quartilesOf(values: number[]): Quartiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) => {
    const place = part * (sorted.length - 1);
    const [below = Number.NaN, above = Number.NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return below + (above - below) * (place % 1);
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}

/** Compares round by round, because both values of a round saw the same load on the machine. */
export function ratioOf(values: number[], base: number[]): Quartiles {
  return quartilesOf(values.map((value, index) => value / (base[index] ?? Number.NaN)));
}

function print({ lower, median, upper }: Quartiles, digits: number): string {
  return `${median.toFixed(digits)} (${lower.toFixed(digits)}–${upper.toFixed(digits)})`;
}
