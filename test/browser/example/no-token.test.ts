import { expect, it, onTestFinished, vi } from "vitest";
import { useVisits } from "./visit.js";

const { visit, visitSignedIn } = useVisits();

/** Creates a `fetch` that reaches the API only in the given calls. The first call is 1. */
function fetchThatWorksIn(...calls: number[]) {
  // The handler logs errors.
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  const api = vi.fn(async (...args: Parameters<typeof fetch>) => {
    if (calls.includes(api.mock.calls.length)) return fetch(...args);
    throw new TypeError("fetch failed");
  });
  return api;
}

it("tells the user that minting failed, and mints again only when the user tries again", async () => {
  const api = fetchThatWorksIn(2);
  const { page, button, failure, consoleErrors } = await visitSignedIn({ complycubeOptions: { fetch: api } });
  await button("Start the verification").click();
  expect(await failure()).toBe("Cannot get a token at the moment. Try again in a minute.");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Try again");
  expect(api).toHaveBeenCalledTimes(1);
  await button("Try again").click();
  await button("Finish").waitFor();
  expect(api).toHaveBeenCalledTimes(2);
  expect(consoleErrors).toEqual([expect.stringContaining("status of 503")]);
});

it("tells the user that minting failed after a token expired", async () => {
  const api = fetchThatWorksIn(1);
  const { button, mount, failure } = await visitSignedIn({ complycubeOptions: { fetch: api } });
  await mount();
  await button("Let the token expire").click();
  expect(await failure()).toBe("Cannot get a token at the moment. Try again in a minute.");
  expect(api).toHaveBeenCalledTimes(2);
});

it("tells the user that nobody is signed in", async () => {
  const { button, failure, mints } = await visit();
  await button("Start the verification").click();
  expect(await failure()).toBe("Nobody is signed in, or the session has ended. Sign in first.");
  expect(mints).toEqual([]);
});

it("tells the user that the server is unreachable", async () => {
  const { page, button, failure } = await visitSignedIn();
  await page.route("**/token", (route) => route.abort());
  await button("Start the verification").click();
  expect(await failure()).toBe("The server can't be reached. Try again when you are online.");
});

it.each([
  ["an HTML page", 200, {}, "<p>Sign in</p>", "Could not get a token (status 200). Try again."],
  ["null", 200, {}, "null", "Could not get a token (status 200). Try again."],
  ["an unknown code", 418, {}, '{"code":"constructor"}', "Could not get a token (status 418). Try again."],
  ["a 429 without a code", 429, {}, "", "Could not get a token (status 429). Try again."],
  [
    "a 429 of the handler",
    429,
    { "retry-after": "7" },
    '{"code":"rate_limited"}',
    "Too many requests. Try again in 7 seconds.",
  ],
])("tells the user what to do if the response is %s", async (_, status, headers, body, message) => {
  const { page, button, failure } = await visitSignedIn();
  await page.route("**/token", (route) => route.fulfill({ status, headers, body }));
  await button("Start the verification").click();
  expect(await failure()).toBe(message);
});

it("works without the server that returns the Referer", async () => {
  const { page, mount, text, consoleErrors } = await visitSignedIn();
  await page.route("**/referer?*", (route) => route.abort());
  await page.reload();
  await mount();
  expect(await text("referer")).toBe("unknown");
  expect(await text("verdict")).toBe("unknown: the server can't be reached");
  // The page before the reload may log it too.
  expect(new Set(consoleErrors)).toEqual(new Set(["Failed to load resource: net::ERR_FAILED"]));
});
