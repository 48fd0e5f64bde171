import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { format, promisify } from "node:util";
import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { json, useServer } from "../support/loopback.js";

const server = useServer(json(200, { token: "header.payload.signature" }));
const { argv } = process;

afterEach(() => {
  process.argv = argv;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

let runs = 0;

/** Runs a verb in this process. A verb that calls `process.exit` stops there. */
async function runVerb(verb: string, args: string[], env: Record<string, string> = {}) {
  const file = resolve(`scripts/${verb}.ts`);
  process.argv = [process.execPath, file, ...args];
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  let output = "";
  let code: unknown;
  const print = (...values: unknown[]) => {
    if (code === undefined) output += `${format(...values)}\n`;
  };
  vi.spyOn(console, "log").mockImplementation(print);
  vi.spyOn(console, "error").mockImplementation(print);
  vi.spyOn(process, "exit").mockImplementation((exitCode) => {
    code ??= exitCode;
    throw new Error("exit");
  });
  // The query string makes it another module each time.
  await import(`${file}?${++runs}`).catch(() => {});
  return { code: code ?? 0, output };
}

it.each(["example", "build", "check"])("%s prints its usage with --help", async (verb) => {
  const { code, output } = await runVerb(verb, ["--help"]);
  expect(code).toBe(0);
  expect(output).toMatch(new RegExp(`^Usage: npm run ${verb}\\b`));
});

it.each([
  ["mock", ["--port", "http"], "--port"],
  ["mock", ["--prot", "1"], "Usage: npm run mock"],
  ["quickstart", ["--live"], "COMPLYCUBE_API_KEY"],
  ["contract", ["--target", "live"], "COMPLYCUBE_API_KEY is a live key"],
  ["contract", ["--target", "mock", "--target", "live"], "--target was given more than once"],
  ["build", ["--wacth"], "Unknown option '--wacth'"],
  ["check", ["src"], "Unexpected argument 'src'"],
  ["example", ["--policy", "none"], "--policy"],
  ["example", ["--live"], "COMPLYCUBE_CLIENT_ID"],
  ["example", ["--fail", "500"], '--fail is "500". Valid values: 401, 403, 429, 502, 503, slow, expired, script.'],
  ["example", ["--live", "--fail", "429"], "remove --live"],
])("%s %j fails with a message and without a stack trace", async (verb, args, message) => {
  const { code, output } = await runVerb(verb, args, { COMPLYCUBE_API_KEY: "live_key", COMPLYCUBE_CLIENT_ID: "" });
  expect(code).toBe(1);
  expect(output).toContain(message);
  expect(output).not.toContain("    at ");
});

it.each([
  ["--tarzet", "--target"],
  ["--upsteam=http://127.0.0.1:3000", "--upstream"],
])("contract names the option that %s probably means, in one line", async (option, meant) => {
  const { code, output } = await runVerb("contract", [option, "x"]);
  expect(code).toBe(1);
  expect(output).toBe(`Unknown option ${option.split("=")[0]}. Did you mean ${meant}?\n`);
});

/** Runs the contract tests in another process. No file matches the filter. */
function runContract(...args: string[]) {
  const tsx = resolve("node_modules/tsx/dist/cli.mjs");
  return promisify(execFile)(process.execPath, [tsx, "scripts/contract.ts", "no-such-test", ...args]);
}

it("contract passes the options of vitest on", async () => {
  const folder = await mkdtemp(join(tmpdir(), "complycube-tokens-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const report = join(folder, "report.xml");
  await runContract("--reporter=junit", "--outputFile", report, "-t", "x", "--bail=1", "--passWithNoTests");
  expect(await readFile(report, "utf8")).toContain("<testsuites");
});

it.each([
  ["--repoter=x", "Unknown option `--repoter`."],
  ["--bail", "option `--bail <number>` value is missing."],
])("contract refuses %s, a mistake in an option of vitest, in one line", async (option, message) => {
  const stderr = `${message} See --help, and npx vitest --help for the options of vitest.\n`;
  await expect(runContract(option)).rejects.toMatchObject({ code: 1, stdout: "", stderr });
});

it("quickstart --live never prints the token or the key, and fails if a call succeeds that must not", async () => {
  const apiKey = "test_dmVyYnM+/==";
  const env = { COMPLYCUBE_BASE_URL: server.url, COMPLYCUBE_API_KEY: apiKey, COMPLYCUBE_CLIENT_ID: "CLIENT_ID" };
  const { code, output } = await runVerb("quickstart", ["--live"], env);
  expect(code).toBe(1);
  expect(output).toContain("→ a JWT of 24 characters");
  expect(output).not.toContain("header.payload.signature");
  expect(output).not.toContain(apiKey);
  expect(output).toContain("✗ An error response becomes a typed error");
});
