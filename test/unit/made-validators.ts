import { compileFunction } from "node:vm";
import { transform } from "esbuild";
import type { Schema } from "../../scripts/generate/openapi.js";
import { validators } from "../../scripts/generate/validators.js";
import * as validation from "../../src/validation.js";

/** The code of the validators of named schemas. */
export function codeOf(schemas: Record<string, Schema>): string {
  const document = { openapi: "3.1.0", info: { title: "", version: "" }, components: { schemas } };
  return validators({ file: "spec.yaml", document } as Parameters<typeof validators>[0]);
}

/** The validators of named schemas, made and loaded. */
export async function validatorsOf(
  schemas: Record<string, Schema>,
): Promise<Record<string, validation.Validator<unknown>>> {
  const { code } = await transform(codeOf(schemas), { loader: "ts", format: "cjs" });
  const module = { exports: {} };
  compileFunction(code, ["module", "require"])(module, () => validation);
  return module.exports;
}
