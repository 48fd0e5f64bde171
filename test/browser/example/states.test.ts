import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Failure } from "../../../scripts/example/failures.js";
import { examples, useVisits } from "./visit.js";

const { visitSignedIn } = useVisits();

interface Expected {
  status: string;
  code: string;
  /** The one thing that the user can do. */
  action: string;
  /** How often ComplyCube is asked for a token. */
  mints: number;
}

const expected: Record<Failure, Expected> = {
  401: { status: "Your session has ended. Sign in to continue.", code: "unauthenticated", action: "Sign in", mints: 0 },
  403: { status: "This account cannot be verified here.", code: "forbidden", action: "Contact us", mints: 0 },
  429: {
    status: "Too many people are verifying their identity right now.",
    code: "rate_limited",
    action: "Try again in 30 s",
    mints: 1,
  },
  502: {
    status: "Something is wrong on our side. Trying again will not help.",
    code: "mint_failed",
    action: "Contact us",
    mints: 1,
  },
  503: {
    status: "The verification is not available right now.",
    code: "unavailable",
    action: "Try again",
    mints: 1,
  },
  slow: { status: "It took too long to start the verification.", code: "timed_out", action: "Try again", mints: 0 },
  expired: {
    status: "Something is wrong on our side. Trying again will not help.",
    code: "token_expired",
    action: "Contact us",
    mints: 2,
  },
  script: {
    status: "A part of this page could not be loaded.",
    code: "script_missing",
    action: "Reload the page",
    mints: 0,
  },
};

// The handler logs errors.
beforeAll(() => void vi.spyOn(console, "error").mockImplementation(() => {}));
afterAll(() => void vi.restoreAllMocks());

describe.each(examples)("%s", (_, { react }) => {
  // Both have the same texts. React's page has its own code for each action.
  const failures = Object.entries(expected).filter(
    ([fail]) => !react || ["401", "503", "expired", "script"].includes(fail),
  );

  it.each(failures)("--fail %s: tells the user the one thing to do", async (fail, expected) => {
    const visitor = await visitSignedIn({
      react,
      fail: fail as Failure,
      complycubeOptions: fail === "slow" ? { timeoutMs: 200 } : {},
    });
    const { page, button, failure, mints, text, violations } = visitor;
    await button("Start the verification").click();
    const { status, details } = await failure();
    expect(status).toBe(expected.status);
    expect(details).toContain(`failed: ${expected.code}.`);
    const actions = page.locator("section[aria-label=Verification]").locator("button:visible, a:visible");
    expect(await actions.allInnerTexts()).toEqual([expected.action]);
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    expect(focused).toBe(fail === "429" ? expected.status : expected.action);
    expect(mints).toHaveLength(expected.mints);
    expect(await text("account")).toBe(fail === "401" ? "Your session has ended" : "Ada Lovelace Sign out");

    // The other example has the same elements and style.
    for (const colorScheme of react ? [] : (["light", "dark"] as const)) {
      await page.emulateMedia({ colorScheme });
      expect(await violations()).toEqual([]);
    }
  });

  it("lets the user try again when the wait after a 429 is over", async () => {
    const { page, button, mints } = await visitSignedIn({ react, fail: "429", movableClock: true });
    await button("Start the verification").click();
    await expect.poll(() => button("Try again in").isDisabled()).toBe(true);
    await page.clock.fastForward(10_000);
    await page.getByRole("button", { name: /in (20|1\d) s$/ }).waitFor();
    await page.clock.fastForward(20_000);
    await page.getByRole("button", { name: "Try again", exact: true }).click();
    await button("Try again in").waitFor();
    expect(mints).toHaveLength(2);
  });
});
