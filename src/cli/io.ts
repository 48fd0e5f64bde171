import type { ExitCode } from "./exit-codes.js";
import { oneLine } from "./text.js";
import { UsageError } from "./usage-error.js";

/** What a command has to do with: the process, or a test's stand-in for it. */
export interface Io {
  env: Readonly<Record<string, string | undefined>>;
  stdin: AsyncIterable<Uint8Array | string> & { isTTY?: boolean | undefined };
  /** Writes text to stdout. */
  print(text: string): void;
  /** Writes text to stderr. */
  complain(text: string): void;
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Command {
  help: string;
  run(args: string[], io: Io): Promise<ExitCode>;
}

/** One line on stderr. */
export function tell(io: Io, text: string): void {
  io.complain(`complycube-tokens: ${oneLine(text)}\n`);
}

/** Far more than a key or a token has. */
const longestInput = 65_536;

/** All of stdin, without the line break at its end. */
export async function readStdin({ stdin }: Io, what: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of stdin) {
      text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
      if (text.length > longestInput) break;
    }
  } catch (error) {
    throw new UsageError(`stdin can't be read: ${error}.`);
  }
  if (text.length > longestInput) throw new UsageError(`stdin holds more than ${what}.`);
  if (text.trim() === "") throw new UsageError(`stdin is empty: it should hold ${what}.`);
  return text.replace(/\r?\n$/, "");
}
