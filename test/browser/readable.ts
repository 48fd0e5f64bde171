import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

/** The script that `violationsOn` needs in the page. */
export const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** A selector, or two. axe's own type is too deep for the compiler. */
type Part = string | { include: string; exclude: string };

/** Returns what axe has to say about the page in its present state, or about a part of it. */
export function violationsOn(page: Page, part: Part = "html", options: RunOptions = {}): Promise<string[]> {
  return page.evaluate(
    async ([part, options]) => {
      const fast = { resultTypes: ["violations"], preload: false, ...options };
      const { violations }: AxeResults = await Reflect.get(window, "axe").run(part, fast);
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    [part, options] as const,
  );
}

/** Returns the width of the page with what overflows, in pixels. */
export function widthOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

/** Doubles each text, like a browser that enlarges only text. */
export async function enlargeText(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sizes = [...document.querySelectorAll<HTMLElement>("body *")].map(
      (element) => [element, Number.parseFloat(getComputedStyle(element).fontSize)] as const,
    );
    for (const [element, size] of sizes) element.style.fontSize = `${size * 2}px`;
  });
}
