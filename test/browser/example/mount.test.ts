import { describe, expect, it } from "vitest";
import { examples, useVisits } from "./visit.js";

const { visitSignedIn } = useVisits();

describe.each(examples)("%s", (_, { react }) => {
  it("mints a token for the signed-in user, bound to the page, and mounts the SDK with it", async () => {
    const { example, mount, mints, button, status, sdk, consoleErrors } = await visitSignedIn({ react });
    await mount();
    expect(mints).toMatchObject([
      { status: 200, violations: [], body: { clientId: "5eb04fcd0f3e360008035eb1", referrer: `${example.pageUrl}*` } },
    ]);
    await button("Finish").click();
    await status("Done");
    expect(await sdk().count()).toBe(0);
    expect(consoleErrors).toEqual([]);
  });

  it("mounts the SDK again with one new token when the first expires", async () => {
    const { page, mount, mints, button, status, consoleErrors } = await visitSignedIn({ react });
    await mount();
    const minted = page.waitForResponse("**/token");
    await button("Let the token expire").dblclick();
    await minted;
    await status("Your verification was renewed at ");
    await button("Finish").click();
    await status("Done");
    expect(mints).toHaveLength(2);
    expect(consoleErrors).toEqual([]);
  });
});

it("shows what the token is bound to and when it expires", async () => {
  const { example, page, mount, button, text } = await visitSignedIn({ movableClock: true });
  await mount();
  const facts = await page.locator("dl").innerText();
  expect(facts.split("\n").filter((line) => line.trim() !== "")).toEqual([
    "Client",
    "5eb04fcd0f3e360008035eb1",
    "This page",
    example.pageUrl,
    "Pattern of the token",
    `${example.pageUrl}*`,
    "Referer that arrives",
    example.pageUrl,
    "Referrer check",
    "✓ A token works here.",
    "Token expires in",
    expect.stringMatching(/^(60:00|59:5\d)$/),
    "State",
    "mounted",
  ]);
  expect(await page.getAttribute("#status", "class")).toBe("good");
  await page.clock.fastForward(3_000_000);
  await expect.poll(() => text("expiry")).toMatch(/^(10:00|9:5\d)$/);
  await page.clock.fastForward(3_000_000);
  await expect.poll(() => text("expiry")).toBe("expired");
  expect(await page.getAttribute("#status", "class")).toBe("");
  await button("Close").click();
  await button("Start again").waitFor();
  expect(await text("expiry")).toBe("no token");
});

it("says why no token works on a page without a Referer", async () => {
  const { button, failure, text } = await visitSignedIn({ referrerPolicy: "no-referrer" });
  await button("Start the verification").click();
  expect((await failure()).details).toContain("The page's policy, no-referrer, sends no Referer.");
  expect(await text("referer")).toBe("none");
  expect(await text("referrer-check")).toContain(
    "✗ No token works here. The page's policy, no-referrer, sends no Referer.",
  );
});

it.each([
  ["host", "http://127.0.0.1/*"],
  ["scheme", "https://localhost/*"],
  ["port", "http://localhost:1/*"],
  ["path", "http://localhost/kyc/*"],
])("suggests a repair for a pattern with the wrong %s", async (part, referrer) => {
  const onReferrerWarning = () => {};
  const { example, button, failure, text } = await visitSignedIn({
    referrer,
    complycubeOptions: { onReferrerWarning },
  });
  const { pageUrl } = example;
  await button("Start the verification").click();
  const message = `The page sends ${pageUrl}: its ${part} differs. Write ${pageUrl}*`;
  expect((await failure()).details).toBe(`failed: sdk_failed. ${message}`);
  expect(await text("referrer-check")).toBe(`✗ No token works here. ${message}`);
});
