import { expect, it, vi } from "vitest";
import { apiKey, useBrowser, visit, visitSignedIn } from "./visit.js";

useBrowser();

/** A `fetch` that reaches the API in those of its calls alone that are listed, the first being 1. */
function fetchThatWorksIn(...calls: number[]) {
  // Where the handler tells the operator.
  vi.spyOn(console, "error").mockImplementation(() => {});
  const made = {
    calls: 0,
    fetch: async (...args: Parameters<typeof fetch>) => {
      made.calls++;
      if (calls.includes(made.calls)) return fetch(...args);
      throw new TypeError("fetch failed", { cause: new Error(`no route for ${apiKey}`) });
    },
  };
  return made;
}

it("tells the user, asks for nothing by itself, and mounts the SDK when the user tries again", async () => {
  const made = fetchThatWorksIn(2);
  const { page, button, failure, troubles } = await visitSignedIn({ complycubeOptions: { fetch: made.fetch } });
  await button("Start the verification").click();
  expect(await failure()).toBe("Cannot get a token at the moment. Try again in a minute.");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Try again");
  expect(made.calls).toBe(1);
  await button("Try again").click();
  await button("Finish").waitFor();
  expect(made.calls).toBe(2);
  expect(troubles).toEqual([expect.stringContaining("status of 503")]);
});

it("tells the user where a token has expired and no other can be had, and asks for nothing by itself", async () => {
  const made = fetchThatWorksIn(1);
  const { button, mount, failure } = await visitSignedIn({ complycubeOptions: { fetch: made.fetch } });
  await mount();
  await button("Let the token expire").click();
  expect(await failure()).toBe("Cannot get a token at the moment. Try again in a minute.");
  expect(made.calls).toBe(2);
});

it("tells the user that nobody is signed in", async () => {
  const { button, failure, mints } = await visit();
  await button("Start the verification").click();
  expect(await failure()).toBe("Nobody is signed in, or the session has ended. Sign in first.");
  expect(mints).toEqual([]);
});

it("tells the user that the server is gone", async () => {
  const { page, button, failure } = await visitSignedIn();
  await page.route("**/token", (route) => route.abort());
  await button("Start the verification").click();
  expect(await failure()).toBe("The server can't be reached. Try again when you are online.");
});

it.each([
  ["a page, such as of a sign-in", 200, {}, "<p>Sign in</p>", "Could not get a token (status 200). Try again."],
  ["null", 200, {}, "null", "Could not get a token (status 200). Try again."],
  ["a code of another's", 418, {}, '{"code":"constructor"}', "Could not get a token (status 418). Try again."],
  ["a gateway's limit", 429, {}, "", "Could not get a token (status 429). Try again."],
  [
    "the handler's limit",
    429,
    { "retry-after": "7" },
    '{"code":"rate_limited"}',
    "Too many requests. Try again in 7 seconds.",
  ],
])("tells the user what to do where the answer is %s", async (_, status, headers, body, message) => {
  const { page, button, failure } = await visitSignedIn();
  await page.route("**/token", (route) => route.fulfill({ status, headers, body }));
  await button("Start the verification").click();
  expect(await failure()).toBe(message);
});

it("goes on where the example's own part can't tell which Referer arrives", async () => {
  const { page, mount, text, troubles } = await visitSignedIn();
  await page.route("**/referer?*", (route) => route.abort());
  await page.reload();
  await mount();
  expect(await text("referer")).toBe("unknown");
  expect(await text("verdict")).toBe("unknown: the server that tells can't be reached");
  // Once or twice: the page that is left may still have been asking.
  expect(new Set(troubles)).toEqual(new Set(["Failed to load resource: net::ERR_FAILED"]));
});
