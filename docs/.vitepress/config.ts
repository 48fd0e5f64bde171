import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { linkApiNames } from "../../scripts/docs/api-names.js";
import { entries, writeApiReference } from "../../scripts/docs/api-reference.js";
import { checkLinks } from "../../scripts/docs/check-links.js";
import { offlinePage } from "../../scripts/docs/checker/offline-page.js";
import { checkerPage } from "../../scripts/docs/checker/site-page.js";
import { contractPage } from "../../scripts/docs/contract-page.js";
import { readSpec } from "../../scripts/generate/read-spec.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const reference = "docs/reference";

const page = (text: string, file: string) => ({ text, link: `/${file}` });
const doc = (text: string, name: string) => page(text, `docs/${name}`);

export default async () => {
  const names = await writeApiReference(reference);
  await writeFile(`${reference}/contract.md`, contractPage(await readSpec("openapi/tokens.yaml")));
  await writeFile(`${reference}/checker.md`, await checkerPage());
  return defineConfig({
    title: "complycube-tokens",
    description: "Mint the tokens with which a page or an app starts ComplyCube's SDK",
    lang: "en",
    // Without an icon, browsers ask for /favicon.ico.
    head: [["link", { rel: "icon", href: "data:," }]],
    srcDir: "..",
    srcExclude: ["**/node_modules/**", "test/**", "reports/**", "dist/**"],
    outDir: "../reports/docs",
    cacheDir: "../node_modules/.vitepress",
    rewrites: { "README.md": "index.md" },
    transformPageData({ relativePath, frontmatter }) {
      // Each name of the API has the same few sections.
      if (relativePath.startsWith(reference)) frontmatter.outline ??= 2;
    },
    async buildEnd({ outDir }) {
      await writeFile(join(outDir, "referrer-checker.html"), await offlinePage());
      await checkLinks(outDir, root);
    },
    vite: { resolve: { alias: { "complycube-tokens/referrer": join(root, "src/referrer/index.ts") } } },
    markdown: {
      theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
      config: (md) => {
        linkApiNames(md, names, reference);
        // VitePress does not apply rewrites to links.
        const normalize = md.normalizeLink;
        md.normalizeLink = (url) => normalize(url.replace("README.md", "index.md"));
      },
    },
    themeConfig: {
      search: { provider: "local" },
      outline: [2, 3],
      sidebar: [
        {
          text: "Guide",
          items: [
            page("Start", ""),
            doc("Mint a token", "mint-a-token"),
            doc("The mint route", "mint-route"),
            doc("The page", "page"),
            doc("Referrers", "referrers"),
            doc("Check a referrer", "reference/checker"),
            doc("Errors", "errors"),
            doc("Retries and time limits", "retries"),
            doc("Batches, fleets and proxies", "batches"),
            doc("Test your own code", "testing"),
            doc("Command line", "command-line"),
            doc("Moving over", "migrating"),
          ],
        },
        {
          text: "Reference",
          items: [
            doc("The contract", "reference/contract"),
            ...entries.map((entry) => doc(entry, `reference/${entry}`)),
          ],
        },
        {
          text: "Evidence",
          items: [
            doc("What is known", "known"),
            doc("Behaviour", "behaviour"),
            doc("Speed", "performance"),
            doc("Contract tests", "contract-strength"),
            doc("Tested versions", "runtimes"),
          ],
        },
        {
          text: "Project",
          items: [page("Contributing", "CONTRIBUTING"), page("Changes", "CHANGELOG"), page("Security", "SECURITY")],
        },
      ],
    },
  });
};
