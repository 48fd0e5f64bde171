import { resolve } from "node:path";
import ts from "typescript";
import { compilerOptions } from "../../support/compile.js";

export interface Compiled {
  compiles: boolean;
  type: string;
}

/** What the compiler makes of each expression, with the types of a library. */
export function compiled(library: string, expressions: string[]): Compiled[] {
  const file = resolve("test/unit/migrating/.expressions.ts");
  const head = `import { ComplyCube } from "${library}"; const { token } = new ComplyCube({ apiKey: "test_key" });`;
  const lines = expressions.map((code, index) => `export const e${index} = ${code.replace("generate(", "token.$&")};`);

  // As most programs are compiled.
  const options = { ...compilerOptions(), exactOptionalPropertyTypes: false };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? [head, ...lines].join("\n") : readFile(name));

  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  if (!source) throw new Error(`no such file: ${file}`);
  const problems = program.getSemanticDiagnostics(source);
  const wrong = new Set(problems.map(({ start = 0 }) => source.getLineAndCharacterOfPosition(start).line - 1));
  if (wrong.has(-1)) throw new Error(`${library} can't be used: ${JSON.stringify(problems[0]?.messageText)}`);

  const checker = program.getTypeChecker();
  const declared = source.statements.slice(-expressions.length).flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) throw new Error(`no expression: ${statement.getText()}`);
    return statement.declarationList.declarations.map((declaration) => checker.getTypeAtLocation(declaration));
  });
  return declared.map((type, index) => ({ compiles: !wrong.has(index), type: checker.typeToString(type) }));
}
