import standaloneCode from "ajv/dist/standalone/index.js";
import { transform } from "esbuild";
import { schemasOf, schemaUri } from "./json-schema.js";
import type { Spec } from "./read-spec.js";

/** One validator for each named schema: `validateToken` for `#/components/schemas/Token`. */
export async function validators({ document }: Spec): Promise<{ code: string; declarations: string }> {
  const names = Object.keys(document.components?.schemas ?? {});
  const ajv = schemasOf(document, {
    // Code points instead of UTF-16 units would make `minLength` import Ajv's own module at run time.
    unicode: false,
    logger: false,
    code: { source: true, esm: true, lines: true },
  });
  const uris = Object.fromEntries(names.map((name) => [functionName(name), schemaUri(`#/components/schemas/${name}`)]));
  // Ajv keeps a copy of every schema, descriptions included, whether its code reads it or not.
  const { code } = await transform(standaloneCode.default(ajv, uris), { format: "esm", treeShaking: true });
  if (/\brequire\(|^import\b/m.test(code)) throw new Error("Ajv's code depends on a module at run time");
  return { code, declarations: declarations(names) };
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
