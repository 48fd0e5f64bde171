import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { messageOf, UserError } from "../cli.js";
import { addTo, schemaUri } from "./json-schema.js";
import type { Spec } from "./read-spec.js";

/** One validator for each named schema: `validateToken` for `#/components/schemas/Token`. */
export async function validators({ file, document }: Spec): Promise<{ code: string; declarations: string }> {
  const names = Object.keys(document.components?.schemas ?? {});
  const byFunction = new Map(names.map((name) => [functionName(name), name]));
  const lost = names.find((name) => byFunction.get(functionName(name)) !== name);
  if (lost !== undefined) {
    throw new UserError(
      `${file}: the schemas ${lost} and ${byFunction.get(functionName(lost))} need names that differ in letters`,
    );
  }

  // Not an Ajv of 2020-12: for its dynamic references, each validator has a third more code, and no bundler can leave one out.
  const ajv = addTo(
    new Ajv({
      strict: true,
      validateFormats: false,
      // Lengths in UTF-16 units: code points would take a module of Ajv's, and are the same for a limit of 1.
      unicode: false,
      logger: false,
      code: { source: true, esm: true, lines: true },
    }),
    document,
  );
  const uris = [...byFunction].map(([name, schema]) => [name, schemaUri(`#/components/schemas/${schema}`)]);
  const code = await standalone(compiled(() => standaloneCode.default(ajv, Object.fromEntries(uris)), file));
  return { code, declarations: declarations(names) };
}

/** What 2020-12 has and the validators do not, such as `prefixItems`, is refused by Ajv's strict mode. */
function compiled(compile: () => string, file: string): string {
  try {
    return compile();
  } catch (error) {
    throw new UserError(`${file}: no validator can be made: ${messageOf(error)}`);
  }
}

/**
 * Ajv requires its own modules for some keywords, and keeps a copy of every schema, descriptions included, whether its code
 * reads it or not: bundling takes the ones in, and leaves the others out.
 */
async function standalone(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return outputFiles.map(({ text }) => text.replaceAll(/^ *\/\/ .*\n/gm, "")).join("");
}

function declarations(names: string[]): string {
  return `
import type { components } from "./schema.js";

/** One way in which a value breaks its schema, as Ajv reports it. */
export interface Violation {
  /** The place in the value, as a JSON pointer: \`/referrer\`; empty for the value itself. */
  instancePath: string;
  /** The place in the schema, as a JSON pointer. */
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message: string;
}

/** Tells whether a value conforms. */
export interface Validator<T> {
  (value: unknown): value is T;
  /** The violations of the latest value, where it was refused. */
  errors: readonly Violation[];
}

${names.map((name) => `export declare const ${functionName(name)}: Validator<components["schemas"]["${name}"]>;`).join("\n")}
`;
}

function functionName(schema: string): string {
  return `validate${schema.replace(/[^A-Za-z0-9_$]/g, "_")}`;
}
