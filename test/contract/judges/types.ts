import ts from "typescript";
import type { Spec } from "../../../scripts/generate/read-spec.js";
import { types } from "../../../scripts/generate/types.js";
import { compilerOptions } from "../../support/compile.js";

const bodies = "test/contract/cases/bodies.ts";
const sources = new Map<string, ts.SourceFile | undefined>();

/** Whether the compiler, with the types of another spec, says of each body in the table what the table says. */
export async function typesAgree(document: Spec["document"]): Promise<boolean> {
  const schema = await types({ document });
  const options = { ...compilerOptions(), types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => {
    if (name.endsWith("src/generated/schema.ts")) return ts.createSourceFile(name, schema, ts.ScriptTarget.ES2022);
    // The compiler's own libraries are most of the work: read once.
    if (!sources.has(name)) sources.set(name, getSourceFile(name, ...rest));
    return sources.get(name);
  };
  const program = ts.createProgram([bodies], options, host);
  return program.getSemanticDiagnostics(program.getSourceFile(bodies)).length === 0;
}
