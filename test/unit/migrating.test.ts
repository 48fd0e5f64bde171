import { readFile } from "node:fs/promises";
import { afterEach, expect, it, vi } from "vitest";
import { calls } from "./migrating/calls.js";
import { code } from "./migrating/code.js";
import { seenByProxy, surroundings } from "./migrating/surroundings.js";

const page = await readFile("docs/migrating.md", "utf8");
const claims = { ...code, ...calls, ...surroundings };

/** The rows of the page's tables of both libraries; the table of what to search for has two columns. */
const rows = (page.match(/^\| .*$/gm) ?? [])
  .map((line) => line.replace(/^\| | \|$/g, "").split(" | "))
  .filter(([title, ...cells]) => title !== "case" && cells.length !== 1)
  .map(([title = "", ...cells]) => ({ title, cells }));

afterEach(() => {
  vi.unstubAllEnvs();
});

it("claims nothing that is not observed here, and all that is", () => {
  expect(rows.map(({ title }) => title).sort()).toEqual(Object.keys(claims).sort());
});

it.each(Object.entries(claims))("both libraries do as the page says: %s", async (title, observe) => {
  expect(await observe()).toEqual(rows.find((row) => row.title === title)?.cells);
});

it("the page's way through a proxy shows it neither the key nor the request", async () => {
  const seen = await seenByProxy();
  expect(seen).toMatch(/^CONNECT 127\.0\.0\.1(:443)? HTTP/);
  expect(seen).not.toMatch(/test_|CLIENT_ID/);
});
