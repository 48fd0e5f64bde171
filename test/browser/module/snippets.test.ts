import { readFile } from "node:fs/promises";
import { expect, it, onTestFinished } from "vitest";
import { bundle } from "../../../scripts/example/serve.js";
import { useBrowser } from "../browser.js";
import { mountsOf, sdk, servePage } from "./serve-page.js";

const browser = useBrowser();
const module = await bundle("src/browser.ts");

async function snippetsOf(page: string, part: string): Promise<string[]> {
  const text = await readFile(page, "utf8");
  return [...text.matchAll(/^```\w+\n(.*?)^```/gms)].flatMap(([, code = ""]) => (code.includes(part) ? [code] : []));
}

const [html = ""] = await snippetsOf("docs/page.md", "<!doctype html>");
const scripts = await Promise.all(["README.md", "docs/page.md"].map((page) => snippetsOf(page, "createVerification")));

it.each(scripts.flat())("mounts the SDK in the page of docs/page.md: %s", async (script) => {
  const { url } = await servePage({ "/": html, "/browser.js": module, "/page.js": script });
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  await context.route("https://assets.complycube.com/web-sdk/v1/*", (route) =>
    route.request().url().endsWith(".js")
      ? route.fulfill({ contentType: "text/javascript", body: sdk })
      : route.fulfill({ contentType: "text/css", body: "" }),
  );
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("button", { name: "Start" }).click();
  await expect.poll(() => mountsOf(page)).toEqual({ mounted: ["token.1.signature"], mounts: 1 });
  expect(await page.evaluate(() => document.body.dataset.state ?? document.getElementById("status")?.textContent)).toBe(
    "mounted",
  );
});
