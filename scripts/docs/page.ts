import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Oas3_1Definition } from "@redocly/openapi-core";

/** How each page begins, so that one is told from another file. */
export const pageStart = "<!doctype html>\n<!-- The reference page of an API, made by npm run docs. -->\n";

/** Forbids every request, of a later Swagger UI too: what it needs is in the page. */
const policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

const require = createRequire(import.meta.url);
const swaggerUiFolder = dirname(require.resolve("swagger-ui-dist/package.json"));
const swaggerUi = (name: string) => readFile(join(swaggerUiFolder, name), "utf8");
const own = (name: string) => readFile(new URL(name, import.meta.url), "utf8");

/** One self-contained page that shows the document with Swagger UI. */
export async function referencePage(document: Oas3_1Definition, source: string): Promise<string> {
  const [library, libraryStyle, start, style] = await Promise.all([
    swaggerUi("swagger-ui-bundle.js"),
    swaggerUi("swagger-ui.css"),
    own("start.js"),
    own("style.css"),
  ]);
  const licences = await Promise.all(["NOTICE", "LICENSE", "swagger-ui-bundle.js.LICENSE.txt"].map(swaggerUi));
  return `${pageStart}<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.info?.title ?? "")}</title>
<style>${libraryStyle}</style>
<style>${style}</style>
</head>
<body>
<noscript>This page shows its content with JavaScript.</noscript>
<main id="reference"></main>
<footer>Made from ${escapeHtml(source)} by npm run docs, with Swagger UI.</footer>
<script type="text/plain">${licences.map(escapeScript).join("\n")}</script>
<script type="application/json" id="document">${JSON.stringify(document).replaceAll("<", "\\u003c")}</script>
<script>${escapeScript(library)}</script>
<script>${start}</script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The same script, without what would end the element it stands in, or let it run on. */
function escapeScript(script: string): string {
  return script.replace(/<(?=\/script|script|!--)/gi, "\\x3C");
}
