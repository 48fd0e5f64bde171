import { spawn } from "node:child_process";
import { once } from "node:events";
import { access } from "node:fs/promises";
import { parseArgs } from "node:util";
import { isLoopbackHost } from "../src/client/options.js";
import { serverUrl } from "../src/generated/server.js";
import { parseUrl } from "../src/parse-url.js";
import { messageOf, run, UserError } from "./cli.js";

const usage = `Usage: npm run test:contract                                      runs all contract tests, against the mock
       npm run test:contract -- --target proxy --upstream URL     runs the provider tests against any server
       npm run test:contract -- --target live                     runs them against ComplyCube's sandbox
       npm run test:contract -- --target replay --recording FILE  runs them against a recording

  --upstream URL    the base URL of the server, such as http://127.0.0.1:3000/v1. The key is sent to it
  --record FILE     writes the responses, without the key, the client ID and tokens
  COMPLYCUBE_API_KEY and COMPLYCUBE_CLIENT_ID  a sandbox key and a client of the sandbox. Required for live

All other options go to vitest, such as --reporter=junit --outputFile=contract.xml`;

await run(async () => {
  const { own, others } = readArguments(process.argv.slice(2));
  const isProvider = Object.keys(own).length > 0;
  const env = isProvider ? await environmentOf(own) : {};
  const files = isProvider ? ["provider"] : [];
  const args = ["run", "--project", "contract", ...files, ...others];
  const child = spawn("vitest", args, { stdio: "inherit", env: { ...process.env, ...env } });
  const [code] = await once(child, "close");
  process.exitCode = code ?? 1;
});

type Own = Partial<Record<"target" | "upstream" | "record" | "recording", string>>;

function readArguments(args: string[]): { own: Own; others: string[] } {
  const text = { type: "string" } as const;
  const options = { target: text, upstream: text, record: text, recording: text };
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  if (args.includes("--help") || args.includes("-h")) {
    console.log(usage);
    process.exit();
  }
  const own: Own = {};
  const taken = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== "option" || !Object.hasOwn(options, token.name)) continue;
    if (!token.value) throw new UserError(`--${token.name} needs a value.\n${usage}`);
    own[token.name as keyof Own] = token.value;
    taken.add(token.index);
    if (!token.inlineValue) taken.add(token.index + 1);
  }
  return { own, others: args.filter((_, index) => !taken.has(index)) };
}

/** Checks the options, and returns them as the environment variables that the provider tests read. */
async function environmentOf({ target = "mock", upstream, record, recording }: Own) {
  const { COMPLYCUBE_API_KEY: apiKey = "", COMPLYCUBE_CLIENT_ID: clientId } = process.env;
  if (!["mock", "proxy", "live", "replay"].includes(target)) {
    throw new UserError(`--target must be mock, proxy, live or replay, not ${JSON.stringify(target)}.\n${usage}`);
  }
  if (apiKey.startsWith("live_")) {
    throw new UserError("COMPLYCUBE_API_KEY is a live key. Use a sandbox key, which begins with test_.");
  }
  if (target === "live" && !(apiKey.startsWith("test_") && clientId)) {
    throw new UserError(
      "--target live needs COMPLYCUBE_API_KEY, a key that begins with test_, and COMPLYCUBE_CLIENT_ID.",
    );
  }
  if (target === "proxy") assertUpstream(upstream);
  if (target === "replay") {
    if (!recording) throw new UserError(`--target replay needs --recording FILE.\n${usage}`);
    await access(recording).catch((error) => {
      throw new UserError(`Cannot read the recording ${recording}: ${messageOf(error)}`);
    });
  }
  return {
    CONTRACT_TARGET: target,
    CONTRACT_UPSTREAM: upstream,
    CONTRACT_RECORD: record,
    CONTRACT_RECORDING: recording,
  };
}

function assertUpstream(text = ""): void {
  const url = parseUrl(text);
  const isWeb = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopbackHost(url.hostname));
  if (!url || !isWeb || url.username || url.password) {
    throw new UserError(
      `--upstream must be an https: URL without credentials, or http: on loopback, not ${JSON.stringify(text)}.\n${usage}`,
    );
  }
  if (url.origin === new URL(serverUrl).origin) throw new UserError("Use --target live for ComplyCube's own API.");
}
