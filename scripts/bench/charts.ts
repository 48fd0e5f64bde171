import * as Plot from "@observablehq/plot";
import { JSDOM } from "jsdom";

interface Row {
  name: string;
  isOwn: boolean;
  lower: number;
  median: number;
  upper: number;
  /** The three numbers as the page prints them. */
  figure: string;
}

export interface Chart {
  heading: string;
  moreIsBetter: boolean;
  rows: Row[];
  /** Each note starts a line below the chart. */
  notes: string[];
}

// A phone shows these 420 units at about 312 px, and text of 15 units at 11 px.
const width = 420;
const desktopWidth = 480;
const fontSize = 15;
const lineHeight = 20;
const rowHeight = 44;

/** The background keeps the text legible in a browser that gives an image the system's colour scheme, not the page's. */
const style = `
svg { --text: #24292f; --quiet: #59636e; --guide: #d0d7de; --other: #6e7781; --own: #1a7f4b; --paper: #fff }
@media (prefers-color-scheme: dark) {
  svg { --text: #e6e6e1; --quiet: #a8a8b0; --guide: #46464f; --other: #98989f; --own: #4cc38a; --paper: #1b1b1f }
}
svg { background: var(--paper); color: var(--text) }
`;

/** Draws a row for each client, the best first: a dot for the median and a line between the quartiles. */
export function drawChart({ notes, ...chart }: Chart): string {
  const rows = bestFirst(chart);
  const lines = notes.flatMap((note) => note.match(/\S.{0,43}(?= |$)/g) ?? []);
  const top = 38;
  const axis = 42;
  const { window } = new JSDOM();
  const svg = Plot.plot({
    document: window.document,
    ariaLabel: findingOf(chart),
    width,
    height: top + rows.length * rowHeight + axis + lines.length * lineHeight,
    marginTop: top,
    marginBottom: axis + lines.length * lineHeight,
    marginLeft: 6,
    marginRight: 4,
    // The last label of the axis extends to the right of its tick.
    insetRight: 26,
    style: { fontSize: `${fontSize}px` },
    x: { domain: [0, Math.max(...rows.map(({ upper }) => upper))] },
    y: { domain: rows.map(({ name }) => name), type: "band", padding: 0, axis: null },
    marks: [
      Plot.text([chart.heading], { frameAnchor: "top-left", dy: 6 - top, fontWeight: 600 }),
      Plot.text([direction(chart)], { frameAnchor: "top-right", dy: 6 - top, fill: "var(--quiet)" }),
      Plot.axisX({ ticks: 4, tickSize: 5, label: null, color: "var(--quiet)" }),
      Plot.ruleY(rows, { y: "name", dy: 9, stroke: "var(--guide)" }),
      Plot.tickX(rows, { x: 0, y: "name", dy: 9, insetTop: 17, insetBottom: 17, stroke: "var(--quiet)" }),
      [true, false].map((isOwn) => {
        const group = rows.filter((row) => row.isOwn === isOwn);
        const stroke = isOwn ? "var(--own)" : "var(--other)";
        const fill = isOwn ? stroke : "var(--paper)";
        return [
          Plot.ruleY(group, { x1: "lower", x2: "upper", y: "name", dy: 9, stroke, strokeWidth: 3 }),
          Plot.dot(group, { x: "median", y: "name", dy: 9, r: 4.5, stroke, strokeWidth: 2, fill }),
          Plot.text(group, { text: "name", y: "name", dy: -8, frameAnchor: "left", fontWeight: isOwn ? 600 : 400 }),
        ];
      }),
      Plot.text(rows, { text: "figure", y: "name", dy: -8, frameAnchor: "right" }),
      Plot.text([lines.join("\n")], {
        frameAnchor: "bottom-left",
        lineAnchor: "top",
        lineHeight: lineHeight / fontSize,
        dy: axis,
        fill: "var(--quiet)",
      }),
    ],
  });
  svg.setAttribute("role", "img");
  svg.setAttribute("width", String(desktopWidth));
  svg.setAttribute("height", String(Math.round((Number(svg.getAttribute("height")) * desktopWidth) / width)));
  const title = window.document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.append(chart.heading);
  svg.prepend(title);
  svg.querySelector("style")?.append(style);
  return `${new window.XMLSerializer().serializeToString(svg)}\n`;
}

/** Says in words what the chart shows. */
export function findingOf(chart: Omit<Chart, "notes">): string {
  const places = bestFirst(chart).map(({ name, figure }, index) => `${index + 1}. ${name} ${figure.split(" ")[0]}`);
  return `${chart.heading} (${direction(chart)}): ${places.join("; ")}`;
}

function bestFirst({ rows, moreIsBetter }: Pick<Chart, "rows" | "moreIsBetter">): Row[] {
  return [...rows].sort((a, b) => (moreIsBetter ? b.median - a.median : a.median - b.median));
}

function direction({ moreIsBetter }: Pick<Chart, "moreIsBetter">): string {
  return moreIsBetter ? "more is better" : "less is better";
}
