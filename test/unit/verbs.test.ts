import { resolve } from "node:path";
import { format } from "node:util";
import { afterEach, expect, it, vi } from "vitest";
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

it("prints the usage with --help", async () => {
  const { code, output } = await runVerb("example", ["--help"]);
  expect(code).toBe(0);
  expect(output).toMatch(/^Usage: npm run example /);
});

it.each([
  ["mock", ["--port", "http"], "--port"],
  ["mock", ["--prot", "1"], "Usage: npm run mock"],
  ["quickstart", ["--live"], "COMPLYCUBE_API_KEY"],
  ["contract", ["--target", "live"], "COMPLYCUBE_API_KEY is a live key"],
  ["example", ["--policy", "none"], "--policy"],
  ["example", ["--live"], "COMPLYCUBE_CLIENT_ID"],
])("%s %j fails with a message and without a stack trace", async (verb, args, message) => {
  const { code, output } = await runVerb(verb, args, { COMPLYCUBE_API_KEY: "live_key", COMPLYCUBE_CLIENT_ID: "" });
  expect(code).toBe(1);
  expect(output).toContain(message);
  expect(output).not.toContain("    at ");
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
