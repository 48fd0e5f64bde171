import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Worker } from "playwright-core";

const manifest = {
  manifest_version: 3,
  name: "oracle",
  version: "1",
  permissions: ["scripting", "tabs"],
  host_permissions: ["<all_urls>"],
  background: { service_worker: "background.js" },
};

export interface Oracle {
  version: string;
  context: BrowserContext;
  /** The extension's service worker, which has Chrome's extension API. */
  background: Worker;
}

/** Runs `work` with a Chromium that has an extension and reaches every host through `proxy`. */
export async function withOracle<T>(
  executablePath: string,
  proxy: string,
  work: (oracle: Oracle) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "oracle-"));
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "background.js"), "");
  await writeFile(join(folder, "script.js"), "");
  const context = await chromium.launchPersistentContext("", {
    executablePath,
    // Playwright's headless mode does not support extensions.
    headless: false,
    ignoreDefaultArgs: ["--disable-extensions"],
    args: [
      "--headless=new",
      "--no-sandbox",
      `--proxy-server=${proxy}`,
      "--proxy-bypass-list=<-loopback>",
      "--ignore-certificate-errors",
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
      "--disable-features=DisableLoadExtensionCommandLineSwitch,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable",
    ],
  });
  try {
    const background = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
    const version = context.browser()?.version() ?? "unknown";
    return await work({ version, context, background });
  } finally {
    await context.close();
    await rm(folder, { recursive: true });
  }
}
