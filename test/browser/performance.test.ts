import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "./browser.js";

const browser = useBrowser();
const charts = readdirSync("docs").filter((name) => name.endsWith(".svg"));
const schemes = ["light", "dark"] as const;

it("finds the three charts", () => expect(charts).toHaveLength(3));

describe.each(charts)("%s", (chart) => {
  describe.each(schemes)("in the %s scheme", (colorScheme) => {
    // The columns of a page on a phone and on a desktop.
    it.each([312, 688])("shows legible texts, whole and apart, in a column of %i px", async (width) => {
      const { picture, background, texts } = await draw(chart, colorScheme, width);
      expect(picture.right).toBeLessThanOrEqual(width);
      expect(texts.length).toBeGreaterThan(20);
      for (const [index, { text, box, fontSize, color }] of texts.entries()) {
        expect(fontSize, text).toBeGreaterThanOrEqual(11);
        expect(contrast(color, background), text).toBeGreaterThanOrEqual(4.5);
        expect(isInside(box, picture), text).toBe(true);
        const others = texts.slice(index + 1).filter((other) => overlaps(box, other.box));
        expect(others, text).toEqual([]);
      }
    });
  });

  it("follows the colour scheme of the page that shows it as an image", async () => {
    const page = await browser.newPage();
    const image = `data:image/svg+xml,${encodeURIComponent(readFileSync(join("docs", chart), "utf8"))}`;
    const pictures = [];
    for (const scheme of schemes) {
      await page.setContent(`<html style="color-scheme: ${scheme}"><img src="${image}" alt="">`);
      pictures.push((await page.locator("img").screenshot()).toString("base64"));
    }
    await page.close();
    expect(pictures[0]).not.toBe(pictures[1]);
  });
});

let tab: Page | undefined;

/** Opens the file of a chart, and measures its texts. */
async function draw(chart: string, colorScheme: (typeof schemes)[number], width: number) {
  tab ??= await browser.newPage();
  await tab.emulateMedia({ colorScheme });
  await tab.setViewportSize({ width, height: 800 });
  await tab.goto(pathToFileURL(join("docs", chart)).href);
  return await tab.evaluate(() => {
    const boxOf = (element: Element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, right, top, bottom };
    };
    const texts = [...document.querySelectorAll("text")].map((element) => {
      const { fill, fontSize } = getComputedStyle(element);
      const scale = element.getScreenCTM()?.a ?? 0;
      const text = element.textContent ?? "";
      return { text, box: boxOf(element), fontSize: Number.parseFloat(fontSize) * scale, color: fill };
    });
    const picture = document.documentElement;
    return { picture: boxOf(picture), background: getComputedStyle(picture).backgroundColor, texts };
  });
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
  );
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The contrast ratio of two opaque colours as WCAG 2 defines it. */
function contrast(...colors: [string, string]): number {
  const [darker = Number.NaN, lighter = Number.NaN] = colors.map(luminance).sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = (color.match(/\d+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
