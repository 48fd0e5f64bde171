import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Handler, withServer } from "../../support/loopback.js";
import { apiKey, jsonHeaders, minted, token } from "../../support/mint.js";
import { complycubeTokens, type Ended, forApp } from "./command.js";

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
const body = JSON.stringify({ type: echo, message: echo, param: echo, token });

const answers: Record<string, Handler> = {
  ...Object.fromEntries(
    [400, 401, 404, 429, 500].map((status): [string, Handler] => [
      `status ${status}`,
      (response) => response.writeHead(status, { ...jsonHeaders, "x-request-id": echo }).end(body),
    ]),
  ),
  "an HTML page": (response) => response.writeHead(200, { "content-type": `text/html; ${apiKey}` }).end(echo),
  "a misspelt token": (response) => response.writeHead(200, jsonHeaders).end(`{"tokn":"${token}","key":"${apiKey}"}`),
  "a redirect": (response) => response.writeHead(307, { location: `https://example.com/?key=${apiKey}` }).end(),
  "another protocol": ({ socket }) => socket?.end(`SSH-2.0 ${echo}\r\n`),
};

const ways: Record<string, (url: string) => Promise<Ended>> = {
  "the environment": (url) =>
    complycubeTokens(forApp, { env: { COMPLYCUBE_API_KEY: apiKey, COMPLYCUBE_BASE_URL: url } }),
  stdin: (url) => complycubeTokens([...forApp, "--key-stdin"], { stdin: apiKey, env: { COMPLYCUBE_BASE_URL: url } }),
};

describe.each(Object.entries(ways))("with the key from %s, the key and a token", (_, run) => {
  it.each(Object.entries(answers))("are not printed after %s", async (_, handler) => {
    const { exitCode, stdout, stderr } = await withServer(handler, ({ url }) => run(url));
    expect(exitCode).toBeGreaterThan(0);
    expect(stdout).toBe("");
    expect(stderr).not.toContain(keyPart);
    expect(stderr).not.toContain(tokenPart);
  });

  it("are printed only as the token on stdout", async () => {
    const { stdout, stderr } = await withServer(minted, ({ url }) => run(url));
    expect(stdout).toContain(tokenPart);
    expect(stdout).not.toContain(keyPart);
    expect(stderr).toBe("");
  });
});

it.each([
  ["a key with Bearer", [...forApp, "--key-stdin"], `Bearer ${apiKey}`],
  ["a key of two lines", [...forApp, "--key-stdin"], `${apiKey}\n${apiKey}`],
  [
    "a key that is also an argument",
    ["generate", "--client-id=A", "--referrer=x?other-form", "--key-stdin"],
    "other-form",
  ],
  ["a key that is passed to inspect", ["inspect"], apiKey],
])("does not print %s", async (_, args, stdin) => {
  const { exitCode, stdout, stderr } = await complycubeTokens(args, { stdin });
  expect(exitCode).toBeGreaterThan(0);
  for (const part of [keyPart, "other-form"]) expect(stdout + stderr).not.toContain(part);
});
