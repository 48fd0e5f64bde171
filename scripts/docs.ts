import { readOptions, run } from "./cli.js";

const usage = `Usage: npm run docs -- [--spec FILE] [--out FILE]

Makes the reference page of the API from the spec: one HTML file that opens from disk and asks the network for nothing.

  --spec FILE  the spec to read (openapi/tokens.yaml)
  --out FILE   where the page goes; its directory is made where it is missing (reports/reference.html)`;

await run(async () => {
  const { spec, out } = readOptions(
    {
      spec: { type: "string", default: "openapi/tokens.yaml" },
      out: { type: "string", default: "reports/reference.html" },
    },
    usage,
  );

  // Loaded here, since it takes a second: help and mistakes are answered at once.
  const { readSpec } = await import("./generate/read-spec.js");
  const { shownDocument } = await import("./docs/shown-document.js");
  const { referencePage } = await import("./docs/page.js");
  const { writePage } = await import("./docs/write-page.js");
  const { document, file } = await readSpec(spec);
  await writePage(out, await referencePage(shownDocument(document), file));
  console.log(out);
});
