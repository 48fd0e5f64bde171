import { parseArgs } from "node:util";
import { checkArguments, expectNoMore } from "./arguments.js";
import type { ExitCode } from "./exit-codes.js";
import { type Command, type Io, readStdin, tell } from "./io.js";
import { parseJson, readJwt, timeOf } from "./jwt.js";
import { printable, toJson } from "./text.js";

const help = `Usage: complycube-tokens inspect < TOKEN

Reads a token, or what generate --json prints, from stdin, and says when it
expires. It shows nothing else of it but the header and the names of its claims,
which are ComplyCube's own, and can't verify it: only ComplyCube can.

  complycube-tokens generate --client-id CLIENT_ID --app-id com.myapp.demo.app |
    complycube-tokens inspect

Exit code 0 where the token has not expired, as far as can be read; 1 where it
has, or where there is no token; 2 where an argument is wrong or stdin is empty.`;

async function run(args: string[], io: Io): Promise<ExitCode> {
  checkArguments("inspect", args, {});
  const { positionals } = parseArgs({ args, allowPositionals: true });
  expectNoMore("inspect", positionals, "pipe the token to it.");
  if (io.stdin.isTTY) tell(io, "paste the token, then press Enter and Ctrl-D.");
  const jwt = readJwt(tokenIn((await readStdin(io, "a token")).trim()));
  if (!jwt) {
    tell(
      io,
      "stdin holds no JWT: expected three parts with dots between, the first two JSON in base64url; " +
        "header.payload.signature, the mock's placeholder, is none.",
    );
    return 1;
  }
  const { header, claims } = jwt;
  const expiry = timeOf(claims, "exp");
  io.print(`alg           ${shortText(header, "alg")}
typ           ${shortText(header, "typ")}
iat           ${timeText(timeOf(claims, "iat"), io)}
exp           ${timeText(expiry, io)}
other claims  ${otherClaims(claims)}
Not verified: only ComplyCube can tell whether it is genuine, and for which client.
`);
  return expiry !== undefined && expiry.getTime() <= io.now() ? 1 : 0;
}

export const inspect: Command = { help, run };

/** What `generate --json` prints has it under a name. */
function tokenIn(text: string): string {
  const { token }: { token?: unknown } = Object(parseJson(text));
  return typeof token === "string" ? token : text;
}

function shortText(header: object, name: string): string {
  const value: unknown = Reflect.get(header, name);
  return typeof value === "string" ? printable(shortened(value)) : "not readable";
}

/** Names are short; whatever else stands there is nothing to show. */
function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 20)}…` : name;
}

/** Far more than a token of ComplyCube's has. */
const mostNames = 20;

/** Quoted, since a name may hold anything, and look like a line of ours. */
function otherClaims(claims: object): string {
  const names = Object.keys(claims).filter((name) => name !== "iat" && name !== "exp");
  if (names.length === 0) return "none";
  const list = names.slice(0, mostNames).map((name) => toJson(shortened(name)));
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  return `${list.join(", ")}${more} (values not shown: opaque, ComplyCube's own)`;
}

function timeText(time: Date | undefined, io: Io): string {
  if (!time) return "not readable";
  const seconds = Math.round((time.getTime() - io.now()) / 1_000);
  const distance = inWords(Math.abs(seconds));
  return `${time.toISOString()}, ${seconds > 0 ? `in ${distance}` : `${distance} ago`} by the clock of this machine`;
}

function inWords(seconds: number): string {
  const minutes = Math.trunc(seconds / 60);
  if (minutes >= 48 * 60) return `${Math.trunc(minutes / (24 * 60))} days`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
}
