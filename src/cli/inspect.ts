import { parseArgs } from "node:util";
import { checkArguments, expectNoMore } from "./arguments.js";
import type { ExitCode } from "./exit-codes.js";
import { type Command, type Io, readStdin, tell } from "./io.js";
import { parseJson, readJwt, timeOf } from "./jwt.js";
import { printable } from "./text.js";

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
    tell(io, "stdin holds no JWT: expected header.payload.signature, the first two JSON in base64url.");
    return 1;
  }
  const { header, claims } = jwt;
  const expiry = timeOf(claims, "exp");
  const opaque = Object.keys(claims).filter((name) => name !== "iat" && name !== "exp");
  io.print(`alg     ${shortText(header, "alg")}
typ     ${shortText(header, "typ")}
iat     ${timeText(timeOf(claims, "iat"), io)}
exp     ${timeText(expiry, io)}
opaque  ${opaque.map(shortened).join(", ") || "no other claims"}
Not verified: only ComplyCube can tell whether it is genuine, and for which client.
`);
  return expiry !== undefined && expiry.getTime() <= io.now() ? 1 : 0;
}

export const inspect: Command = { help, run };

/** What `generate --json` prints has it under a name. */
function tokenIn(text: string): string {
  const { token = text } = Object(parseJson(text));
  return String(token);
}

function shortText(header: object, name: string): string {
  const value: unknown = Reflect.get(header, name);
  return typeof value === "string" ? shortened(value) : "not readable";
}

/** Names are short; whatever else stands there is nothing to show. */
function shortened(name: string): string {
  return name.length > 40 ? `${printable(name.slice(0, 20))}…` : printable(name);
}

function timeText(time: Date | undefined, io: Io): string {
  if (!time) return "not readable";
  const seconds = Math.round((time.getTime() - io.now()) / 1_000);
  const minutes = Math.trunc(Math.abs(seconds) / 60);
  const distance = minutes > 0 ? `${minutes} min` : `${Math.abs(seconds)} s`;
  return `${time.toISOString()}, ${seconds > 0 ? `in ${distance}` : `${distance} ago`} by the clock of this machine`;
}
