import { cpus } from "node:os";
import { drawChart, findingOf } from "./charts.js";
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

interface Figure {
  key: keyof Sample;
  heading: string;
  digits?: number;
  moreIsBetter?: boolean;
  /** The file of its chart, if it has one. */
  file?: string;
}

const figures: Figure[] = [
  { key: "cpuUs", heading: "CPU per call, µs", file: "performance-cpu.svg" },
  { key: "wallUs", heading: "Time per call, µs" },
  {
    key: "perSecond",
    heading: `Calls per second, ${inFlight} in flight`,
    moreIsBetter: true,
    file: "performance-calls.svg",
  },
  { key: "importMs", heading: "Import, ms", digits: 1, file: "performance-import.svg" },
];

const ratios: [keyof Sample, base: string, heading: string][] = [
  ["cpuUs", "fetch with a time limit", "CPU"],
  ["cpuUs", "@complycube/api", "CPU"],
  ["perSecond", "@complycube/api", "calls per second"],
  ["importMs", "@complycube/api", "import"],
];

/** Returns the content of the page and of each of its charts, by file name. */
export function performanceFiles({ samples, versions, load, memory }: Measured): Record<string, string> {
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}`;
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
    figures.map(({ heading }) => heading),
    (name) => figures.map(({ key, digits }) => print(quartilesOf(valuesOf(name, key)), digits)),
  );
  const comparison = table(
    ratios.map(([, base, heading]) => `${heading} × ${base}`),
    (name) => ratios.map(([key, base]) => print(ratioOf(valuesOf(name, key), valuesOf(base, key)), 2)),
  );
  const charts = figures.flatMap(({ key, heading, digits, moreIsBetter = false, file }) => {
    if (file === undefined) return [];
    const rows = [...samples.keys()].map((name) => {
      const quartiles = quartilesOf(valuesOf(name, key));
      return { name, isOwn: name.startsWith("complycube-tokens"), ...quartiles, figure: print(quartiles, digits) };
    });
    const notes = [
      `Dot: median of ${load.rounds} rounds. Line: quartiles.`,
      "Bold, filled dot: this package.",
      machine,
    ];
    return [{ heading, moreIsBetter, file, rows, notes }];
  });
  const sections = charts.map(
    (chart) => `## ${chart.heading.split(",")[0]}\n\n![${findingOf(chart)}](${chart.file})\n\n`,
  );
  const page = `# What a call costs

\`npm run bench\` in a clone of the repository wrote this page on ${machine}.

Each client mints tokens from a server on loopback. The server and each client run in separate processes, and each client gets
a new, warmed-up process every seven rounds. In each of ${load.rounds} rounds, each client makes ${count(load.sequential)} calls one after another, then
${count(load.concurrent)} calls with ${inFlight} in flight. A fresh process measures the import. Each figure is the median of the rounds, with the
quartiles in brackets.

\`fetch with a time limit\` is the least that a correct caller needs: \`fetch\` with an AbortController and a timer.

${sections.join("")}## Costs

${costs}

## Ratios

Each ratio compares two figures of the same round.

${comparison}

## Memory

This client uses, after a garbage collection: ${memory.map(([calls, kilobytes]) => `${count(kilobytes)} kB after ${count(calls)} calls`).join(", ")}.
`;
  return {
    "performance.md": page,
    ...Object.fromEntries(charts.map((chart) => [chart.file, drawChart(chart)])),
  };
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

function print({ lower, median, upper }: Quartiles, digits?: number): string {
  return `${count(median, digits)} (${count(lower, digits)}–${count(upper, digits)})`;
}

function count(value: number, digits = 0): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
