import { join } from "node:path";
import { readOptions, run, UserError } from "./cli.js";

const usage = `Usage: npm run generate -- [--check] [--spec FILE] [--out DIRECTORY]

Generates types, validators, examples and the server URL from the spec.

  --check          writes nothing, and fails if a file is stale
  --spec FILE      the spec to read (openapi/tokens.yaml)
  --out DIRECTORY  the directory to replace (src/generated). Its validators import ../validation.js`;

await run(async () => {
  const { check, spec, out } = readOptions(
    {
      check: { type: "boolean", default: false },
      spec: { type: "string", default: "openapi/tokens.yaml" },
      out: { type: "string", default: "src/generated" },
    },
    usage,
  );

  // Loaded here, because it takes a second. package.json loads the largest packages before tsx, which slows loading.
  const { readSpec } = await import("./generate/read-spec.js");
  const { artefacts } = await import("./generate/artefacts.js");
  const { publish, staleFiles } = await import("./generate/publish.js");
  const made = await artefacts(await readSpec(spec));

  if (check) {
    const stale = await staleFiles(out, made);
    if (stale.length === 0) return console.log(`${out} is up to date: ${made.size} files match ${spec}.`);
    const list = stale.map((name) => `  ${join(out, name)}`).join("\n");
    throw new UserError(`These files do not match ${spec}:\n${list}\nRun: npm run generate`);
  }
  const changed = await publish(out, made);
  console.log(
    changed.length === 0
      ? `${out} is up to date. Nothing was written.`
      : `Written from ${spec}:\n${changed.map((name) => `  ${join(out, name)}`).join("\n")}`,
  );
});
