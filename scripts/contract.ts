import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { styleText } from "node:util";
import { isLoopbackHost } from "../src/client/options.js";
import { serverUrl } from "../src/generated/server.js";
import { parseUrl } from "../src/parse-url.js";
import { messageOf, readOptions, run, UserError } from "./cli.js";

const usage = `Usage: npm run test:contract                                     all contract tests, against the mock
       npm run test:contract -- --target proxy --upstream URL    the cases against any server, validated in between
       npm run test:contract -- --target live                    the cases against ComplyCube's sandbox
       npm run test:contract -- --target replay --recording FILE the cases against what was recorded
       npm run test:contract -- --target mock                    the cases against the mock, as a table

  --upstream URL   the base URL of the server, such as http://127.0.0.1:3000/v1; it is sent the key
  --record FILE    writes down what was answered, without the key, the client and the tokens
  COMPLYCUBE_API_KEY and COMPLYCUBE_CLIENT_ID  a sandbox key and a client of the sandbox; made up where they are not set,
                   which live does not take`;

const options = {
  target: { type: "string" },
  upstream: { type: "string" },
  record: { type: "string" },
  recording: { type: "string" },
} as const;

const signs = { passed: ["green", "✓"], failed: ["red", "✗"], "not tested": ["yellow", "–"] } as const;

await run(async () => {
  const args = process.argv.slice(2);
  const own = args.some((arg) => /^(?:--(?:target|upstream|record|recording|help)\b|-h$)/.test(arg));
  if (!own) return runVitest(args);

  const { target = "mock", upstream, record, recording } = readOptions(options, usage);
  const account = accountFor(target);
  const { readSpec } = await import("./generate/read-spec.js");
  const targets = await import("../test/contract/targets/targets.js");
  const { runOn } = await import("../test/contract/targets/run.js");
  const { recordingOf } = await import("../test/contract/targets/recording.js");
  const spec = await readSpec("openapi/tokens.yaml");

  const open = {
    mock: () => targets.mockTarget(spec, account),
    proxy: () => targets.proxyTarget(spec, upstreamOf(upstream), account),
    live: () => targets.liveTarget(spec, account, new URL(serverUrl)),
    replay: async () => targets.replayTarget(spec, await readRecording(recording), account),
  };
  if (!isOneOf(open, target)) throw new UserError(`--target must be one of ${Object.keys(open).join(", ")}.\n${usage}`);
  const opened = await open[target]();

  const rows = await runOn(opened, undefined, ({ name, verdict, why, reply }, index) => {
    if (index === 0 && reply && !reply.answer) throw new UserError(`The server does not answer: ${why}`);
    const [colour, sign] = signs[verdict];
    console.log(`${styleText(colour, sign)} ${name}${why === undefined ? "" : `\n    ${why}`}`);
  });
  if (target === "live") {
    const { answersTo } = await import("../test/contract/targets/questions.js");
    console.log("\nWhat was unknown:");
    const answers = await answersTo(opened);
    const width = Math.max(...answers.map(([question]) => question.length));
    for (const [question, answer] of answers) console.log(`  ${question.padEnd(width)}  ${answer}`);
  }
  await opened.close();
  if (record !== undefined) {
    await writeFile(record, `${JSON.stringify(recordingOf(rows, opened), undefined, 2)}\n`).catch((error) => {
      throw new UserError(`Cannot write ${record}: ${messageOf(error)}`);
    });
    console.log(`Recorded: ${record}`);
  }

  const count = (wanted: string) => rows.filter(({ verdict }) => verdict === wanted).length;
  console.log(`\n${target}: ${count("passed")} passed, ${count("failed")} failed, ${count("not tested")} not tested`);
  process.exit(count("failed") > 0 ? 1 : 0);
});

async function runVitest(args: string[]): Promise<void> {
  const child = spawn("vitest", ["run", "--project", "contract", ...args], { stdio: "inherit" });
  const [code] = await once(child, "close");
  process.exitCode = code ?? 1;
}

function accountFor(target: string) {
  const { COMPLYCUBE_API_KEY: apiKey, COMPLYCUBE_CLIENT_ID: clientId } = process.env;
  if (apiKey?.startsWith("live_")) {
    throw new UserError(
      "COMPLYCUBE_API_KEY is a live key: contract tests take a sandbox key, which begins with test_.",
    );
  }
  if (target === "live" && !apiKey?.startsWith("test_")) {
    throw new UserError("--target live needs COMPLYCUBE_API_KEY, a sandbox key: it begins with test_.");
  }
  if (target === "live" && !clientId) {
    throw new UserError("--target live needs COMPLYCUBE_CLIENT_ID, the ID of a client in the sandbox.");
  }
  return { apiKey: apiKey ?? "test_made_up", clientId: clientId ?? "CLIENT_ID" };
}

function upstreamOf(text = ""): URL {
  const url = parseUrl(text);
  const isWeb = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopbackHost(url.hostname));
  if (!url || !isWeb || url.username || url.password) {
    throw new UserError(
      `--upstream must be the base URL of a server, such as http://127.0.0.1:3000/v1: https, or http on loopback, without credentials.\n${usage}`,
    );
  }
  if (url.origin === new URL(serverUrl).origin) throw new UserError("For ComplyCube itself, take --target live.");
  return url;
}

async function readRecording(file: string | undefined) {
  const { isRecording } = await import("../test/contract/targets/recording.js");
  if (file === undefined) throw new UserError(`--target replay needs --recording FILE.\n${usage}`);
  try {
    const recording: unknown = JSON.parse(await readFile(file, "utf8"));
    if (isRecording(recording)) return recording;
  } catch (error) {
    throw new UserError(`Cannot read the recording ${file}: ${messageOf(error)}`);
  }
  throw new UserError(`${file} is no recording: --record writes one.`);
}

function isOneOf<T extends object>(choices: T, name: string): name is keyof T & string {
  return Object.hasOwn(choices, name);
}
