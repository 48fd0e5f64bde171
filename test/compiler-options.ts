import ts from "typescript";

/** The project's own compiler options, for tests that ask the compiler. */
export function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  return ts.convertCompilerOptionsFromJson(config.compilerOptions, process.cwd()).options;
}
