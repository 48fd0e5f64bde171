import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { calls } from "./migrating/calls.js";
import { code } from "./migrating/code.js";
import { environment, seenByProxy } from "./migrating/environment.js";

const page = await readFile("docs/migrating.md", "utf8");
const cases = { ...code, ...calls, ...environment };

/** The rows of the tables that compare both libraries: those with three columns. */
const rows = (page.match(/^\| .*$/gm) ?? [])
  .map((line) => line.replace(/^\| | \|$/g, "").split(" | "))
  .filter(([title, ...cells]) => title !== "case" && cells.length !== 1)
  .map(([title = "", ...cells]) => ({ title, cells }));

beforeEach(() => {
  // Without jitter, every back-off is 0 ms.
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("observes every row of the page, and no other", () => {
  expect(rows.map(({ title }) => title).sort()).toEqual(Object.keys(cases).sort());
});

it.each(Object.entries(cases))("both libraries behave as the page says: %s", async (title, observe) => {
  expect(await observe()).toEqual(rows.find((row) => row.title === title)?.cells);
});

it("shows a proxy neither the key nor the request, if set up as the page says", async () => {
  const seen = await seenByProxy();
  expect(seen).toMatch(/^CONNECT 127\.0\.0\.1(:443)? HTTP/);
  expect(seen).not.toMatch(/test_|CLIENT_ID/);
});
