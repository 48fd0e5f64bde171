import { describe, expect, it, onTestFinished, vi } from "vitest";
import { examples, useVisits } from "./visit.js";

const { visitSignedIn } = useVisits();

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

describe.each(examples)("%s", (_, { react }) => {
  it("mints again only when the user tries again, also after a renewal that failed", async () => {
    const api = fetchThatWorksIn(2, 4);
    const visitor = await visitSignedIn({ react, complycubeOptions: { fetch: api } });
    const { button, failure, consoleErrors } = visitor;
    await button("Start the verification").click();
    expect((await failure()).details).toContain("failed: unavailable.");
    await button("Try again").click();
    await button("Let the token expire").click();
    expect((await failure()).details).toContain("failed: unavailable.");
    expect(api).toHaveBeenCalledTimes(3);
    await button("Try again").click();
    await button("Finish").waitFor();
    expect(api).toHaveBeenCalledTimes(4);
    expect(consoleErrors).toEqual(Array(2).fill(expect.stringContaining("status of 503")));
  });

  it("says that it is offline, and works when it is online again", async () => {
    const { context, button, failure } = await visitSignedIn({ react });
    await context.setOffline(true);
    await button("Start the verification").click();
    expect((await failure()).status).toBe("We cannot reach our server. Check your internet connection.");
    await context.setOffline(false);
    await button("Try again").click();
    await button("Finish").waitFor();
  });

  it("renews the token after two hours of sleep", async () => {
    const { page, mount, button, status, mints } = await visitSignedIn({ react, movableClock: true });
    await mount();
    await page.clock.fastForward(7_200_000);
    await expect.poll(() => page.getAttribute("#status", "class")).toBe("");
    expect(mints).toHaveLength(1);
    await button("Let the token expire").click();
    await status("Your verification was renewed at ");
    expect(mints).toHaveLength(2);
  });
});

it("works without the server that returns the Referer", async () => {
  const { page, mount, text, consoleErrors } = await visitSignedIn();
  await page.route("**/referer?*", (route) => route.abort());
  await page.reload();
  await mount();
  expect(await text("referer")).toBe("unknown");
  expect(await text("referrer-check")).toBe("unknown: the server can't be reached");
  // The page before the reload may log it too.
  expect(new Set(consoleErrors)).toEqual(new Set(["Failed to load resource: net::ERR_FAILED"]));
});
