import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { referencePage } from "../../scripts/docs/page.js";
import { shownDocument } from "../../scripts/docs/shown-document.js";
import { writePage } from "../../scripts/docs/write-page.js";
import { readSpec } from "../../scripts/generate/read-spec.js";

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "docs-"));
});
afterEach(() => rm(directory, { recursive: true }));

function docs(...args: string[]): Promise<{ code: number; output: string }> {
  return promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/docs.ts", ...args]).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    ({ code, stdout, stderr }) => ({ code, output: stdout + stderr }),
  );
}

const document = { openapi: "3.1.0", info: { title: "</title> & <b>", version: "1" }, paths: {} };

it("prints where the page is, and makes the same page of the same spec", async () => {
  const out = join(directory, "made", "page.html");
  await expect(docs("--out", out)).resolves.toEqual({ code: 0, output: `${out}\n` });
  const { file, document } = await readSpec("openapi/tokens.yaml");
  const page = await readFile(out, "utf8");
  expect(page).toBe(await referencePage(shownDocument(document), file));
  expect(page).not.toContain(process.cwd());
});

it("a broken spec is refused in one line, and nothing is written", async () => {
  const spec = join(directory, "spec.yaml");
  await writeFile(spec, "a: [\n");
  const { code, output } = await docs("--spec", spec, "--out", join(directory, "page.html"));
  expect(code).toBe(1);
  expect(output).toMatch(/^\S+spec\.yaml:2:1: [^\n]+\n$/);
  await expect(readdir(directory)).resolves.toEqual(["spec.yaml"]);
});

it("a page that cannot be written is refused in one line, and leaves nothing", async () => {
  await writeFile(join(directory, "file"), "");
  await mkdir(join(directory, "folder"));
  for (const out of [join(directory, "file", "page.html"), join(directory, "folder")]) {
    await expect(writePage(out, "page")).rejects.toThrow(new RegExp(`^Cannot write ${out}: [^\n]+$`));
  }
  await expect(readdir(directory)).resolves.toEqual(["file", "folder"]);
});

it("replaces a page, and no other file", async () => {
  const page = join(directory, "page.html");
  const notes = join(directory, "notes.md");
  await writePage(page, await referencePage(document, "spec.yaml"));
  await writePage(page, "new");
  await expect(readFile(page, "utf8")).resolves.toBe("new");
  await writeFile(notes, "mine");
  await expect(writePage(notes, "new")).rejects.toThrow("is no reference page");
  await expect(readFile(notes, "utf8")).resolves.toBe("mine");
});

it("keeps what a spec says from being read as HTML", async () => {
  const hostile = { ...document, info: { ...document.info, description: "</script><script>alert(1)</script><!--" } };
  const page = await referencePage(shownDocument(hostile), "<spec>");
  expect(page).toContain("<title>&#60;/title> &#38; &#60;b></title>");
  expect(page).not.toContain("<script>alert");
  expect(page.match(/<\/script>/g)).toHaveLength(4);
  expect(page).not.toContain("<spec>");
});

it("puts servers and keys in words, and nothing where there are none", () => {
  const described = shownDocument({
    ...document,
    servers: [{ url: "https://one.example", description: "The first." }, { url: "https://two.example" }],
    components: {
      securitySchemes: {
        key: { type: "apiKey", in: "query", name: "k", description: "A key." },
        login: { type: "http", scheme: "basic" },
        other: { $ref: "#/components/securitySchemes/key" },
      },
      schemas: { Any: { description: "Anything." }, Other: { $ref: "#/components/schemas/Any" } },
    },
  });
  expect(described.info?.description?.split(/\n+/)).toEqual([
    "## Server",
    "`https://one.example`",
    "The first.",
    "`https://two.example`",
    "## Authentication",
    "`k` in the query",
    "A key.",
    "`login`, http",
    "",
  ]);
  expect(described).not.toHaveProperty("servers");
  expect(described.components).toEqual({
    schemas: { Any: { title: "Any", description: "Anything." }, Other: { $ref: "#/components/schemas/Any" } },
  });
  expect(shownDocument(document).info?.description).toBe("");
});
