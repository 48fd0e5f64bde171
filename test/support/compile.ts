import { resolve } from "node:path";
import ts from "typescript";

/** One error of the compiler. */
interface CompileError {
  /** The file as it was named, or the compiler's path for any other file. */
  file: string;
  /** 1 for the first line. */
  line: number;
  message: string;
}

export interface Compiled {
  errors: CompileError[];
  /** The type of each exported constant of a file, by name, as the compiler prints it with `flags`. */
  types(file: string, flags?: ts.TypeFormatFlags): Map<string, string>;
}

/** The project's own compiler options. */
function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  return ts.convertCompilerOptionsFromJson(config.compilerOptions, process.cwd()).options;
}

// Parsing the compiler's own libraries is most of the work, so each file on disk is parsed once.
const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * Compiles files in one program, with the project's options.
 *
 * @param files the text by path; `undefined` reads the file from the disk. A text replaces a file on the disk, also where
 *   another file imports it
 */
export function compile(files: Record<string, string | undefined>, options: ts.CompilerOptions = {}): Compiled {
  const allOptions = { ...compilerOptions(), ...options };
  const host = ts.createCompilerHost(allOptions);
  const texts = new Map(Object.entries(files).map(([file, text]) => [resolve(file), text]));
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => texts.get(resolve(name)) !== undefined || fileExists(name);
  host.readFile = (name) => texts.get(resolve(name)) ?? readFile(name);
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const text = texts.get(resolve(name));
    if (text !== undefined) return ts.createSourceFile(name, text, languageVersion);
    const key = `${JSON.stringify(languageVersion)} ${name}`;
    if (!parsed.has(key)) parsed.set(key, getSourceFile(name, languageVersion, ...rest));
    return parsed.get(key);
  };
  const program = ts.createProgram(Object.keys(files), { ...allOptions, noEmit: true }, host);
  const nameOf = (path: string) => Object.keys(files).find((file) => resolve(file) === resolve(path)) ?? path;
  const errors = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => ({
    file: file ? nameOf(file.fileName) : "",
    line: file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
  return {
    errors,
    types(file, flags) {
      const checker = program.getTypeChecker();
      const source = program.getSourceFile(file);
      const module = source && checker.getSymbolAtLocation(source);
      const symbols = module ? checker.getExportsOfModule(module) : [];
      const typeOf = (symbol: ts.Symbol) => checker.typeToString(checker.getTypeOfSymbol(symbol), undefined, flags);
      return new Map(symbols.map((symbol) => [symbol.name, typeOf(symbol)]));
    },
  };
}
