import { expect, it } from "vitest";
import { performancePage, performancePicture } from "../../scripts/bench/page.js";
import { ratioOf, spreadOf } from "../../scripts/bench/statistics.js";

it("the median is the middle one, or half-way between the two in the middle", () => {
  expect(spreadOf([5, 1, 3])).toEqual({ min: 1, median: 3, max: 5 });
  expect(spreadOf([4, 1, 3, 2])).toEqual({ min: 1, median: 2.5, max: 4 });
});

it("a ratio is taken round by round, so that a slow round is slow for both", () => {
  expect(ratioOf([20, 200, 21], [10, 100, 10])).toEqual({ min: 2, median: 2, max: 2.1 });
});

it("the page has each figure with its spread, and ratios to both bases", () => {
  const sample = (cpuUs: number) => ({ cpuUs, wallUs: cpuUs * 2, perSecond: 1e6 / cpuUs, importMs: 1.25 });
  const measured = {
    samples: new Map([
      ["fetch", [sample(100), sample(110)]],
      ["complycube-tokens", [sample(110), sample(121)]],
      ["@complycube/api", [sample(220), sample(220)]],
    ]),
    versions: { "complycube-tokens": "0.1.0" },
    load: { rounds: 2, warmUp: 1, sequential: 2, concurrent: 3 },
    memory: [[10, 4_096]] satisfies [number, number][],
  };
  const page = performancePage(measured);
  expect(page).toContain(
    "| complycube-tokens 0.1.0 | 116 (110–121) | 231 (220–242) | 8678 (8264–9091) | 1.3 (1.3–1.3) | 1.10 (1.10–1.10) | 0.53 (0.50–0.55) |",
  );
  expect(page).toContain("4096 kB after 10 calls");
  expect(performancePicture(measured).match(/<rect x="170"/g)).toHaveLength(3);
});
