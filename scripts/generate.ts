import { join } from "node:path";
import { readOptions, run, UserError } from "./cli.js";

const usage = `Usage: npm run generate -- [--check] [--spec FILE] [--out DIRECTORY]

Makes the types, the validators, the examples and the server URL from the spec.

  --check          write nothing; exit 1 and name each file that is stale
  --spec FILE      the spec to read (openapi/tokens.yaml)
  --out DIRECTORY  where the files go; the directory is owned by the generator (src/generated). The validators are made
                   of the functions of src/validation.ts, which must lie beside it`;

await run(async () => {
  const { check, spec, out } = readOptions(
    {
      check: { type: "boolean", default: false },
      spec: { type: "string", default: "openapi/tokens.yaml" },
      out: { type: "string", default: "src/generated" },
    },
    usage,
  );

  // Loaded here, since it takes a second or two: help and mistakes are answered at once. First what loads in a thread.
  await import("./generate/types.js");
  const { readSpec } = await import("./generate/read-spec.js");
  const { artefacts } = await import("./generate/artefacts.js");
  const { publish, staleFiles } = await import("./generate/publish.js");
  const made = await artefacts(await readSpec(spec));

  if (check) {
    const stale = await staleFiles(out, made);
    if (stale.length === 0) return console.log(`${out} is fresh: ${made.size} files match ${spec}.`);
    const list = stale.map((name) => `  ${join(out, name)}`).join("\n");
    throw new UserError(`Stale, not what ${spec} gives:\n${list}\nRun: npm run generate`);
  }
  const changed = await publish(out, made);
  console.log(
    changed.length === 0
      ? `${out} was fresh: nothing written.`
      : `Written from ${spec}:\n${changed.map((name) => `  ${join(out, name)}`).join("\n")}`,
  );
});
