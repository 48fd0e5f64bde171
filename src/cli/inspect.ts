import { assertNoPositionals, readArguments } from "./arguments.js";
import type { ExitCode } from "./exit-codes.js";
import { type Command, type Io, readStdin, tell } from "./io.js";
import { parseJson, readJwt, timeOf } from "./jwt.js";
import { printable, toJson } from "./text.js";

const help = `Usage: complycube-tokens inspect < TOKEN

Reads a token, or the output of generate --json, from stdin, and prints when it
expires. Of the rest it prints only the header, the environment and the names
of the claims. It cannot verify the token: only ComplyCube can.

  complycube-tokens generate --client-id CLIENT_ID --app-id com.myapp.demo.app |
    complycube-tokens inspect

Exit codes: 0 if the token has not expired or has no readable expiry; 1 if it
has expired or is not a token; 2 if an argument is wrong or stdin is empty.`;

async function run(args: string[], io: Io): Promise<ExitCode> {
  const { positionals } = readArguments("inspect", args, {});
  assertNoPositionals("inspect", positionals, "Pipe the token to it.");
  if (io.stdin.isTTY) tell(io, "Paste the token, then press Enter and Ctrl-D.");
  const jwt = readJwt(tokenIn((await readStdin(io, "a token")).trim()));
  if (!jwt) {
    tell(
      io,
      "stdin is not a JWT. A JWT has three parts, separated by dots, and the first two are JSON in base64url. " +
        "The documentation's placeholder, header.payload.signature, is not a JWT.",
    );
    return 1;
  }
  const { header, claims } = jwt;
  const expiry = timeOf(claims, "exp");
  const hasEnvironment = Object.hasOwn(claims, "environment");
  io.print(`alg           ${textIn(header, "alg")}
typ           ${textIn(header, "typ")}
${hasEnvironment ? `environment   ${textIn(claims, "environment")}\n` : ""}iat           ${timeIn(claims, "iat", io)}
exp           ${timeIn(claims, "exp", io)}
other claims  ${otherClaims(claims)}
Not verified: only ComplyCube can verify it and knows its client.
`);
  return expiry !== undefined && expiry.getTime() <= io.now() ? 1 : 0;
}

export const inspect: Command = { help, run };

/** The token itself, or the token in the output of `generate --json`. */
function tokenIn(text: string): string {
  const { token }: { token?: unknown } = Object(parseJson(text));
  return typeof token === "string" ? token : text;
}

function textIn(fields: object, name: string): string {
  if (!Object.hasOwn(fields, name)) return "absent";
  const value: unknown = Reflect.get(fields, name);
  return typeof value === "string" ? printable(shortened(value)) : "not readable";
}

/** Cuts a long text, which may be a secret. */
function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 20)}…` : text;
}

/** Far more claims than a ComplyCube token has. */
const maxNames = 20;

const shownClaims = ["environment", "iat", "exp"];

/** The names of the other claims, quoted because a name may contain anything. */
function otherClaims(claims: object): string {
  const names = Object.keys(claims).filter((name) => !shownClaims.includes(name));
  if (names.length === 0) return "none";
  const list = names.slice(0, maxNames).map((name) => toJson(shortened(name)));
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : "";
  return `${list.join(", ")}${more} (values not shown)`;
}

function timeIn(claims: object, name: string, io: Io): string {
  const time = timeOf(claims, name);
  if (!time) return Object.hasOwn(claims, name) ? "not readable" : "absent";
  const seconds = Math.round((time.getTime() - io.now()) / 1_000);
  const distance = inWords(Math.abs(seconds));
  const past = `${name === "exp" ? "expired " : ""}${distance} ago`;
  return `${time.toISOString()}, ${seconds > 0 ? `in ${distance}` : past} by this machine's clock`;
}

function inWords(seconds: number): string {
  const minutes = Math.trunc(seconds / 60);
  if (minutes >= 48 * 60) return `${Math.trunc(minutes / (24 * 60))} days`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
}
