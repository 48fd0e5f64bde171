import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isLoopbackHost } from "../src/client/options.js";
import { serverUrl } from "../src/generated/server.js";
import { parseUrl } from "../src/parse-url.js";
import { messageOf, run, UserError } from "./cli.js";

const usage = `Usage: npm run test:contract -- [options] [options and filters of vitest]

Without a target: runs all contract tests, against the mock. With a target: sends each case to one server.

  --target mock     Prism's mock of the spec
  --target proxy    any server, with Prism in front of it; needs --upstream
  --target live     ComplyCube's sandbox; needs COMPLYCUBE_API_KEY and COMPLYCUBE_CLIENT_ID
  --target replay   the answers of a recording; needs --recording
  --upstream URL    base URL of the server, such as http://127.0.0.1:3000/v1. It receives COMPLYCUBE_API_KEY
  --record FILE     writes the answers to FILE, without the key, the client ID and tokens
  --recording FILE  a file that --record wrote

For a report, pass a reporter of vitest, such as --reporter=junit --outputFile=report.xml.`;

const options = {
  target: { type: "string" },
  upstream: { type: "string" },
  record: { type: "string" },
  recording: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

await run(async () => {
  const args = process.argv.slice(2);
  // Not strict: unknown options are vitest's.
  const { values, tokens } = parseArgs({ args, options, strict: false, tokens: true });
  if (values.help) return console.log(usage);

  const used = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== "option" || !Object.hasOwn(options, token.name)) continue;
    if (!token.value) throw new UserError(`--${token.name} needs a value.\n${usage}`);
    used.add(token.index).add(token.inlineValue ? token.index : token.index + 1);
  }
  const others = args.filter((_, index) => !used.has(index));
  if (used.size === 0) return runVitest(others);

  const { target = "mock", upstream, record, recording } = values as Partial<Record<keyof typeof options, string>>;
  if (!["mock", "proxy", "live", "replay"].includes(target)) {
    throw new UserError(`--target must be mock, proxy, live or replay, not ${JSON.stringify(target)}.\n${usage}`);
  }
  if ((upstream !== undefined) !== (target === "proxy"))
    throw new UserError("--target proxy and --upstream need each other.");
  if ((recording !== undefined) !== (target === "replay"))
    throw new UserError("--target replay and --recording need each other.");
  if (upstream !== undefined) assertUpstream(upstream);
  if (recording !== undefined) await assertReadable(recording);
  if (record !== undefined) await assertWritable(record);
  assertSandbox(target, process.env);

  // The verbose reporter also prints annotations, which hold the answers to open questions.
  const reporter = others.some((arg) => arg.startsWith("--reporter")) ? [] : ["--reporter=verbose"];
  await runVitest(["test/contract/cases.test.ts", ...reporter, ...others], {
    CONTRACT_TARGET: target,
    ...(upstream !== undefined && { CONTRACT_UPSTREAM: upstream }),
    ...(recording !== undefined && { CONTRACT_RECORDING: recording }),
    ...(record !== undefined && { CONTRACT_RECORD: record }),
  });
});

async function runVitest(args: string[], env: Record<string, string> = {}): Promise<void> {
  const child = spawn("vitest", ["run", "--project", "contract", ...args], {
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  const [code] = await once(child, "close");
  process.exitCode = code ?? 1;
}

function assertUpstream(text: string): void {
  const url = parseUrl(text);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopbackHost(url.hostname));
  if (!url || !isSafe || url.username || url.password) {
    throw new UserError(
      "--upstream must be the base URL of a server, such as http://127.0.0.1:3000/v1: https, or http on loopback, without credentials.",
    );
  }
  if (url.origin === new URL(serverUrl).origin) throw new UserError("To test ComplyCube, use --target live.");
}

function assertSandbox(target: string, { COMPLYCUBE_API_KEY: key, COMPLYCUBE_CLIENT_ID: clientId }: NodeJS.ProcessEnv) {
  if (key?.startsWith("live_")) {
    throw new UserError("COMPLYCUBE_API_KEY is a live key. Use a sandbox key, which begins with test_.");
  }
  if (target !== "live") return;
  if (!key?.startsWith("test_")) {
    throw new UserError("--target live needs a sandbox key in COMPLYCUBE_API_KEY. It begins with test_.");
  }
  if (!clientId) throw new UserError("--target live needs the ID of a sandbox client in COMPLYCUBE_CLIENT_ID.");
}

async function assertReadable(file: string): Promise<void> {
  try {
    JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new UserError(`Cannot read the recording ${file}: ${messageOf(error)}`);
  }
}

async function assertWritable(file: string): Promise<void> {
  await access(dirname(resolve(file))).catch((error) => {
    throw new UserError(`Cannot write ${file}: ${messageOf(error)}`);
  });
}
