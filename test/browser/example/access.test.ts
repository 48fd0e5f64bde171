import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser, visit, visitSignedIn } from "./visit.js";

useBrowser();

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What is used of the results of axe. */
interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[];
}

/** What axe objects to: contrast, names, roles, and the rest of its rules. */
async function objectionsTo(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

it("can be used by keyboard alone", async () => {
  const { page, button, told, mints } = await visit();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await press("Tab", "Enter");
  await button("Sign out").waitFor();
  await button("Start the verification").waitFor();
  await press("Tab", "Tab", "Enter");
  await button("Finish").waitFor();
  await press("Tab", "Tab", "Enter");
  await told("You closed the verification.");
  await press("Enter");
  await button("Finish").waitFor();
  await press("Enter");
  await told("Done");
  expect(mints).toHaveLength(2);
});

describe.each([
  ["light", "rgb(255, 255, 255)"],
  ["dark", "rgb(20, 23, 27)"],
] as const)("in %s", (colorScheme, background) => {
  it("is accessible and fits a phone, with bad news and without", async () => {
    const { page, button, failure, signIn } = await visit({ colorScheme, referrer: "http://127.0.0.1/*" });
    await button("Start the verification").click();
    await failure();
    expect(await objectionsTo(page)).toEqual([]);
    await signIn();
    expect(await objectionsTo(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(background);
  });

  it("is accessible while the SDK is mounted", async () => {
    const { page, mount } = await visitSignedIn({ colorScheme });
    await mount();
    expect(await objectionsTo(page)).toEqual([]);
  });
});
