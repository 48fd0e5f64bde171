import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { CommandError, shell } from "../shell.js";

/** How a consumer has a compiler resolve modules. */
export type Resolution = "NodeNext" | "Bundler";

interface Settings {
  resolution: Resolution;
  /** Takes declarations on trust, as an editor does while one types. */
  skipLibCheck: boolean;
}

const compilerOptions = ({ resolution, skipLibCheck }: Settings) => ({
  target: "ES2022",
  module: resolution === "Bundler" ? "ESNext" : resolution,
  moduleResolution: resolution,
  lib: ["ES2022", "DOM"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck,
  noEmit: true,
});

/** Compiles a file as the only one of a consumer's project; gives what the compiler printed. */
export async function compile(consumer: string, tsc: string, settings: Settings, file: string): Promise<string> {
  const project = join(consumer, "project");
  await mkdir(project, { recursive: true });
  await copyFile(file, join(project, basename(file)));
  const config = { compilerOptions: compilerOptions(settings), files: [basename(file)] };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify(config));
  try {
    const { stdout } = await shell(tsc, ["--project", ".", "--pretty", "false", "--extendedDiagnostics"], {
      cwd: project,
    });
    return stdout;
  } catch (error) {
    // A compiler that found errors has printed them; one that did not start has not.
    if (error instanceof CommandError && error.stdout !== "") return error.stdout;
    throw error;
  }
}

export interface CompilerError {
  file: string;
  line: number;
  text: string;
}

/** The errors that a compiler printed, each with the lines that explain it. */
export function errorsIn(printed: string): CompilerError[] {
  const errors = printed.matchAll(/^(?:(\S.*)\((\d+),\d+\): )?error (TS\d+: .*(?:\n .*)*)/gm);
  return [...errors].map(([, file = "", line = "0", text = ""]) => ({ file, line: Number(line), text }));
}

/** How often the compiler filled in type parameters: what a keystroke in an editor costs. */
export function instantiationsIn(printed: string): number {
  return Number(/^Instantiations:\s+(\d+)/m.exec(printed)?.[1]);
}
