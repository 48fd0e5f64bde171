import { type ParseArgsConfig, parseArgs } from "node:util";
import { inShort, nearest } from "./text.js";
import { UsageError } from "./usage-error.js";

type Options = NonNullable<ParseArgsConfig["options"]>;

/**
 * Checks the options of a command, so that `parseArgs` has nothing to object to: its own messages repeat values.
 *
 * @throws UsageError with the repair, and without a value
 */
export function checkArguments(command: string, args: string[], options: Options): void {
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const type = Object.hasOwn(options, token.name) ? options[token.name]?.type : undefined;
    if (type === undefined) throw unknownOption(command, token.rawName, Object.keys(options));
    if (seen.has(token.name)) throw new UsageError(`${token.rawName} is given twice: which one is meant?`);
    seen.add(token.name);
    // A value that begins with a dash is more likely the next option.
    const isMissing = token.value === undefined || (!token.inlineValue && token.value.startsWith("-"));
    if (type === "string" && isMissing) {
      throw new UsageError(`${token.rawName} needs a value: ${token.rawName}=VALUE where it begins with a dash.`);
    }
    if (type === "boolean" && token.value !== undefined) throw new UsageError(`${token.rawName} takes no value.`);
  }
}

function unknownOption(command: string, given: string, options: string[]): UsageError {
  const names = options.map((name) => `--${name}`);
  const meant = nearest(given, names);
  const repair = meant ? `did you mean ${meant}?` : `it has ${names.join(", ") || "none"}; --help says more.`;
  return new UsageError(`${inShort(given)} is no option of ${command}: ${repair}`);
}

export function expectNoMore(command: string, positionals: string[], repair: string): void {
  if (positionals.length > 0) throw new UsageError(`${command} takes options alone: ${repair}`);
}

const secretOption = /^(?!--key-stdin$)--?[\w-]*(?:key|secret|token|auth|bearer|password)/i;
/** A key or a token, also behind a name or a word such as Bearer; not behind a dot, where an app ID may go on so. */
const secretItself = /(?:^|[\s"'`=:])(?:(?:test|live)_[\w+/-]{16,}|eyJ[\w-]+\.)/;
/** A shorter one, as mocks are given, could stand in anything. */
const shortestKey = 8;

/**
 * Before anything else reads them, so that no message can repeat one.
 *
 * @throws UsageError where an argument is, or is meant to be, the API key
 */
export function refuseSecrets(args: string[], apiKey = ""): void {
  const isSecret = (arg: string) =>
    secretOption.test(arg) || secretItself.test(arg) || (apiKey.length >= shortestKey && arg.includes(apiKey));
  if (!args.some(isSecret)) return;
  throw new UsageError(
    "An argument can't hold a secret: other users of the machine see it, and the shell's history keeps it. " +
      "Set COMPLYCUBE_API_KEY, or pipe the key to generate --key-stdin, and a token to inspect.",
  );
}
