import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { chromiumPath } from "../support/chromium.js";
import type { Handler } from "../support/loopback.js";

/** Starts a Chromium for the tests of one file. */
export function useBrowser(options: LaunchOptions = {}): Pick<Browser, "newContext" | "newPage"> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
      ...options,
    });
  });
  afterAll(() => browser?.close());
  const started = () => {
    if (browser === undefined) throw new Error("The browser starts before the first test.");
    return browser;
  };
  return {
    newContext: (options) => started().newContext(options),
    newPage: (options) => started().newPage(options),
  };
}

/** Responds with an empty page. */
export const emptyPage: Handler = (response) => {
  response.setHeader("content-type", "text/html").end("<title>A page</title>");
};
