import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { pageStart, referencePage } from "../../scripts/docs/page.js";
import { shownDocument } from "../../scripts/docs/shown-document.js";
import { writePage } from "../../scripts/docs/write-page.js";

it("replaces an older page, but no other file", async () => {
  const directory = await mkdtemp(join(tmpdir(), "docs-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const [page, notes] = [join(directory, "page.html"), join(directory, "notes.md")];
  await writePage(page, `${pageStart}old`);
  await writePage(page, "new");
  await writeFile(notes, "notes");
  await expect(writePage(notes, "new")).rejects.toThrow(notes);
  await expect(writePage(join(notes, "page.html"), "new")).rejects.toThrow("Cannot write");
  expect([await readFile(page, "utf8"), await readFile(notes, "utf8")]).toEqual(["new", "notes"]);
  expect((await readdir(directory)).sort()).toEqual(["notes.md", "page.html"]);
});

it("escapes the spec's texts", async () => {
  const info = { title: "</title><b>", version: "1", description: "</script><script>alert(1)</script><!--" };
  const page = await referencePage(shownDocument({ openapi: "3.1.0", info, paths: {} }), "<spec>");
  expect(page).toContain("<title>&#60;/title>&#60;b></title>");
  expect(page).not.toContain("<script>alert");
  expect(page.match(/<\/script>/g)).toHaveLength(4);
  expect(page).not.toContain("<spec>");
});
