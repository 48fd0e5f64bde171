import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { bundle } from "../../../scripts/example/serve.js";
import { chromiumPath } from "../../support/chromium.js";
import { useBrowser } from "../browser.js";
import { expire, mountsOf, pageWith, servePage } from "./serve-page.js";

// Playwright disables the back/forward cache by default.
const browser = useBrowser({
  executablePath: chromiumPath({ mayBeShell: false }),
  ignoreDefaultArgs: ["--disable-back-forward-cache"],
});
const module = await bundle("src/browser.ts");
const script = `
  import { createVerification } from "/browser.js";
  window.states = [];
  window.verification = createVerification({ tokenUrl: "/token", onChange: ({ name }) => states.push(name) });`;

async function openPage() {
  const server = await servePage({ "/": pageWith(script), "/browser.js": module, "/elsewhere": "<!doctype html>" });
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(server.url);
  const call = (method: "start" | "stop") =>
    page.evaluate(
      (method) => (window as unknown as { verification: Record<string, () => void> }).verification[method]?.(),
      method,
    );
  const states = () => page.evaluate(() => (window as unknown as { states: string[] }).states.join());
  return {
    ...server,
    page,
    states,
    start: () => call("start"),
    stop: () => call("stop"),
    /** Leaves the page, and comes back to it out of the browser's cache. */
    async leaveAndReturn() {
      await page.evaluate(() => addEventListener("pageshow", ({ persisted }) => Object.assign(window, { persisted })));
      await page.goto(`${server.url}elsewhere`);
      await page.goBack({ waitUntil: "commit" });
      await expect.poll(() => page.evaluate(() => Reflect.get(window, "persisted"))).toBe(true);
    },
  };
}

it("mints, mounts, renews and stops in a page with the module, the mint route and nothing else", async () => {
  const { page, start, stop, states, open } = await openPage();
  await start();
  await expect.poll(states).toBe("minting,mounted");
  await expire(page);
  await expect.poll(states).toBe("minting,mounted,renewing,mounted");
  expect(await mountsOf(page)).toEqual({ mounted: ["token.2.signature"], mounts: 2 });
  await stop();
  expect(await mountsOf(page)).toEqual({ mounted: [], mounts: 2 });
  expect(open.size).toBe(0);
});

it("has one mount and no open request after 100 starts and stops", async () => {
  const { page, start, stop, states, open } = await openPage();
  const sequence = fc.sample(fc.constantFrom("start", "stop"), 100);
  await page.evaluate((sequence) => {
    const { verification } = window as unknown as { verification: Record<string, () => void> };
    for (const method of sequence) verification[method]?.();
  }, sequence);
  await start();
  await expect.poll(states).toMatch(/mounted$/);
  expect((await mountsOf(page)).mounted, sequence.join()).toHaveLength(1);
  await expect.poll(() => open.size).toBe(0);
  await stop();
  expect((await mountsOf(page)).mounted, sequence.join()).toEqual([]);
});

it("still renews after the user has left the page and come back to it", async () => {
  const { page, start, states, leaveAndReturn } = await openPage();
  await start();
  await expect.poll(states).toBe("minting,mounted");
  await leaveAndReturn();
  expect(await mountsOf(page)).toEqual({ mounted: ["token.1.signature"], mounts: 1 });
  await expire(page);
  await expect.poll(states).toBe("minting,mounted,renewing,mounted");
  expect(await mountsOf(page)).toEqual({ mounted: ["token.2.signature"], mounts: 2 });
});

it("mounts once, or can start again, if the user left the page while it waited for a token", async () => {
  const { page, start, states, hold, release, leaveAndReturn } = await openPage();
  hold();
  await start();
  await leaveAndReturn();
  release();
  // Browsers may cancel the request of a page that is left.
  await expect.poll(states).toMatch(/^minting,(mounted|failed)$/);
  await start();
  await expect.poll(states).toMatch(/mounted$/);
  expect((await mountsOf(page)).mounted).toHaveLength(1);
});
