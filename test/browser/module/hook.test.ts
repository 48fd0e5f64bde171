import { expect, it, onTestFinished } from "vitest";
import { bundle } from "../../../scripts/example/serve.js";
import { useBrowser } from "../browser.js";
import { expire, mountsOf, pageWith, servePage } from "./serve-page.js";

const browser = useBrowser();
const module = await bundle("test/browser/module/hook-page.tsx");

/** Opens a page with the hook of examples/react, which starts as soon as it is shown. */
async function openPage() {
  const server = await servePage({ "/": pageWith('import "/page.js"'), "/page.js": module });
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(server.url);
  return {
    ...server,
    page,
    /** Shows the page of a user, or of nobody. */
    show: (user: string | null) =>
      page.evaluate((user) => (window as unknown as { show(user: string | null): void }).show(user), user),
    text: (text: string) => page.getByText(text).waitFor(),
  };
}

it("mounts once in React's strict mode, which runs each effect twice", async () => {
  const { page, show, text, open } = await openPage();
  await show("Ada");
  await text("Ada: mounted");
  expect((await mountsOf(page)).mounts).toBe(1);
  await expire(page);
  await expect.poll(async () => (await mountsOf(page)).mounts).toBe(2);
  expect((await mountsOf(page)).mounted).toHaveLength(1);
  expect(open.size).toBe(0);
});

it("unmounts the SDK and closes the request with the component", async () => {
  const { page, show, text, open, hold } = await openPage();
  await show("Ada");
  await text("Ada: mounted");
  await show(null);
  await expect.poll(async () => (await mountsOf(page)).mounted).toEqual([]);
  hold();
  await show("Ada");
  await expect.poll(() => open.size).toBe(1);
  await show(null);
  await expect.poll(() => open.size).toBe(0);
});

it("gives another user another token, also while it waits for the first", async () => {
  const { page, show, text, hold, release } = await openPage();
  await show("Ada");
  await text("Ada: mounted");
  const first = await mountsOf(page);
  await show("Grace");
  const rendered = await page.evaluate(() => (window as unknown as { rendered: string[] }).rendered);
  expect(rendered.find((text) => text.startsWith("Grace"))).toBe("Grace: idle");
  await text("Grace: mounted");
  const second = await mountsOf(page);
  expect(second.mounted).toHaveLength(1);
  expect(second.mounted).not.toEqual(first.mounted);
  hold();
  await show("Ada");
  await text("Ada: minting");
  await show("Grace");
  await text("Grace: minting");
  release();
  await text("Grace: mounted");
  expect(await mountsOf(page)).toMatchObject({ mounted: [expect.any(String)], mounts: 3 });
});
