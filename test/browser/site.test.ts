import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { getRequestListener } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { listen } from "../support/loopback.js";
import { useBrowser } from "./browser.js";
import { axe, enlargeText, violationsOn, widthOf } from "./readable.js";

const browser = useBrowser();

const site = await mkdtemp(join(tmpdir(), "site-"));
await promisify(execFile)("npm", ["run", "docs", "--", "--outDir", site]);
const pages = readdirSync(site, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".html") && !/^(404|referrer-checker)\.html$/.test(file),
);
const app = new Hono()
  .get("/axe.js", async (context) =>
    context.body(await readFile(axe, "utf8"), 200, { "content-type": "text/javascript" }),
  )
  .use(async (context, next) => {
    await next();
    context.header("cache-control", "max-age=600");
  })
  .use(serveStatic({ root: site }));
const { port, close } = await listen(createServer(getRequestListener(app.fetch)));
afterAll(async () => {
  await close();
  await rm(site, { recursive: true });
});

const origin = `http://127.0.0.1:${port}`;
const isInteractive = "document.querySelector('#app').__vue_app__";

// A new tab would load and compile everything again.
const tabs: Page[] = [];

/** Opens a page of the site. Collects what it logs, and its requests beyond loopback. */
async function open(path: string) {
  const page = tabs.pop() ?? (await browser.newPage());
  const problems: string[] = [];
  page.on("request", (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:)/.test(request.url())) problems.push(request.url());
  });
  page.on("console", (message) => problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  await page.setViewportSize({ width: 1_280, height: 900 });
  await page.goto(`${origin}/${path}`);
  await page.waitForFunction(isInteractive);
  const close = () => {
    page.removeAllListeners();
    tabs.push(page);
  };
  return { page, problems, [Symbol.dispose]: close };
}

it.concurrent.for(pages)("%s is readable: each width, light and dark, large text", async (path, { expect }) => {
  using visit = await open(path);
  const { page, problems } = visit;
  await page.addScriptTag({ url: "/axe.js" });
  // All pages have the same menus and colours of code, which make up most of their elements.
  const part = path === "index.html" ? "html" : { include: "main", exclude: "pre > code" };
  // The pages of the API have the same template, and are long.
  const isLikeAnother = path.startsWith("docs/reference/complycube-tokens") && !path.endsWith("handler.html");
  for (const width of isLikeAnother ? [360] : [1_280, 768, 360]) {
    await page.setViewportSize({ width, height: 900 });
    expect.soft(await widthOf(page)).toBe(width);
    expect.soft(await violationsOn(page, part), `${width} px`).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    // Only colours depend on the scheme.
    expect.soft(await violationsOn(page, part, { runOnly: "color-contrast" }), `${width} px, dark`).toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
  }
  await enlargeText(page);
  expect.soft(await widthOf(page), "text at 200 %").toBe(360);
  expect.soft(await violationsOn(page, part), "text at 200 %").toEqual([]);
  expect(problems).toEqual([]);
});

it.each(["redirect", "timeout"])("finds %j by search, with the keyboard alone", async (word) => {
  using visit = await open("index.html");
  const { page, problems } = visit;
  await page.keyboard.press("Control+k");
  await page.locator("#localsearch-input:focus").waitFor();
  await page.keyboard.type(word);
  await page.locator(".results .result").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#/);
  expect(await page.locator("main").innerText()).toMatch(new RegExp(word, "i"));
  expect(problems).toEqual([]);
});

it("skips to the content, and changes the theme, with the keyboard alone", async () => {
  // A tab of its own, because the site remembers the theme.
  const page = await browser.newPage();
  await page.goto(`${origin}/index.html`);
  await page.waitForFunction(isInteractive);
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.innerText")).toBe("Skip to content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.querySelector('#VPContent').contains(document.activeElement)")).toBe(true);
  await page.getByRole("switch").first().focus();
  await page.keyboard.press("Enter");
  expect(await page.locator("html").getAttribute("class")).toContain("dark");
});
