import { expect, it } from "vitest";
import { useBrowser, type Visit, visitSignedIn } from "./visit.js";

useBrowser();

const expire = ({ button }: Visit) => button("Let the token expire");

async function remount(visitor: Visit): Promise<void> {
  const minted = visitor.page.waitForResponse("**/token");
  await expire(visitor).click();
  await minted;
  await visitor.button("Finish").waitFor();
}

it("mounts the SDK again with a new token, once, however often it is told that the token has expired", async () => {
  const visitor = await visitSignedIn();
  const { page, mount, button, told, mints, troubles } = visitor;
  await mount();
  const minted = page.waitForResponse("**/token");
  await expire(visitor).dblclick();
  await minted;
  await button("Finish").click();
  await told("Done");
  expect(mints).toHaveLength(2);
  expect(troubles).toEqual([]);
});

it("stops where the new token has expired at once too, and lets a person go on", async () => {
  const visitor = await visitSignedIn();
  const { mount, button, failure, mints } = visitor;
  await mount();
  await remount(visitor);
  await expire(visitor).click();
  expect(await failure()).toBe("The token expired at once, twice.");
  expect(mints).toHaveLength(2);
  await button("Try again").click();
  await button("Finish").waitFor();
  expect(mints).toHaveLength(3);
});

it("mounts it again each time where tokens have lived for a while", async () => {
  const visitor = await visitSignedIn();
  const { page, mount, mints } = visitor;
  await page.clock.install({ time: Date.now() });
  await mount();
  for (let time = 1; time <= 3; time++) {
    await page.clock.fastForward(60_000);
    await remount(visitor);
  }
  expect(mints).toHaveLength(4);
});
