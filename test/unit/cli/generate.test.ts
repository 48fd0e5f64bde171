import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { json, useServer, withServer } from "../../support/loopback.js";
import { apiKey, jsonHeaders } from "../../support/mint.js";
import { complycubeTokens, forApp, jwt, someTime, terminal } from "./command.js";

const server = useServer(json(200, { token: "header.payload.signature" }));
afterEach(() => {
  server.received.length = 0;
});

function generate(args: string[], environment: Parameters<typeof complycubeTokens>[1] = {}) {
  const env = { COMPLYCUBE_API_KEY: apiKey, COMPLYCUBE_BASE_URL: server.url, ...environment.env };
  return complycubeTokens(args, { ...environment, env });
}

const forPage = (referrer: string) => ["generate", "--client-id", "CLIENT_ID", "--referrer", referrer];

it("prints the token and nothing else", async () => {
  const { exitCode, stdout, stderr } = await generate(forApp);
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: "header.payload.signature\n", stderr: "" });
  expect(server.received.pop()).toMatchObject({
    method: "POST",
    path: "/v1/tokens",
    headers: { authorization: apiKey },
    body: '{"clientId":"CLIENT_ID","appId":"com.myapp.demo.app"}',
  });
});

it("prints each warning about the referrer as a line on stderr", async () => {
  const { exitCode, stdout, stderr } = await generate(forPage("http://www.example.com/kyc/*"));
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "header.payload.signature\n" });
  expect(stderr).toMatch(/^(complycube-tokens: warning: .+ Write .+\n){2}$/);
  expect(server.received.pop()?.body).toContain("http://www.example.com/kyc/*");
});

it("accepts a referrer for every site only with --allow-any-referrer", async () => {
  const rejected = await generate(forPage("*://*/*"));
  expect(rejected).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("Add --allow-any-referrer ") });
  expect(server.received).toEqual([]);
  const accepted = await generate([...forPage("https://*/*"), "--allow-any-referrer"]);
  expect(accepted).toMatchObject({ exitCode: 0, stderr: "" });
  expect(server.received.pop()?.body).toContain("https://*/*");
});

it("--json adds the client ID, and the expiry if the token contains it", async () => {
  const { stdout } = await generate([...forApp, "--json"]);
  expect(stdout).toBe('{"token":"header.payload.signature","clientId":"CLIENT_ID"}\n');

  const token = jwt({ exp: someTime / 1_000 });
  await withServer(
    (response) => response.writeHead(200, jsonHeaders).end(JSON.stringify({ token })),
    async ({ url }) => {
      const readable = await generate([...forApp, "--json"], { env: { COMPLYCUBE_BASE_URL: url } });
      const expiresAt = "2030-01-01T12:00:00.000Z";
      expect(JSON.parse(readable.stdout)).toEqual({ token, clientId: "CLIENT_ID", expiresAt });
    },
  );
});

it.each(["", "\n", "\r\n"])("--key-stdin reads the key from stdin, without %j at its end", async (end) => {
  const { exitCode } = await generate([...forApp, "--key-stdin"], { stdin: `test_of_stdin${end}` });
  expect(exitCode).toBe(0);
  expect(server.received.pop()?.headers.authorization).toBe("test_of_stdin");
});

it.each([
  ["a terminal", terminal("test_key\n"), /--key-stdin reads a pipe or a file/],
  ["an empty stdin", "\n", /stdin is empty/],
  ["an endless stream", endless(), /stdin is longer than the API key/],
  ["two lines", "test_key\ntest_other\n", /the API key must be the raw API key/],
  ["a stream that fails", broken(), /Cannot read stdin: Error: EISDIR/],
])("--key-stdin rejects %s", async (_, stdin, message) => {
  const { exitCode, stderr } = await generate([...forApp, "--key-stdin"], { stdin });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(message);
});

async function* endless() {
  for (;;) yield "test_";
}

async function* broken() {
  yield "test_";
  throw new Error("EISDIR: illegal operation on a directory, read");
}

it("--timeout limits the call", async () => {
  await withServer(
    () => {},
    async ({ url }) => {
      const env = { COMPLYCUBE_BASE_URL: url };
      const { exitCode, stderr } = await generate([...forApp, "--timeout", "0.2"], { env });
      expect(exitCode).toBe(3);
      expect(stderr).toMatch(/^complycube-tokens: Timed out after 200 ms .* Increase --timeout to allow more\.\n$/);
    },
  );
});

it.each([
  ["9", 9_000],
  ["30", 10_000],
  ["3600", 1_200_000],
])("--timeout %s limits an attempt to %i ms, which leaves time for three", async (seconds, attemptMs) => {
  const timers = vi.spyOn(globalThis, "setTimeout");
  onTestFinished(() => void timers.mockRestore());
  expect(await generate([...forApp, "--timeout", seconds])).toMatchObject({ exitCode: 0 });
  expect(timers.mock.calls.map(([, ms]) => Math.round(Number(ms) / 100) * 100)).toContain(attemptMs);
});
