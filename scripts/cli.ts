import { parseArgs } from "node:util";
import { ComplyCubeError } from "../src/client/errors.js";

/** A mistake that the user can repair. Only its message is printed, without a stack trace. */
export class UserError extends Error {}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>["options"];

/** Reads the options of a verb. `--help` prints the usage and ends the process. */
export function readOptions<const T extends NonNullable<Options>>(options: T, usage: string) {
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: "boolean", short: "h" } } });
    if ("help" in values && values.help) {
      console.log(usage);
      process.exit(0);
    }
    return parseArgs({ options }).values;
  } catch (error) {
    throw new UserError(`${messageOf(error)}\n${usage}`);
  }
}

/** Reads the value of `--port`. 0 means any free port. */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UserError(`--port must be a whole number from 0 to 65535, not ${JSON.stringify(text)}.`);
}

/** Reads how often a benchmark repeats its measurements. */
export function readRounds(text: string, usage: string): number {
  const rounds = Number(text);
  if (Number.isInteger(rounds) && rounds >= 1) return rounds;
  throw new UserError(`--rounds must be a whole number, at least 1, not ${JSON.stringify(text)}.\n${usage}`);
}

/** Reads the only argument of a verb without options. `--help` prints the usage and ends the process. */
export function readArgument(name: string, usage: string): string {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(usage);
    process.exit(0);
  }
  const [argument, ...others] = args;
  if (!argument) throw new UserError(`${name} is missing.\n${usage}`);
  if (argument.startsWith("-") || others.length > 0) {
    throw new UserError(`Expected only ${name}, not ${JSON.stringify(args.join(" "))}.\n${usage}`);
  }
  return argument;
}

/** Runs a verb. If it fails, prints a readable message and exits with code 1. */
export async function run(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (error instanceof UserError) console.error(error.message);
    else console.error(error instanceof ComplyCubeError ? String(error) : error);
    process.exit(1);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
