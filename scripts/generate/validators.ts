import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import standaloneModule from "ajv/dist/standalone/index.js";
import { build, type Plugin } from "esbuild";
import type { Schema } from "./openapi.js";
import type { Spec } from "./read-spec.js";
import { ajvOf, annotations, schemaUri } from "./schemas.js";

// How the CommonJS default export is imported depends on the loader.
const standalone = "default" in standaloneModule ? standaloneModule.default : standaloneModule;
const { resolve } = createRequire(import.meta.url);

/** One validator for each named schema, such as `validateToken` for `#/components/schemas/Token`. */
export async function validators({ document }: Pick<Spec, "document">): Promise<string> {
  const schemas = withoutAnnotations(document.components?.schemas ?? {}, true) as Record<string, Schema>;
  const names = Object.keys(schemas);
  if (names.length === 0) return "export {};\n";

  const ajv = ajvOf({ components: { schemas } }, { ownProperties: true, code: { source: true, esm: true } });
  // Only the unevaluated keywords need this bookkeeping, which would keep bundlers from removing unused validators.
  ajv.opts.unevaluated = /"unevaluated(?:Properties|Items)":/.test(JSON.stringify(schemas));
  const code = standalone(
    ajv,
    Object.fromEntries(names.map((name) => [`validate${name}`, schemaUri(`#/components/schemas/${name}`)])),
  );
  let bundled = await selfContained(
    code.replace(/\bconst (\w+) = require\("([^"]+)"\)\.default;/g, 'import $1 from "$2";'),
  );
  for (const name of names) {
    const declaration = `export const validate${name}: Validator<Schemas["${name}"]> = `;
    bundled = bundled.replace(`var validate${name} = `, () => declaration);
  }
  return `// @ts-nocheck: Ajv generated the functions. The types of the exports are right.
import type { components } from "./schema.js";
import type { Validator } from "../validation.js";

type Schemas = components["schemas"];

${bundled}`;
}

/** Bundles Ajv's helpers into the code, and marks what a bundler may remove. */
async function selfContained(code: string): Promise<string> {
  const stdin = { contents: code, resolveDir: "." };
  const options = { bundle: true, format: "esm", target: "es2022", write: false, legalComments: "none" } as const;
  const { outputFiles } = await build({ ...options, stdin, plugins: [ajvHelpers] });
  return (outputFiles[0]?.text ?? "")
    .replace(/^export \{[^}]*\};?$/m, "")
    .replace(/^\/\/ .*\n/gm, "")
    .replace(/^(var \w+ = )(?=new RegExp\()/gm, "$1/* @__PURE__ */ ")
    .replace(/\bschemaPath: "(?:[^"\\]|\\.)*", /g, "");
}

/** Loads Ajv's helpers as ES modules, so that bundlers can remove them if nothing uses them. */
const ajvHelpers: Plugin = {
  name: "Ajv's helpers",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^ajv\/dist\/runtime\// }, ({ path }) => ({ path: resolve(path), namespace: "ajv" }));
    onLoad({ filter: /.*/, namespace: "ajv" }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text
        .replace('Object.defineProperty(exports, "__esModule", { value: true });', "")
        .replace(/^\w+\.code = .*$/m, "")
        .replace("exports.default = ", "export default ");
      return { contents, resolveDir: dirname(path) };
    });
  },
};

/** Removes the keywords that do not validate. `isMap` is true for an object whose keys are names, not keywords. */
function withoutAnnotations(part: unknown, isMap = false): unknown {
  if (Array.isArray(part)) return part.map((item) => withoutAnnotations(item));
  if (typeof part !== "object" || part === null) return part;
  const maps = ["properties", "patternProperties", "dependentSchemas", "$defs"];
  const entries = Object.entries(part).filter(([key]) => isMap || !(annotations.includes(key) || key.startsWith("x-")));
  return Object.fromEntries(
    entries.map(([key, value]) => {
      const isValue = !isMap && (key === "const" || key === "enum");
      return [key, isValue ? value : withoutAnnotations(value, !isMap && maps.includes(key))];
    }),
  );
}
