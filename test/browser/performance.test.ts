import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { expect, it } from "vitest";
import { chromiumPath } from "../support/chromium.js";

it("no label of the performance chart begins outside of the picture, or covers a bar", async () => {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.setContent(await readFile("docs/performance.svg", "utf8"));
    const left = (selector: string) =>
      page.locator(selector).evaluateAll((found) => found.map((each) => each.getBoundingClientRect().left));
    const right = (selector: string) =>
      page.locator(selector).evaluateAll((found) => found.map((each) => each.getBoundingClientRect().right));
    const [pictureLeft = Number.NaN] = await left("svg");
    const bars = await left("rect[rx]");
    expect(bars.length).toBeGreaterThan(5);
    expect(Math.min(...(await left("text")))).toBeGreaterThanOrEqual(pictureLeft);
    expect(Math.max(...(await right("text[text-anchor=end]")))).toBeLessThan(Math.min(...bars));
  } finally {
    await browser.close();
  }
});
