import { type ExecFileOptionsWithStringEncoding, execFile } from "node:child_process";
import { promisify } from "node:util";
import { messageOf } from "../../scripts/cli.js";

interface Printed {
  stdout: string;
  stderr: string;
}

/** Runs a command to its end; where it fails, the error has what the command printed. */
export async function shell(
  command: string,
  args: string[],
  options: Partial<ExecFileOptionsWithStringEncoding> = {},
): Promise<Printed> {
  try {
    return await promisify(execFile)(command, args, { encoding: "utf8", ...options });
  } catch (error) {
    throw new CommandError(command, error);
  }
}

/** A command ended with another exit code than 0, or can't be started. */
export class CommandError extends Error implements Printed {
  readonly stdout: string;
  readonly stderr: string;

  constructor(command: string, cause: unknown) {
    const { stdout = "", stderr = "" }: Partial<Printed> = Object(cause);
    super(`${command}: ${stderr.trim() || stdout.trim() || messageOf(cause)}`, { cause });
    this.stdout = stdout;
    this.stderr = stderr;
  }
}

/** The error that a command printed, without the code and the stack around it, as the cell of a table. */
export function reasonOf(error: unknown): string {
  const message = messageOf(error);
  const reason = /\bError: (.*?)( at |$)/m.exec(message)?.[1] ?? message;
  return reason.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").slice(0, 300);
}
