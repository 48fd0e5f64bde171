import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { exitCodes, failureOf } from "../../../src/cli/exit-codes.js";
import { main } from "../../../src/cli/main.js";
import { ComplyCubeRequestError, ComplyCubeTimeoutError } from "../../../src/index.js";
import { type Handler, json, withServer } from "../../support/loopback.js";
import { complycubeTokens, forApp, unprintable } from "./command.js";

// No back-off.
beforeAll(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterAll(() => {
  vi.restoreAllMocks();
});

const error = (status: number, message = "No") =>
  json(status, { type: "not_found", message }, { "x-request-id": "req_1" });
const page =
  (status: number): Handler =>
  (response) =>
    response.writeHead(status, { "content-type": "text/html" }).end("<p>Sign in</p>");

function outcomeOf(handler: Handler) {
  return withServer(handler, ({ url }) =>
    complycubeTokens(forApp, { env: { COMPLYCUBE_API_KEY: "test_key", COMPLYCUBE_BASE_URL: url } }),
  );
}

it.each<[code: number, outcome: string, handler: Handler]>([
  [1, "an unknown client", error(404)],
  [1, "a 401 without a type", json(401, {})],
  [3, "a broken connection", ({ socket }) => socket?.destroy()],
  [4, "status 408", error(408)],
  [4, "status 429", error(429)],
  [4, "status 501", error(501)],
  [5, "an HTML page", page(200)],
  [5, "a success without a token", json(200, {})],
  [5, "a 404 that is not the API's", json(404, { message: "No such page" })],
  [5, "a 404 that is an HTML page", page(404)],
])("exit code %i, with one line on stderr: %s", async (code, _, handler) => {
  const { exitCode, stdout, stderr } = await outcomeOf(handler);
  expect({ exitCode, stdout }).toEqual({ exitCode: code, stdout: "" });
  expect(stderr).toMatch(/^complycube-tokens: .+\.( Request ID: req_1)?\n$/);
  expect(stderr).not.toMatch(/`(apiKey|baseUrl|clientId|appId|referrer|\w*[tT]imeoutMs)`/);
});

it.each([
  [{}, "Set COMPLYCUBE_API_KEY, or pipe the key to --key-stdin."],
  [{ COMPLYCUBE_API_KEY: "Bearer key" }, "the API key must be "],
  [{ COMPLYCUBE_API_KEY: "test_key", COMPLYCUBE_BASE_URL: "http://www.example.com" }, "COMPLYCUBE_BASE_URL must be "],
])("exit code 2: the environment is %j", async (env, message) => {
  const { exitCode, stderr } = await complycubeTokens(forApp, { env });
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
});

it("escapes control characters in a message of the API", async () => {
  const { stderr } = await outcomeOf(error(400, "Bad\r\n\n  \u001b[31mclient\u001b[0m\u0007 \u202eID\u{e0041}\u2028!"));
  expect(stderr).toContain("\\u001b[31mclient\\u001b[0m\\u0007 \\u202eID\\udb40\\udc41\\u2028!");
  expect(stderr.slice(0, -1)).not.toMatch(unprintable);
});

it("ends an error of the API with the request ID, if there is one", async () => {
  expect((await outcomeOf(error(404))).stderr).toMatch(/ Request ID: req_1\n$/);
  expect((await outcomeOf(json(404, {}))).stderr).not.toContain("Request ID");
});

it.each([
  [
    new ComplyCubeRequestError({ param: "appId", message: "Pass `appId`, `clientId` or `referrer`." }),
    "Pass --app-id, --client-id or --referrer.",
  ],
  [
    new ComplyCubeTimeoutError({ limit: "attemptTimeoutMs", limitMs: 10_000, phase: "answer", attempts: 1 }),
    "Timed out after 10000 ms while waiting for the response. Increase --timeout to allow more.",
  ],
])("uses the names of the command line's options: %s", (thrown, message) => {
  expect(failureOf(thrown)?.message).toBe(message);
});

it("rethrows a bug with its stack", async () => {
  const bug = new TypeError("a bug");
  const print = () => {
    throw bug;
  };
  const io = { env: {}, stdin: process.stdin, now: Date.now, printError: () => {}, print };
  await expect(main(["--version"], io)).rejects.toBe(bug);
});

it("lists the exit codes in docs/command-line.md", async () => {
  const page = await readFile("docs/command-line.md", "utf8");
  const rows = Object.entries(exitCodes).map(([code, meaning]) => `| ${code} | ${meaning} |`);
  expect(page).toContain(rows.join("\n"));
});
