import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { offlinePage } from "../../scripts/docs/checker/offline-page.js";
import { canReferrerMatch, parseReferrer } from "../../src/referrer/index.js";
import { readVerdicts } from "../support/verdicts.js";
import { useBrowser } from "./browser.js";
import { axe, enlargeText, violationsOn, widthOf } from "./readable.js";

const browser = useBrowser();
const folder = await mkdtemp(join(tmpdir(), "checker-"));
const file = join(folder, "checker.html");
await writeFile(file, await offlinePage());
afterAll(() => rm(folder, { recursive: true }));

const { verdicts } = await readVerdicts();
const pages = verdicts.filter(({ url }) => /^https?:/.test(url));
const fifty = pages.filter((_, index) => index % Math.ceil(pages.length / 50) === 0);

/** Opens the file without a network. Collects its requests, and what it logs. */
async function open(hash = "") {
  const context = await browser.newContext({ offline: true });
  const problems: string[] = [];
  context.on("request", (request) => request.url().startsWith("file:") || problems.push(request.url()));
  context.on("console", (message) => problems.push(message.text()));
  context.on("weberror", (error) => problems.push(error.error().message));
  const page = await context.newPage();
  await page.goto(`${pathToFileURL(file)}${hash}`);
  return { page, problems, [Symbol.asyncDispose]: () => context.close() };
}

const verdictOf = (page: Page) => page.getByRole("status").innerText();
const hashOf = (pattern: string, url: string, policy = "") =>
  `#${new URLSearchParams({ referrer: pattern, page: url, policy })}`;

it("says of fifty patterns what the module says", async () => {
  await using visit = await open();
  const { page, problems } = visit;
  expect(fifty.length).toBeGreaterThan(45);
  for (const { pattern, url } of fifty) {
    await page.getByLabel("Match pattern").fill(pattern);
    await page.getByLabel("URL of the page").fill(url);
    const [parsed, verdict] = [parseReferrer(pattern), canReferrerMatch(pattern, url)];
    const text = await page.locator("form").innerText();
    expect(text, `${pattern} on ${url}`).toContain(parsed.ok ? verdict.message : parsed.message);
    const codes = parsed.ok ? parsed.warnings.map(({ code }) => code) : [];
    const isRefused = ["every-site", "no-referer-scheme", "unset-variable", "several-patterns"].some((code) =>
      codes.some((each) => each === code),
    );
    expect(text.includes("✓"), `${pattern} on ${url}`).toBe(verdict.matches && !isRefused);
  }
  expect(problems).toEqual([]);
});

it("takes the repair with the keyboard alone, and keeps its state in the address", async () => {
  await using visit = await open();
  const { page } = visit;
  expect(await verdictOf(page)).toMatch(/^✗ .* does not work/);
  await page.getByLabel("Referrer-Policy").focus();
  for (const key of ["Tab", "Tab"]) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  expect(await verdictOf(page)).toMatch(/^✓ .* works/);
  expect(await page.evaluate("document.activeElement.value")).toBe("https://*.example.com/*");
  expect(await page.getByText("⚠").count()).toBe(0);
  await page.reload();
  expect(await page.getByLabel("Match pattern").inputValue()).toBe("https://*.example.com/*");
  await page.evaluate((hash) => location.assign(hash), hashOf("https://a.example/*", "https://b.example/"));
  await page.getByText("host differs").waitFor();
});

it("names every part that differs, with both values", async () => {
  await using visit = await open(hashOf("http://example.com:81/a/*", "https://www.example.com/a/b"));
  const cells = await visit.page.locator("tr").allInnerTexts();
  expect(cells.slice(1).map((row) => row.split(/\s+/))).toEqual([
    ["scheme", "http", "https"],
    ["host", "example.com", "www.example.com"],
    ["port", "81", "default"],
    ["path", "/a/*", "/"],
  ]);
});

it("offers the policy that makes the browser send a Referer", async () => {
  await using visit = await open(hashOf("https://www.example.com/*", "https://www.example.com/", "no-referrer"));
  await visit.page.getByRole("button").click();
  expect(await verdictOf(visit.page)).toMatch(/^✓/);
});

it.each(["htp://www.example.com/*", "https://例え.*.example/*", "https://www.example.com"])(
  "marks the fault of %s",
  async (pattern) => {
    await using visit = await open(hashOf(pattern, ""));
    const parsed = parseReferrer(pattern);
    const before = await visit.page.locator("mark").evaluate((mark) => mark.previousSibling?.textContent ?? "");
    expect(before).toBe(parsed.ok ? "no fault" : pattern.slice(0, parsed.index));
    expect(await visit.page.getByRole("status").innerText()).toBe("✗ This is not a match pattern.");
    const { character, marker } = await visit.page.locator("mark").evaluate((mark) => {
      const range = document.createRange();
      range.selectNodeContents(mark);
      const { x, width } = range.getBoundingClientRect();
      const { left, width: markerWidth } = getComputedStyle(mark, "::after");
      const start = mark.getBoundingClientRect().x + Number.parseFloat(left);
      return { character: x + width / 2, marker: start + Number.parseFloat(markerWidth) / 2 };
    });
    expect(marker).toBeCloseTo(character, 0);
  },
);

it("scrolls a long pattern to its fault", async () => {
  await using visit = await open(hashOf(`https://${"a".repeat(300)}.*.example/*`, ""));
  const [box, fault] = [visit.page.locator("pre"), visit.page.locator("mark")];
  const [outer, inner] = [await box.boundingBox(), await fault.boundingBox()];
  if (!outer || !inner) throw new Error("The fault is not shown.");
  expect(inner.x).toBeGreaterThanOrEqual(outer.x);
  expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
});

it.each([
  hashOf("https://*.example.com/*", "https://www.example.com/"),
  hashOf("http://example.com:81/a/*", "https://www.example.com/"),
  hashOf(`https://${"long-".repeat(40)}`, "https://www.example.com/"),
])("is readable: each width, light and dark, large text: %s", async (hash) => {
  await using visit = await open(hash);
  const { page } = visit;
  await page.addScriptTag({ path: axe });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violationsOn(page)).toEqual([]);
  }
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await widthOf(page)).toBe(width);
  }
  await enlargeText(page);
  expect(await widthOf(page)).toBe(360);
  expect(await violationsOn(page)).toEqual([]);
});
