import { describe, expect, it } from "vitest";
import { useVisits } from "./visit.js";

const { visit, visitSignedIn } = useVisits();

it("works with the keyboard only", async () => {
  const { page, button, status, mints } = await visit();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await press("Tab", "Enter");
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

it("moves the focus to the status when the user has finished", async () => {
  const { page, mount, button, status } = await visitSignedIn();
  await mount();
  await button("Finish").click();
  await status("Done");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("status");
});

it("says in words and with a sign what it says with colours", async () => {
  const { page, button, status } = await visitSignedIn({ referrer: "http://127.0.0.1/*" });
  await page.emulateMedia({ forcedColors: "active" });
  const sign = () =>
    page.evaluate(() => getComputedStyle(document.getElementById("status") as HTMLElement, "::before").content);
  expect(await sign()).toBe("none");
  await button("Start the verification").click();
  await status("The verification has stopped.");
  expect(await sign()).toBe('"✗ "');
});

it("tells a user without JavaScript what the page needs", async () => {
  const { page } = await visit({ javaScriptEnabled: false });
  expect(await page.innerText("body")).toContain("This page needs JavaScript.");
});

it("is readable at 360 pixels with text of 200 %", async () => {
  const { page, mount } = await visitSignedIn();
  await mount();
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  const widths = await page.evaluate(() =>
    [...document.querySelectorAll("dd")].map((value) => {
      const ten = Object.assign(document.createElement("span"), { textContent: "0".repeat(10) });
      ten.style.cssText = "position: absolute; white-space: nowrap";
      value.append(ten);
      const { width } = ten.getBoundingClientRect();
      ten.remove();
      return value.clientWidth / width;
    }),
  );
  expect(widths).toHaveLength(7);
  expect(Math.min(...widths)).toBeGreaterThanOrEqual(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

describe.each([
  ["light", "rgb(255, 255, 255)"],
  ["dark", "rgb(20, 23, 27)"],
] as const)("in the %s color scheme", (colorScheme, background) => {
  it("is accessible and fits a phone before and after signing in, and while the SDK is mounted", async () => {
    const { page, signIn, mount, violations } = await visit({ colorScheme });
    expect(await violations()).toEqual([]);
    await signIn();
    expect(await violations()).toEqual([]);
    await mount();
    expect(await violations()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(background);
  });
});
