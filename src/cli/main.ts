import { version } from "../version.js";
import { assertNoSecrets } from "./arguments.js";
import { type ExitCode, exitCodeLines, failureOf } from "./exit-codes.js";
import { generate } from "./generate.js";
import { inspect } from "./inspect.js";
import { type Command, type Io, tell, UsageError } from "./io.js";
import { mock } from "./mock.js";
import { referrer } from "./referrer.js";
import { excerpt, nearest } from "./text.js";

const commands = new Map<string, Command>(Object.entries({ generate, referrer, inspect, mock }));
const names = [...commands.keys()];

const help = `Usage: complycube-tokens COMMAND

Mints tokens for ComplyCube's SDKs. Not affiliated with ComplyCube.

  complycube-tokens generate --client-id CLIENT_ID --app-id com.myapp.demo.app

  generate    prints a token for a mobile app or for web pages
  referrer    checks a referrer, and whether it works on a page
  inspect     prints when a token expires
  mock        serves a mock of the API on loopback
  --version   prints the version (-v)

Each command has its own --help. The API key is never an argument. It is read
from the environment variable COMPLYCUBE_API_KEY or from stdin.

Exit codes:
${exitCodeLines}`;

/** Runs a command. A mistake or a failed call prints one line to stderr. */
export async function main(args: string[], io: Io): Promise<ExitCode> {
  try {
    assertNoSecrets(args, io.env.COMPLYCUBE_API_KEY);
    return await runCommand(args, io);
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    tell(io, failure.message);
    return failure.exitCode;
  }
}

async function runCommand([name = "", ...args]: string[], io: Io): Promise<ExitCode> {
  if (name === "help") return await runCommand([...args, "--help"], io);
  const isVersion = name === "--version" || name === "-v";
  const command = commands.get(name);
  const isHelp = (arg: string) => arg === "--help" || arg === "-h";
  if (command && !args.some(isHelp)) return await command.run(args, io);
  if (!command && !isVersion && !isHelp(name)) throw unknownCommand(name);
  io.print(`${isVersion ? version : (command ?? { help }).help}\n`);
  return 0;
}

function unknownCommand(name: string): UsageError {
  const list = `Commands: ${names.join(", ")}. See --help.`;
  if (name === "" || name.startsWith("-")) return new UsageError(`The command is missing. ${list}`);
  const meant = nearest(name, names);
  return new UsageError(`Unknown command ${excerpt(name)}. ${meant ? `Did you mean ${meant}?` : list}`);
}
