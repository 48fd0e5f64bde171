import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { exitCodes, failureOf } from "../../../src/cli/exit-codes.js";
import { main } from "../../../src/cli/main.js";
import { ComplyCubeRequestError, ComplyCubeTimeoutError } from "../../../src/index.js";
import { type Handler, withServer } from "../../support/loopback.js";
import { jsonHeaders, minted } from "../../support/mint.js";
import { complycubeTokens, type Ended, forApp, unprintable } from "./command.js";

// No back-off.
beforeAll(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterAll(() => {
  vi.restoreAllMocks();
});

const error =
  (status: number, message = "No"): Handler =>
  (response) =>
    response.writeHead(status, { ...jsonHeaders, "x-request-id": "req_1" }).end(JSON.stringify({ type: "x", message }));

const outcomes: [code: number, what: string, handler: Handler, args?: string[]][] = [
  [0, "a token", minted],
  [1, "a wrong key", error(401)],
  [1, "a plan without tokens", error(403)],
  [1, "an unknown client", error(404)],
  [2, "an empty ID", minted, ["generate", "--client-id=", "--app-id", "com.example"]],
  [2, "a wrong pattern", minted, ["generate", "--client-id", "CLIENT_ID", "--referrer", "www.example.com"]],
  [3, "a broken connection", ({ socket }) => socket?.destroy()],
  [3, "a timeout", () => {}, [...forApp, "--timeout", "0.2"]],
  [4, "status 408", error(408)],
  [4, "status 429", error(429)],
  [4, "status 500", error(500)],
  [4, "status 501", error(501)],
  [5, "a redirect", (response) => response.writeHead(302, { location: "https://www.example.com/" }).end()],
  [5, "an HTML page", (response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>Sign in</p>")],
  [
    5,
    "a 404 that is not the API's",
    (response) => response.writeHead(404, jsonHeaders).end('{"message":"No such page"}'),
  ],
  [
    5,
    "a 404 that is an HTML page",
    (response) => response.writeHead(404, { "content-type": "text/html" }).end("<p>No</p>"),
  ],
  [1, "a 401 without a type", (response) => response.writeHead(401, jsonHeaders).end("{}")],
  [5, "a success without a token", (response) => response.writeHead(200, jsonHeaders).end("{}")],
];

function outcomeOf(handler: Handler, args = forApp): Promise<Ended> {
  return withServer(handler, ({ url }) =>
    complycubeTokens(args, { env: { COMPLYCUBE_API_KEY: "test_key", COMPLYCUBE_BASE_URL: url } }),
  );
}

it.each(outcomes)("exit code %i: %s", async (code, _, handler, args) => {
  const { exitCode, stdout, stderr } = await outcomeOf(handler, args);
  expect(exitCode).toBe(code);
  if (code === 0) return expect(stderr).toBe("");
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^complycube-tokens: .+\.( Request ID: req_1)?\n$/);
  expect(stderr).not.toMatch(/`(apiKey|baseUrl|clientId|appId|referrer|\w*[tT]imeoutMs)`/);
});

it("exit code 2: an invalid environment variable", async () => {
  for (const env of [{ COMPLYCUBE_API_KEY: "Bearer key" }, { COMPLYCUBE_BASE_URL: "http://www.example.com" }]) {
    const { exitCode, stderr } = await complycubeTokens(forApp, { env: { COMPLYCUBE_API_KEY: "test_key", ...env } });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^complycube-tokens: (the API key|COMPLYCUBE_BASE_URL) must be .+\n$/);
  }
});

it("exit code 2: no key", async () => {
  const { exitCode, stderr } = await complycubeTokens(forApp);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("Set COMPLYCUBE_API_KEY, or pipe the key to --key-stdin");
});

it("escapes control characters in a message of the API", async () => {
  const { stderr } = await outcomeOf(error(400, "Bad\r\n\n  \u001b[31mclient\u001b[0m\u0007 \u202eID\u{e0041}\u2028!"));
  expect(stderr).toMatch(
    /^complycube-tokens: Bad\\u000d\\u000a\\u000a \\u001b\[31mclient\\u001b\[0m\\u0007 \\u202eID\\udb40\\udc41\\u2028! \(/,
  );
  expect(stderr.slice(0, -1)).not.toMatch(unprintable);
});

it("ends an error of the API with the request ID, if there is one", async () => {
  expect((await outcomeOf(error(404))).stderr).toMatch(/ Request ID: req_1\n$/);
  const nameless: Handler = (response) => response.writeHead(404, jsonHeaders).end("{}");
  expect((await outcomeOf(nameless)).stderr).not.toContain("Request ID");
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
  const io = {
    env: {},
    stdin: process.stdin,
    now: Date.now,
    complain: () => {},
    print() {
      throw bug;
    },
  };
  await expect(main(["--version"], io)).rejects.toBe(bug);
});

describe("the exit codes are listed", () => {
  const rows = Object.entries(exitCodes);

  it("in the README", async () => {
    const readme = await readFile("README.md", "utf8");
    const [section = ""] = /^## The command line$.*?^## /ms.exec(readme) ?? [];
    const table = [...section.matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(([, code, meaning]) => [code, meaning]);
    expect(table).toEqual(rows);
  });

  it("in the help", async () => {
    const { stdout } = await complycubeTokens(["--help"]);
    const list = [...stdout.matchAll(/^ {2}(\d+) +(.+)$/gm)].map(([, code, meaning]) => [code, meaning]);
    expect(list).toEqual(rows);
  });
});
