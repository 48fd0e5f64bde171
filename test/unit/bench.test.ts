import { expect, it } from "vitest";
import { performancePage, performancePicture, quartilesOf, ratioOf } from "../../scripts/bench/performance-page.js";

it("interpolates the median and the quartiles", () => {
  expect(quartilesOf([5, 1, 3])).toEqual({ lower: 2, median: 3, upper: 4 });
  expect(quartilesOf([4, 1, 3, 2])).toEqual({ lower: 1.75, median: 2.5, upper: 3.25 });
  expect(quartilesOf([7])).toEqual({ lower: 7, median: 7, upper: 7 });
});

it("compares two clients round by round, so that a slow round does not distort the ratio", () => {
  expect(ratioOf([20, 200, 22], [10, 100, 10])).toEqual({ lower: 2, median: 2, upper: 2.1 });
});

it("shows each figure with its quartiles, and the ratios to both bases", () => {
  const sample = (cpuUs: number) => ({ cpuUs, wallUs: cpuUs * 2, perSecond: 1e6 / cpuUs, importMs: 1.25 });
  const samples = new Map([
    ["fetch with a time limit", [sample(100), sample(110)]],
    ["complycube-tokens", [sample(110), sample(121)]],
    ["@complycube/api", [sample(220), sample(220)]],
  ]);
  const versions = { "complycube-tokens": "0.1.0" };
  const load = { rounds: 2, sequential: 2, concurrent: 3 };
  const page = performancePage({ samples, versions, load, memory: [[10, 4_096]] });
  const name = "| complycube-tokens 0.1.0 |";
  expect(page).toContain(`${name} 116 (113–118) | 231 (226–237) | 8678 (8471–8884) | 1.3 (1.3–1.3) |`);
  expect(page).toContain(`${name} 1.10 (1.10–1.10) | 0.53 (0.51–0.54) | 1.91 (1.86–1.95) | 1.00 (1.00–1.00) |`);
  expect(page).toContain("4096 kB after 10 calls");
  expect(performancePicture(samples).match(/<rect x="\d+" y/g)).toHaveLength(3);
});
