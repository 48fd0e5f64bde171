import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { messageOf } from "../../../../scripts/cli.js";
import { chromiumPath } from "../../../support/chromium.js";
import { NotAvailable } from "../../install.js";
import { bundle } from "../bundle.js";
import type { Place, Report } from "../report.js";

/** Opens a page that has the entry as its script. */
export async function runInChromium({ consumer, origin, show }: Place): Promise<Report> {
  const file = await bundle(consumer, "chromium/page", { format: "iife", platform: "browser" });
  const script = await readFile(join(consumer, file), "utf8");
  show(`<!doctype html><meta charset="utf-8"><title>A page</title><script>${script}</script>`);
  const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.goto(origin);
    return { version: browser.version(), held: await page.evaluate<string[]>("held") };
  } finally {
    await browser.close();
  }
}

function findChromium(): string {
  try {
    return chromiumPath();
  } catch (error) {
    throw new NotAvailable(messageOf(error));
  }
}
