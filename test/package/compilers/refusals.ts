import { type CompilerError, errorsIn } from "./compile.js";

interface Statement {
  line: number;
  /** What an error of the statement must have in its text. */
  expected: string;
}

/** What a compiler made otherwise of a file of wrong statements: one let through, refused for another reason, or not wrong. */
export function unexpected(source: string, printed: string): string[] {
  const errors = errorsIn(printed);
  const statements = statementsOf(source);
  const missing = statements.filter((statement, index) => {
    const own = errors.filter(
      (error) => error.line > statement.line && error.line < (statements[index + 1]?.line ?? Infinity),
    );
    return !own.some(({ text }) => text.includes(statement.expected));
  });
  const first = statements[0]?.line ?? Infinity;
  const foreign = errors.filter(({ file, line }) => !file.endsWith("refused.ts") || line < first);
  return [
    ...missing.map(({ line, expected }) => `line ${line + 1} is not refused with "${expected}"`),
    ...foreign.map(show),
  ];
}

export function countOf(source: string): number {
  return statementsOf(source).length;
}

export function show({ file, line, text }: CompilerError): string {
  return `${file}:${line} ${text.split("\n")[0]}`;
}

function statementsOf(source: string): Statement[] {
  return source.split("\n").flatMap((text, index) => {
    const expected = /^\/\/ refused: (.+)$/.exec(text)?.[1];
    return expected === undefined ? [] : [{ line: index + 1, expected }];
  });
}
