import { request } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { useServer } from "../../support/loopback.js";
import { deferred } from "../../support/mint.js";
import { complycubeTokens, forApp, someTime } from "./command.js";

const key = { COMPLYCUBE_API_KEY: "test_key" };

/** Starts the mock. Returns its base URL and the lines that it prints. */
async function start(...args: string[]) {
  const controller = new AbortController();
  const { promise: url, resolve } = deferred<string>();
  const lines: string[] = [];
  const print = (text: string) => {
    lines.push(...text.trim().split("\n"));
    const [, found] = /^The mock is at (\S+)/.exec(text) ?? [];
    if (found) resolve(found);
  };
  const { signal } = controller;
  const ended = complycubeTokens(["mock", "--port", "0", ...args], { signal, print });
  onTestFinished(async () => {
    controller.abort();
    expect(await ended).toMatchObject({ exitCode: 0, stderr: "" });
  });
  return { url: await Promise.race([url, ended.then(({ stderr }) => stderr)]), lines };
}

it("serves tokens, and prints each request with its time, status and duration", async () => {
  const { url, lines } = await start();
  const env = { ...key, COMPLYCUBE_BASE_URL: url };
  const { stdout } = await complycubeTokens([...forApp, "--json"], { env });
  expect(await complycubeTokens(["inspect"], { stdin: stdout, now: Date.now() })).toMatchObject({ exitCode: 0 });

  const headers = { authorization: "test_key", "content-type": "application/json" };
  await fetch(`${url}/tokens`, { method: "POST", headers, body: "{}" });
  expect(lines.slice(0, 2)).toEqual([
    `The mock is at ${url}`,
    `For your program: COMPLYCUBE_BASE_URL=${url} COMPLYCUBE_API_KEY=test_mock`,
  ]);
  const time = new Date(someTime).toTimeString().slice(0, 8);
  expect(lines.slice(3)).toEqual([
    expect.stringMatching(`^${time} POST /v1/tokens 200 \\d+ ms$`),
    expect.stringMatching(`^${time} POST /v1/tokens 400 \\d+ ms 'clientId' is missing$`),
  ]);
});

it("answers as the options say", async () => {
  const { url } = await start("--status", "404", "--example", "unknownClient");
  const env = { ...key, COMPLYCUBE_BASE_URL: url };
  const { exitCode, stderr } = await complycubeTokens(forApp, { env });
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining("Invalid client id '123456789'")]);
});

it("answers what fetch could not send", async () => {
  const { url } = await start();
  const statusOf = (method: string, body?: string) =>
    new Promise((resolve, reject) => {
      const headers = body ? { "content-length": body.length } : {};
      const sent = request(`${url}/tokens`, { method, headers }, ({ statusCode }) => resolve(statusCode));
      sent.on("error", reject).end(body);
    });
  expect(await statusOf("GET", "{}")).toBe(405);
  expect(await statusOf("HEAD")).toBe(405);
  expect(await statusOf("TRACE")).toBe(400);
});

it("goes on after a client closed its connection in the middle of a body", async () => {
  const { url } = await start();
  const headers = { "content-length": 9 };
  const cut = request(`${url}/tokens`, { method: "POST", headers }).on("error", () => {});
  const closed = new Promise((resolve) => cut.once("close", resolve));
  cut.write("{", () => cut.destroy());
  await closed;
  expect((await fetch(`${url}/tokens`)).status).toBe(405);
});

const other = useServer((response) => response.end());

it.each<[string[], string]>([
  [["--port", "x"], "--port must be a whole number from 0 to 65535."],
  [["--port", "65536"], "--port must be a whole number from 0 to 65535."],
  [["--status", "x"], "--status must be a status from 200 to 599."],
  [["--example", "nope"], 'Status 200 has no example "nope". It has: realistic, form.'],
  [["4010"], "mock accepts only options. Pass the port with --port."],
])("refuses mock %j", async (args, message) => {
  const stderr = `complycube-tokens: ${message}\n`;
  expect(await complycubeTokens(["mock", ...args])).toEqual({ exitCode: 2, stdout: "", stderr });
});

it("says that the port is in use", async () => {
  const { port } = new URL(other.url);
  const stderr = `complycube-tokens: Cannot listen on port ${port} (EADDRINUSE). Pass another --port; 0 means any free one.\n`;
  expect(await complycubeTokens(["mock", "--port", port])).toEqual({ exitCode: 2, stdout: "", stderr });
});
