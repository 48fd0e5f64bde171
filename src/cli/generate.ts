import { ComplyCube, type ComplyCubeOptions, type TokenScope } from "../index.js";
import { assertNoPositionals, assertNoSecrets, readArguments } from "./arguments.js";
import { curlCommand } from "./curl.js";
import type { ExitCode } from "./exit-codes.js";
import { type Command, type Io, readStdin, tell, UsageError } from "./io.js";
import { readJwt, timeOf } from "./jwt.js";
import { toJson } from "./text.js";

const help = `Usage: complycube-tokens generate --client-id ID (--app-id ID | --referrer P)

Prints a token for a client. The token expires after 60 minutes.

  complycube-tokens generate --client-id CLIENT_ID --app-id com.myapp.demo.app
  complycube-tokens generate --client-id CLIENT_ID \\
    --referrer 'https://www.example.com/*' --key-stdin < key.txt

  --client-id ID         the client's ID, as ComplyCube returned it
  --app-id ID            the application or bundle ID of the mobile app
  --referrer P           the match pattern for the web pages, in quotes
  --allow-any-referrer   allows a pattern that matches every site
  --json                 prints {"token":…,"clientId":…,"expiresAt":…}, without
                         expiresAt if the token does not contain it
  --curl                 prints a curl command instead of sending the request;
                         needs no key. Other users of the machine can see the
                         key while curl runs
  --key-stdin            reads the API key from stdin, not COMPLYCUBE_API_KEY
  --timeout SECONDS      maximum time, including retries (30)

COMPLYCUBE_BASE_URL sets the API's URL. Exit codes: complycube-tokens --help`;

const options = {
  "client-id": { type: "string" },
  "app-id": { type: "string" },
  referrer: { type: "string" },
  "allow-any-referrer": { type: "boolean" },
  json: { type: "boolean" },
  curl: { type: "boolean" },
  "key-stdin": { type: "boolean" },
  timeout: { type: "string" },
} as const;

async function run(args: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readArguments("generate", args, options);
  assertNoPositionals("generate", positionals, "Quote values that the shell could split.");
  if (values.curl && values.json) throw new UsageError("Give either --curl or --json, not both.");
  const clientId = values["client-id"];
  if (clientId === undefined) throw new UsageError("--client-id is missing. Pass the ID that ComplyCube returned.");
  const scope = readScope(values.referrer, values["app-id"]);
  const settings = {
    baseUrl: io.env.COMPLYCUBE_BASE_URL || undefined,
    ...readTimeout(values.timeout),
    allowAnyReferrer: values["allow-any-referrer"],
    onReferrerWarning: ({ message }) => tell(io, `warning: ${message}`),
  } satisfies ComplyCubeOptions;

  if (values.curl) {
    io.print(`${await curlFor(settings, clientId, scope)}\n`);
    return 0;
  }
  const apiKey = values["key-stdin"] ? await readKey(args, io) : io.env.COMPLYCUBE_API_KEY;
  if (!apiKey) throw new UsageError("The API key is missing. Set COMPLYCUBE_API_KEY, or pipe the key to --key-stdin.");
  const token = await new ComplyCube({ ...settings, apiKey }).token.generate(clientId, scope);
  const expiresAt = timeOf(readJwt(token)?.claims ?? {}, "exp");
  io.print(`${values.json ? toJson({ token, clientId, expiresAt }) : token}\n`);
  return 0;
}

export const generate: Command = { help, run };

function readScope(referrer: string | undefined, appId: string | undefined): TokenScope {
  if (referrer === undefined && appId !== undefined) return { appId };
  if (referrer !== undefined && appId === undefined) return { referrer };
  throw new UsageError("Give either --app-id (mobile app) or --referrer (web pages).");
}

function readTimeout(text: string | undefined): ComplyCubeOptions {
  if (text === undefined) return {};
  const seconds = Number(text);
  if (!(seconds >= 0.1 && seconds <= 3_600)) throw new UsageError("--timeout must be from 0.1 to 3600 seconds.");
  const timeoutMs = seconds * 1_000;
  // A longer timeout is shared by the three attempts.
  return { timeoutMs, attemptTimeoutMs: Math.max(timeoutMs / 3, 10_000) };
}

async function readKey(args: string[], io: Io): Promise<string> {
  if (io.stdin.isTTY) {
    throw new UsageError(
      "--key-stdin reads a pipe or a file, because a terminal would show the key. Or set COMPLYCUBE_API_KEY.",
    );
  }
  const apiKey = await readStdin(io, "the API key");
  assertNoSecrets(args, apiKey);
  return apiKey;
}

/** The curl command for the request that the client would send. */
async function curlFor(settings: ComplyCubeOptions, clientId: string, scope: TokenScope): Promise<string> {
  let command = "";
  const fetch: ComplyCubeOptions["fetch"] = async (url, init) => {
    command = curlCommand(url, init);
    return Response.json({ token: "header.payload.signature" });
  };
  await new ComplyCube({ ...settings, apiKey: "unused", fetch }).token.generate(clientId, scope);
  return command;
}
