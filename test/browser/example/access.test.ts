import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useVisits } from "./visit.js";

const { visit, visitSignedIn } = useVisits();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[];
}

/** Checks contrast, names, roles and the other rules of axe. */
async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

it("works with the keyboard only", async () => {
  const { page, button, status, mints } = await visit();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await press("Tab", "Enter");
  await button("Sign out").waitFor();
  await button("Start the verification").waitFor();
  await press("Tab", "Tab", "Enter");
  await button("Finish").waitFor();
  await press("Tab", "Tab", "Enter");
  await status("You closed the verification.");
  await press("Enter");
  await button("Finish").waitFor();
  await press("Enter");
  await status("Done");
  expect(mints).toHaveLength(2);
});

describe.each([
  ["light", "rgb(255, 255, 255)"],
  ["dark", "rgb(20, 23, 27)"],
] as const)("in the %s color scheme", (colorScheme, background) => {
  it("is accessible and fits a phone, with and without an error", async () => {
    const { page, button, failure, signIn } = await visit({ colorScheme, referrer: "http://127.0.0.1/*" });
    await button("Start the verification").click();
    await failure();
    expect(await accessibilityViolations(page)).toEqual([]);
    await signIn();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(background);
  });

  it("is accessible while the SDK is mounted", async () => {
    const { page, mount } = await visitSignedIn({ colorScheme });
    await mount();
    expect(await accessibilityViolations(page)).toEqual([]);
  });
});
