import { readOptions, run } from "./cli.js";

const usage = `Usage: npm run docs -- [--spec FILE] [--out FILE]

Creates the API reference from the spec: one HTML file that works from disk and makes no requests.

  --spec FILE  spec to read (default: openapi/tokens.yaml)
  --out FILE   page to write; missing folders are created (default: reports/reference.html)`;

await run(async () => {
  const { spec, out } = readOptions(
    {
      spec: { type: "string", default: "openapi/tokens.yaml" },
      out: { type: "string", default: "reports/reference.html" },
    },
    usage,
  );

  // These modules take a second to load, and `--help` does not need them.
  const { readSpec } = await import("./generate/read-spec.js");
  const { shownDocument } = await import("./docs/shown-document.js");
  const { referencePage } = await import("./docs/page.js");
  const { writePage } = await import("./docs/write-page.js");
  const { document, file } = await readSpec(spec);
  await writePage(out, await referencePage(shownDocument(document), file));
  console.log(out);
});
