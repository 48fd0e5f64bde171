import type { Io } from "../../../src/cli/io.js";
import { main } from "../../../src/cli/main.js";

export const someTime = Date.UTC(2030, 0, 1, 12);

interface Input {
  stdin?: Io["stdin"] | string;
  now?: number;
}

/** Runs the command line in this process. */
export async function complycubeTokens(
  args: string[],
  { env = {}, stdin = "", now = someTime, ...io }: Partial<Omit<Io, "stdin" | "now">> & Input = {},
) {
  const printed = { stdout: "", stderr: "" };
  const exitCode = await main(args, {
    env,
    stdin: typeof stdin === "string" ? chunks(stdin) : stdin,
    print(text) {
      printed.stdout += text;
    },
    printError(text) {
      printed.stderr += text;
    },
    now: () => now,
    ...io,
  });
  return { exitCode, ...printed };
}

/** A terminal into which the user types a text. */
export function terminal(typed: string): Io["stdin"] {
  return Object.assign(chunks(typed), { isTTY: true });
}

async function* chunks(text: string) {
  // Cuts a character of several bytes.
  const bytes = Buffer.from(text);
  yield bytes.subarray(0, 9);
  yield bytes.subarray(9);
}

export const forApp = ["generate", "--client-id", "CLIENT_ID", "--app-id", "com.myapp.demo.app"];

/** A JWT with an invalid signature. */
export function jwt(claims: object, header: object = { alg: "HS256", typ: "JWT" }): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  return `${encode(header)}.${encode(claims)}.c2lnbmF0dXJl`;
}

/** Characters that could control a terminal. */
export const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
