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
  // One that expires early is no more than an accident again.
  await remount(visitor);
  expect(mints).toHaveLength(5);
});

it("hears no more of what it has unmounted", async () => {
  const { page, button, told, text, mints } = await visitSignedIn();
  const body = "globalThis.mounts = []; globalThis.ComplyCube = { mount: (o) => (mounts.push(o), { unmount() {} }) };";
  await page.route("**/complycube.min.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
  await page.reload();
  const say = (event: string) => page.evaluate(event);

  await button("Start the verification").click();
  await told("new token");
  const minted = page.waitForResponse("**/token");
  await say('mounts[0].onError({ type: "token_expired" })');
  await minted;
  await page.waitForFunction("mounts.length === 2");
  await say('mounts[0].onError({ type: "token_expired" })');
  await say('mounts[0].onError({ type: "other", message: "too late" })');
  await say("mounts[0].onComplete({}), mounts[0].onModalClose()");
  expect(await text("status")).toBe("The Web SDK is mounted with a new token.");
  await say("mounts[1].onComplete({})");
  await told("Done");
  expect(mints).toHaveLength(2);
});
