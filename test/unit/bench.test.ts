import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { drawChart } from "../../scripts/bench/charts.js";
import { performanceFiles, quartilesOf, ratioOf } from "../../scripts/bench/performance-page.js";

it("interpolates the median and the quartiles", () => {
  expect(quartilesOf([5, 1, 3])).toEqual({ lower: 2, median: 3, upper: 4 });
  expect(quartilesOf([4, 1, 3, 2])).toEqual({ lower: 1.75, median: 2.5, upper: 3.25 });
  expect(quartilesOf([7])).toEqual({ lower: 7, median: 7, upper: 7 });
});

it("compares two clients round by round, so that a slow round does not distort the ratio", () => {
  expect(ratioOf([20, 200, 22], [10, 100, 10])).toEqual({ lower: 2, median: 2, upper: 2.1 });
});

it("shows each figure with its quartiles, the ratios to both bases, and three charts", () => {
  const sample = (cpuUs: number) => ({ cpuUs, wallUs: cpuUs * 2, perSecond: 1e6 / cpuUs, importMs: 1.25 });
  const samples = new Map([
    ["fetch with a time limit", [sample(100), sample(110)]],
    ["complycube-tokens", [sample(110), sample(121)]],
    ["@complycube/api", [sample(220), sample(220)]],
  ]);
  const versions = { "complycube-tokens": "0.1.0" };
  const load = { rounds: 2, sequential: 2, concurrent: 3 };
  const files = performanceFiles({ samples, versions, load, memory: [[10, 4_096]] });
  const page = files["performance.md"];
  const name = "| complycube-tokens 0.1.0 |";
  expect(page).toContain(`${name} 116 (113–118) | 231 (226–237) | 8,678 (8,471–8,884) | 1.3 (1.3–1.3) |`);
  expect(page).toContain(`${name} 1.10 (1.10–1.10) | 0.53 (0.51–0.54) | 1.91 (1.86–1.95) | 1.00 (1.00–1.00) |`);
  expect(page).toContain("4,096 kB after 10 calls");
  for (const [, picture] of page?.matchAll(/!\[.+\]\((.+)\)/g) ?? []) expect(files[picture ?? ""]).toMatch(/^<svg/);
  expect(Object.keys(files)).toHaveLength(4);
});

it("sorts the rows of a chart from best to worst, for more is better and for less is better", () => {
  const bestFirst = ["other <b> & c", "complycube-tokens", "slow"];
  expect(rowsOf({ moreIsBetter: false }).map(({ name }) => name)).toEqual(bestFirst);
  expect(rowsOf({ moreIsBetter: true }).map(({ name }) => name)).toEqual(bestFirst.reverse());
});

it("marks the own rows of a chart with a bold name and a filled dot", () => {
  const marks = rowsOf({ moreIsBetter: false }).map(({ name, isBold, isFilled }) => ({ name, isBold, isFilled }));
  expect(marks).toEqual([
    { name: "other <b> & c", isBold: false, isFilled: false },
    { name: "complycube-tokens", isBold: true, isFilled: true },
    { name: "slow", isBold: false, isFilled: false },
  ]);
});

it("starts the axis of a chart at zero, with the same scale for each row", () => {
  const [other = Number.NaN, own, slow] = rowsOf({ moreIsBetter: false }).map(({ length }) => length);
  expect(own).toBeCloseTo(2 * other);
  expect(slow).toBeCloseTo(4 * other);
});

/** Draws three clients and reads the rows of the picture from top to bottom. `length` is from the axis' zero to the dot. */
function rowsOf({ moreIsBetter }: { moreIsBetter: boolean }) {
  const medians = { slow: 200, "other <b> & c": 50, "complycube-tokens": 100 };
  const rows = Object.entries(medians).map(([name, median]) => {
    return { name, isOwn: name === "complycube-tokens", lower: median - 10, median, upper: median + 10, figure: "" };
  });
  const svg = drawChart({ heading: "CPU, µs", moreIsBetter, rows, notes: [] });
  const { document } = new JSDOM(svg, { contentType: "image/svg+xml" }).window;
  const texts = [...document.querySelectorAll("text")].map((element) => {
    const [x, y] = element.getAttribute("transform")?.match(/[\d.]+/g) ?? [];
    const isBold = Number(element.parentElement?.getAttribute("font-weight")) >= 600;
    return { text: element.textContent ?? "", x: Number(x), y: Number(y), isBold };
  });
  const zero = texts.find(({ text }) => text === "0")?.x ?? Number.NaN;
  const names = texts.filter(({ text }) => text in medians).sort((a, b) => a.y - b.y);
  const dots = [...document.querySelectorAll("circle")].map((dot) => {
    const [x, y] = [Number(dot.getAttribute("cx")), Number(dot.getAttribute("cy"))];
    const [fill, stroke] = ["fill", "stroke"].map((name) => dot.parentElement?.getAttribute(name));
    return { length: x - zero, y, isFilled: fill === stroke };
  });
  dots.sort((a, b) => a.y - b.y);
  return names.map(({ text, isBold }, index) => ({ name: text, isBold, ...dots[index] }));
}
