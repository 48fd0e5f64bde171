import type { ExitCode } from "./exit-codes.js";
import { oneLine } from "./text.js";

/** The process, or its replacement in a test. */
export interface Io {
  env: Readonly<Record<string, string | undefined>>;
  stdin: AsyncIterable<Uint8Array | string> & { isTTY?: boolean | undefined };
  /** Writes text to stdout. */
  print(text: string): void;
  /** Writes text to stderr. */
  printError(text: string): void;
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends a command that serves. Without it, such a command runs until the process ends. */
  signal?: AbortSignal | undefined;
}

export interface Command {
  help: string;
  run(args: string[], io: Io): Promise<ExitCode>;
}

/** A mistake in the arguments. Only its message is printed. */
export class UsageError extends Error {}

/** Prints one line to stderr. */
export function tell(io: Io, text: string): void {
  io.printError(`complycube-tokens: ${oneLine(text)}\n`);
}

/** Far longer than any key or token. */
const maxInputLength = 65_536;

/** Reads stdin completely, without its final line break. */
export async function readStdin({ stdin }: Io, what: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of stdin) {
      text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
      if (text.length > maxInputLength) break;
    }
  } catch (error) {
    throw new UsageError(`Cannot read stdin: ${error}.`);
  }
  if (text.length > maxInputLength) throw new UsageError(`stdin is longer than ${what} can be.`);
  if (text.trim() === "") throw new UsageError(`stdin is empty. Pipe ${what} to it.`);
  return text.replace(/\r?\n$/, "");
}
