import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { nearest } from "../src/cli/text.js";
import { isLoopbackHost } from "../src/client/options.js";
import { serverUrl } from "../src/generated/server.js";
import { parseUrl } from "../src/parse-url.js";
import { run, UserError } from "./cli.js";

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

const options = ["--target", "--upstream", "--record", "--recording"];
const vitest = fileURLToPath(new URL("contract/vitest.mjs", import.meta.url));

await run(async () => {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) return console.log(usage);
  const [target, upstream, record, recording] = options.map((option) => take(args, option));
  assertNoMisspelling(args);
  if (!target) {
    if (upstream ?? record ?? recording) throw new UserError(`--target is missing.\n${usage}`);
    return runVitest(args);
  }

  if (!["mock", "proxy", "live", "replay"].includes(target)) {
    throw new UserError(`--target must be mock, proxy, live or replay, not ${JSON.stringify(target)}.\n${usage}`);
  }
  const isComplete =
    (upstream !== undefined) === (target === "proxy") && (recording !== undefined) === (target === "replay");
  if (!isComplete)
    throw new UserError(`--target proxy needs --upstream, and --target replay needs --recording.\n${usage}`);
  if (upstream) assertUpstream(upstream);
  assertSandbox(target, process.env);

  // The verbose reporter also prints the annotations: the answers to open questions.
  const reporter = args.some((arg) => arg.startsWith("--reporter")) ? [] : ["--reporter=verbose"];
  const environment = {
    CONTRACT_TARGET: target,
    CONTRACT_UPSTREAM: upstream,
    CONTRACT_RECORD: record,
    CONTRACT_RECORDING: recording,
  };
  await runVitest(["test/contract/cases.test.ts", "--sequence.shuffle=false", ...reporter, ...args], environment);
});

/** Removes an option from the arguments, and returns its value. */
function take(args: string[], option: string): string | undefined {
  const index = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
  if (index === -1) return undefined;
  const inline = args[index]?.slice(`${option}=`.length);
  const value = inline || args[index + 1];
  if (!value || value.startsWith("--")) throw new UserError(`${option} needs a value.\n${usage}`);
  args.splice(index, inline ? 1 : 2);
  return value;
}

/** All other options go to vitest, so a misspelt option of this command must be caught here. */
function assertNoMisspelling(args: string[]): void {
  for (const option of args.flatMap((arg) => arg.match(/^--\w[^=]*/) ?? [])) {
    const meant = nearest(option, options);
    if (meant === option) throw new UserError(`${option} was given more than once.`);
    if (meant) throw new UserError(`Unknown option ${option}. Did you mean ${meant}?`);
  }
}

async function runVitest(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<void> {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [vitest, "run", "--project", "contract", ...args], { env, stdio: "inherit" });
  const [code] = await once(child, "close");
  process.exitCode = code ?? 1;
}

function assertUpstream(text: string): void {
  const url = parseUrl(text);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopbackHost(url.hostname));
  if (!url || !isSafe || url.username || url.password) {
    throw new UserError("--upstream must be a base URL with https, or with http on loopback, and without credentials.");
  }
  if (url.origin === new URL(serverUrl).origin) throw new UserError("To test ComplyCube, use --target live.");
}

function assertSandbox(target: string, { COMPLYCUBE_API_KEY: key, COMPLYCUBE_CLIENT_ID: clientId }: NodeJS.ProcessEnv) {
  if (key?.startsWith("live_")) {
    throw new UserError("COMPLYCUBE_API_KEY is a live key. Use a sandbox key, which begins with test_.");
  }
  if (target === "live" && !(key?.startsWith("test_") && clientId)) {
    throw new UserError(
      "--target live needs a sandbox key in COMPLYCUBE_API_KEY and a client ID in COMPLYCUBE_CLIENT_ID.",
    );
  }
}
