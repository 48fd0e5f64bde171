import { parseArgs } from "node:util";
import { ComplyCubeError } from "../src/client/errors.js";

/** A mistake the person at the keyboard can repair: shown as its message alone, without a stack trace. */
export class UserError extends Error {}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>["options"];

/** The values of the given options; `--help` prints the usage and ends the process. */
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

/** The port that `--port` names; 0 stands for a free one. */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UserError(`--port must be a whole number from 0 to 65535, not ${JSON.stringify(text)}.`);
}

/** How often a bench measures. */
export function readRounds(text: string, usage: string): number {
  const rounds = Number(text);
  if (Number.isInteger(rounds) && rounds >= 1) return rounds;
  throw new UserError(`--rounds must be a whole number from 1 on.\n${usage}`);
}

/** The one argument of a verb that takes no options; `--help` prints the usage and ends the process. */
export function readArgument(name: string, usage: string): string {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(usage);
    process.exit(0);
  }
  const [argument, ...others] = args;
  if (!argument || argument.startsWith("-") || others.length > 0)
    throw new UserError(`${name} is missing, or not all there is: ${args.join(" ") || "nothing was given"}\n${usage}`);
  return argument;
}

/** Runs a verb to its end: exit code 1 and one readable message where it fails. */
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
