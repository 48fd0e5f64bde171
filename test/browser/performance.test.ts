import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { useBrowser } from "./browser.js";

const browser = useBrowser();

it("the labels of the performance chart stay inside the picture and off the bars", async () => {
  const page = await browser.newPage();
  await page.setContent(await readFile("docs/performance.svg", "utf8"));
  const edges = (selector: string, edge: "left" | "right") =>
    page
      .locator(selector)
      .evaluateAll((found, edge) => found.map((element) => element.getBoundingClientRect()[edge]), edge);
  const [pictureLeft = Number.NaN] = await edges("svg", "left");
  const bars = await edges("rect[rx]", "left");
  expect(bars.length).toBeGreaterThan(5);
  expect(Math.min(...(await edges("text", "left")))).toBeGreaterThanOrEqual(pictureLeft);
  expect(Math.max(...(await edges("text[text-anchor=end]", "right")))).toBeLessThan(Math.min(...bars));
});
