import { readFile } from "node:fs/promises";
import { messageOf, readArgument, run, UserError } from "./cli.js";

const usage = `Usage: npm run diff -- REF

Says what the changes of openapi/tokens.yaml since a Git ref, such as v0.1.0 or HEAD, break for callers: one line for each
change, the breaking ones first. Exit code 1 where there are any.`;

const spec = "openapi/tokens.yaml";

await run(async () => {
  const ref = readArgument("REF", usage);
  const { fileAt } = await import("./diff/file-at.js");
  const before = await fileAt(ref, spec);
  const after = await readFile(spec, "utf8").catch((error) => {
    throw new UserError(`cannot read the spec ${spec}: ${messageOf(error)}`);
  });
  if (before === after) return console.log(`${spec} is what it was at ${ref}.`);

  const { changesBetween } = await import("./diff/changes.js");
  const { readSide, reportOf } = await import("./diff/report.js");
  const base = readSide(`${ref}:${spec}`, before);
  const revision = readSide(spec, after);
  const changes = await changesBetween(base.document, revision.document);
  for (const line of reportOf(changes, { base, revision })) console.log(line);
  const breaking = changes.filter(({ broken }) => broken.length > 0).length;
  if (breaking > 0) throw new UserError(`Callers of ${ref} break.`);
  console.log(`No caller of ${ref} breaks.`);
});
