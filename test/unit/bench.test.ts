import { expect, it } from "vitest";
import { performancePage, performancePicture } from "../../scripts/bench/page.js";
import { ratioOf, spreadOf } from "../../scripts/bench/statistics.js";

it("the median is the middle, and the quarters are half-way to the ends, between two values where need be", () => {
  expect(spreadOf([5, 1, 3])).toEqual({ lower: 2, median: 3, upper: 4 });
  expect(spreadOf([4, 1, 3, 2])).toEqual({ lower: 1.75, median: 2.5, upper: 3.25 });
  expect(spreadOf([7])).toEqual({ lower: 7, median: 7, upper: 7 });
});

it("a ratio is taken round by round, so that a slow round is slow for both", () => {
  expect(ratioOf([20, 200, 22], [10, 100, 10])).toEqual({ lower: 2, median: 2, upper: 2.1 });
});

it("the page has each figure with its spread, and ratios to both bases", () => {
  const sample = (cpuUs: number) => ({ cpuUs, wallUs: cpuUs * 2, perSecond: 1e6 / cpuUs, importMs: 1.25 });
  const measured = {
    samples: new Map([
      ["fetch with a time limit", [sample(100), sample(110)]],
      ["complycube-tokens", [sample(110), sample(121)]],
      ["@complycube/api", [sample(220), sample(220)]],
    ]),
    versions: { "complycube-tokens": "0.1.0" },
    load: { rounds: 2, sequential: 2, concurrent: 3 },
    memory: [[10, 4_096]] satisfies [number, number][],
  };
  const page = performancePage(measured);
  expect(page).toContain(
    "| complycube-tokens 0.1.0 | 116 (113–118) | 231 (226–237) | 8678 (8471–8884) | 1.3 (1.3–1.3) |",
  );
  expect(page).toContain(
    "| complycube-tokens 0.1.0 | 1.10 (1.10–1.10) | 0.53 (0.51–0.54) | 1.91 (1.86–1.95) | 1.00 (1.00–1.00) |",
  );
  expect(page).toContain("4096 kB after 10 calls");
  expect(performancePicture(measured).match(/<rect x="\d+" y/g)).toHaveLength(3);
});
