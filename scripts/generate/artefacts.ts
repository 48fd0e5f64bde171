import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import openapiTS, { astToString } from "openapi-typescript";
import { UserError } from "../cli.js";
import { examples } from "./examples.js";
import { methodsOf } from "./openapi.js";
import { operations } from "./operations.js";
import type { Spec } from "./read-spec.js";
import { validators } from "./validators.js";

/** The beginning of every generated file. */
export const headerStart = "// Generated from ";

const biomeConfig = fileURLToPath(new URL("../../biome.json", import.meta.url));
const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");

/** Generates all files from the spec: formatted texts by file name. The same spec gives the same bytes. */
export async function artefacts(spec: Spec): Promise<Map<string, string>> {
  const texts = {
    "schema.ts": await types(spec),
    "validators.ts": await validators(spec),
    "examples.ts": examples(spec),
    "server.ts": server(spec),
    "operations.ts": operations(spec),
  };
  const header = `${headerStart}${spec.file}. Do not edit; change the spec and run: npm run generate\n\n`;
  return format(new Map(Object.entries(texts).map(([name, text]) => [name, header + text.trimStart()])));
}

/** The types of openapi-typescript. */
export async function types({ document }: Pick<Spec, "document">): Promise<string> {
  return astToString(await openapiTS(document as Parameters<typeof openapiTS>[0] & object, { silent: true }));
}

function server({ file, document, resolved }: Spec): string {
  const [first] = document.servers ?? [];
  if (!first) throw new UserError(`${file}: The spec has no server. The client needs one as its default base URL.`);
  if (!URL.canParse(first.url) || !/^https?:[^{}]+$/.test(first.url)) {
    throw new UserError(`${file}: The first server, ${first.url}, must be an https: or http: URL without variables.`);
  }
  return `/** The spec's first server. */
export const serverUrl = ${JSON.stringify(first.url)};

/** The HTTP methods of the spec's operations. */
export const methods = ${JSON.stringify(methodsOf(resolved))} as const;
`;
}

/** Formats files like the rest of the project. */
async function format(files: Map<string, string>): Promise<Map<string, string>> {
  const directory = await mkdtemp(join(tmpdir(), "complycube-tokens-"));
  try {
    for (const [name, text] of files) await writeFile(join(directory, name), text);
    const options = ["format", "--write", `--config-path=${biomeConfig}`, "--vcs-enabled=false", directory];
    await promisify(execFile)(process.execPath, [biome, ...options]);
    const read = [...files.keys()].map(async (name) => [name, await readFile(join(directory, name), "utf8")] as const);
    return new Map(await Promise.all(read));
  } finally {
    await rm(directory, { recursive: true });
  }
}
