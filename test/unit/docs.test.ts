import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createMarkdownRenderer } from "vitepress";
import { describe, expect, it, onTestFinished } from "vitest";
import { linkApiNames } from "../../scripts/docs/api-names.js";
import { checkLinks } from "../../scripts/docs/check-links.js";
import { contractPage } from "../../scripts/docs/contract-page.js";
import { operationsOf } from "../../scripts/generate/openapi.js";
import { readSpec } from "../../scripts/generate/read-spec.js";

/** Creates a folder with these files. */
async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "docs-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

it("names each link that leads to no page or no anchor", async () => {
  const links = [
    "b.html",
    "b.html#there",
    "#here",
    "sub/",
    "https://example.com/",
    "none.html",
    "b.html#none",
    "#none",
  ];
  const site = await folderOf({
    "a.html": links.map((href) => `<a class="x" href="${href}">`).join('<p id="here">'),
    "b.html": '<p id="there">',
    "sub/index.html": "",
  });
  const dead = "Dead links:\n/a.html: none.html\n/a.html: b.html#none\n/a.html: #none";
  await expect(checkLinks(site, site)).rejects.toThrow(new Error(dead));
});

it("copies a file of the repository that a page links to", async () => {
  const site = await folderOf({ "docs/a.html": '<a href="../openapi/spec.yaml">' });
  await checkLinks(site, await folderOf({ "openapi/spec.yaml": "openapi: 3.1.0" }));
  expect(await readFile(join(site, "openapi/spec.yaml"), "utf8")).toBe("openapi: 3.1.0");
});

describe("the names of the API in a text", async () => {
  const md = await createMarkdownRenderer(".");
  linkApiNames(
    md,
    new Map([
      ["mockFetch", "package/mock#mockfetch"],
      ["timeoutMs", undefined],
    ]),
    "reference",
  );
  const render = (text: string) => md.render(text, { path: "a.md", relativePath: "a.md", cleanUrls: false });

  it("link to the reference", () => {
    expect(render("Call `mockFetch()` with `timeoutMs: 1`.")).toContain(
      'href="/reference/package/mock.html#mockfetch"',
    );
  });

  it("make the build fail if the API does not have them", () => {
    expect(() => render("Set `timoutMs`.")).toThrow("a.md: the API has no timoutMs, in `timoutMs`");
    expect(() => render("A `ComplyCubeErr` and so on.")).toThrow("the API has no ComplyCubeErr");
  });
});

describe.each(["openapi/tokens.yaml", "test/support/fixtures/spec.yaml"])("the page of %s", async (path) => {
  const spec = await readSpec(path);
  const page = contractPage(spec);

  it.each(operationsOf(spec.resolved))(
    "shows each status and each example of %s",
    (_, { requestBody, responses = {} }) => {
      for (const status of Object.keys(responses)) expect(page).toContain(`\n| ${status} |`);
      const media = [requestBody, ...Object.values(responses)].flatMap((each) => Object.values(each?.content ?? {}));
      for (const [name, { value }] of media.flatMap(({ examples = {} }) => Object.entries(examples))) {
        expect(page).toContain(name);
        expect(page).toContain(JSON.stringify(value, null, 2));
      }
    },
  );

  it("shows how each statement is known as a badge", () => {
    expect(page).not.toMatch(/\b(Documented|Observed|Ours|Unknown):/);
  });
});
