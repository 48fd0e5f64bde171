import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { getRequestListener } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { afterAll, expect, it } from "vitest";
import { listen } from "../support/loopback.js";
import { useBrowser } from "./browser.js";
import { enlargeText, loadAxe, violationsOn, widthOf } from "./readable.js";

const browser = useBrowser();

const site = await mkdtemp(join(tmpdir(), "site-"));
await promisify(execFile)("npm", ["run", "docs", "--", "--outDir", site]);
const pages = readdirSync(site, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".html") && file !== "404.html",
);
const app = new Hono().use(serveStatic({ root: site }));
const { port, close } = await listen(createServer(getRequestListener(app.fetch)));
afterAll(async () => {
  await close();
  await rm(site, { recursive: true });
});

/** Opens a page of the site. Collects what it logs, and its requests beyond loopback. */
async function open(path: string) {
  const context = await browser.newContext();
  const problems: string[] = [];
  context.on("request", (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:)/.test(request.url())) problems.push(request.url());
  });
  context.on("console", (message) => problems.push(message.text()));
  context.on("weberror", (error) => problems.push(error.error().message));
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/${path}`);
  await page.waitForFunction("document.querySelector('#app').__vue_app__");
  return { page, problems, [Symbol.asyncDispose]: () => context.close() };
}

it.concurrent.for(pages)("%s is readable: each width, light and dark, large text", async (path, { expect }) => {
  await using visit = await open(path);
  const { page, problems } = visit;
  await loadAxe(page);
  for (const width of [1_280, 768, 360]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      // Only colours depend on the scheme.
      const options = colorScheme === "light" ? {} : { runOnly: "color-contrast" };
      expect.soft(await violationsOn(page, options), `${width} px, ${colorScheme}`).toEqual([]);
    }
    expect.soft(await widthOf(page)).toBe(width);
  }
  await enlargeText(page);
  expect.soft(await widthOf(page), "text at 200 %").toBe(360);
  expect.soft(await violationsOn(page), "text at 200 %").toEqual([]);
  expect(problems).toEqual([]);
});

it.each(["redirect", "timeout"])("finds %j by search, with the keyboard alone", async (word) => {
  await using visit = await open("index.html");
  const { page, problems } = visit;
  await page.keyboard.press("Control+k");
  await page.locator("#localsearch-input:focus").waitFor();
  await page.keyboard.type(word);
  await page.locator(".results mark").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#/);
  expect(await page.locator("main").innerText()).toMatch(new RegExp(word, "i"));
  expect(problems).toEqual([]);
});

it("skips to the content, and changes the theme, with the keyboard alone", async () => {
  await using visit = await open("index.html");
  const { page } = visit;
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.innerText")).toBe("Skip to content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.querySelector('#VPContent').contains(document.activeElement)")).toBe(true);
  await page.getByRole("switch").first().focus();
  await page.keyboard.press("Enter");
  expect(await page.locator("html").getAttribute("class")).toContain("dark");
});
