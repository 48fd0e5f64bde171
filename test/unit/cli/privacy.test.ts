import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Handler, json, withServer } from "../../support/loopback.js";
import { apiKey, jsonHeaders, minted, token } from "../../support/mint.js";
import { complycubeTokens, forApp } from "./command.js";

// No back-off.
beforeAll(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterAll(() => {
  vi.restoreAllMocks();
});

/** The middle of the key and of the token. */
const keyPart = apiKey.slice(5, -5);
const tokenPart = token.slice(25, -5);
const echo = `${apiKey} ${encodeURIComponent(apiKey)} Bearer ${apiKey} ${token}`;
const problem = { type: echo, message: echo, param: echo, token };

const answers: [string, Handler][] = [
  ["status 400", json(400, problem, { "x-request-id": echo })],
  ["status 500", json(500, problem, { "x-request-id": echo })],
  ["an HTML page", (response) => response.writeHead(200, { "content-type": `text/html; ${apiKey}` }).end(echo)],
  ["a misspelt token", (response) => response.writeHead(200, jsonHeaders).end(`{"tokn":"${token}","key":"${apiKey}"}`)],
  ["a redirect", (response) => response.writeHead(307, { location: `https://example.com/?key=${apiKey}` }).end()],
  ["another protocol", ({ socket }) => socket?.end(`SSH-2.0 ${echo}\r\n`)],
];

function generate(url: string) {
  return complycubeTokens([...forApp, "--key-stdin"], { stdin: apiKey, env: { COMPLYCUBE_BASE_URL: url } });
}

it.each(answers)("prints neither the key nor a token after %s", async (_, handler) => {
  const { exitCode, stdout, stderr } = await withServer(handler, ({ url }) => generate(url));
  expect({ exitCode: exitCode > 0, stdout }).toEqual({ exitCode: true, stdout: "" });
  for (const part of [keyPart, tokenPart]) expect(stderr).not.toContain(part);
});

it("prints the token only on stdout", async () => {
  expect(await withServer(minted, ({ url }) => generate(url))).toEqual({
    exitCode: 0,
    stdout: `${token}\n`,
    stderr: "",
  });
});

it.each([
  ["with Bearer", [...forApp, "--key-stdin"], `Bearer ${apiKey}`],
  ["of two lines", [...forApp, "--key-stdin"], `${apiKey}\n${apiKey}`],
  ["that is also an argument", ["generate", "--client-id=A", `--referrer=x?${keyPart}`, "--key-stdin"], keyPart],
  ["that is passed to inspect", ["inspect"], apiKey],
])("does not print a key %s", async (_, args, stdin) => {
  const { exitCode, stdout, stderr } = await complycubeTokens(args, { stdin });
  expect(exitCode).toBeGreaterThan(0);
  expect(stdout + stderr).not.toContain(keyPart);
});
