import { readFile } from "node:fs/promises";
import { expect, it, onTestFinished } from "vitest";
import { bundle } from "../../../scripts/example/serve.js";
import { useBrowser } from "../browser.js";
import { mountsOf, sdk, servePage } from "./serve-page.js";

const browser = useBrowser();
const module = await bundle("src/browser.ts");

async function snippetOf(page: string, start: string): Promise<string> {
  const text = await readFile(page, "utf8");
  const found = [...text.matchAll(/^```\w+\n(.*?)^```/gms)].find(([, code = ""]) => code.includes(start));
  return found?.[1] ?? expect.unreachable(`${page} has no ${start}`);
}

it.each(["README.md", "docs/page.md"])(
  "the page of docs/page.md mounts the SDK with the script of %s",
  async (from) => {
    const html = await snippetOf("docs/page.md", "<!doctype html>");
    const script = await snippetOf(from, "createVerification");
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
    expect(
      await page.evaluate(() => document.body.dataset.state ?? document.getElementById("status")?.textContent),
    ).toBe("mounted");
  },
);
