import ts from "typescript";
import { compilerOptions } from "../../support/compile.js";

/** Asks the compiler which properties of the table in `file` hold an error, its `@ts-expect-error` directives aside. */
export function propertiesThatDoNotCompile(file: string, table: string): Set<string> {
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { readFile } = host;
  // Spaces of the same length, so that every position stays.
  host.readFile = (name) => readFile(name)?.replaceAll("@ts-expect-error", " ".repeat("@ts-expect-error".length));

  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  if (!source) throw new Error(`no such file: ${file}`);
  const properties = propertiesOf(source, table);

  const failing = program.getSemanticDiagnostics(source).map(({ start = 0, messageText }) => {
    const property = properties.find((node) => node.pos <= start && start < node.end);
    if (!property) throw new Error(`${file} has an error outside of its rows: ${JSON.stringify(messageText)}`);
    return nameOf(property);
  });
  return new Set(failing);
}

function propertiesOf(source: ts.SourceFile, table: string): readonly ts.ObjectLiteralElementLike[] {
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name) && name.text === table && initializer && ts.isObjectLiteralExpression(initializer)) {
        return initializer.properties;
      }
    }
  }
  throw new Error(`${source.fileName} has no table ${table}`);
}

function nameOf({ name }: ts.ObjectLiteralElementLike): string {
  if (!name || !(ts.isStringLiteral(name) || ts.isIdentifier(name))) throw new Error("a row needs a plain name");
  return name.text;
}
