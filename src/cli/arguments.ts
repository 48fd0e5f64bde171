import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "./io.js";
import { excerpt, nearest } from "./text.js";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Arguments<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;

/**
 * Reads the arguments of a command. Checks them before `parseArgs`, whose messages repeat values.
 *
 * @throws UsageError. Its message says how to repair the command, and contains no argument's value
 */
export function readArguments<const T extends Options>(command: string, args: string[], options: T): Arguments<T> {
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const type = Object.hasOwn(options, token.name) ? options[token.name]?.type : undefined;
    if (type === undefined) throw unknownOption(command, token.rawName, Object.keys(options));
    if (seen.has(token.name)) throw new UsageError(`${token.rawName} was given more than once.`);
    seen.add(token.name);
    // A value that begins with a dash is probably the next option.
    const isMissing = token.value === undefined || (!token.inlineValue && token.value.startsWith("-"));
    if (type === "string" && isMissing) {
      throw new UsageError(`${token.rawName} needs a value. Write ${token.rawName}=VALUE if it begins with a dash.`);
    }
    if (type === "boolean" && token.value !== undefined) throw new UsageError(`${token.rawName} takes no value.`);
  }
  return parseArgs({ args, options, allowPositionals: true });
}

function unknownOption(command: string, option: string, options: string[]): UsageError {
  const names = options.map((name) => `--${name}`);
  const meant = nearest(option, names);
  const repair = meant ? `Did you mean ${meant}?` : `Valid options: ${names.join(", ") || "none"}.`;
  return new UsageError(`Unknown option ${excerpt(option)} of ${command}. ${repair}`);
}

export function assertNoPositionals(command: string, positionals: string[], repair: string): void {
  if (positionals.length > 0) throw new UsageError(`${command} accepts only options. ${repair}`);
}

const secretOption = /^(?!--key-stdin$)--?[\w-]*(?:key|secret|token|auth|bearer|password)/i;
/** A key or a token, also after a name or `Bearer`. Not after a dot, where it may be part of an app ID. */
const secretValue = /(?:^|[\s"'`=:])(?:(?:test|live)_[\w+/-]{16,}|eyJ[\w-]+\.)/;
/** A shorter key, as used with mocks, could be part of any text. */
const minKeyLength = 8;

/**
 * Runs before anything else reads the arguments, so that no message can repeat a secret.
 *
 * @throws UsageError if an argument contains a key or a token, or is an option for one
 */
export function assertNoSecrets(args: string[], apiKey = ""): void {
  const isSecret = (arg: string) =>
    secretOption.test(arg) || secretValue.test(arg) || (apiKey.length >= minKeyLength && arg.includes(apiKey));
  if (!args.some(isSecret)) return;
  throw new UsageError(
    "A secret must not be an argument: other users of this machine and the shell history can read it. " +
      "Set COMPLYCUBE_API_KEY, or pipe the key to `generate --key-stdin`. Pipe a token to the command `inspect`.",
  );
}
