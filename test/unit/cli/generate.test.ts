import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { withServer } from "../../support/loopback.js";
import { apiKey, json } from "../../support/mint.js";
import { useStubServer } from "../../support/stub-server.js";
import { complycubeTokens, forApp, jwt, someTime, terminal } from "./command.js";

const server = useStubServer();
afterEach(() => {
  server.received.length = 0;
});

function generate(args: string[], surroundings: Parameters<typeof complycubeTokens>[1] = {}) {
  const env = { COMPLYCUBE_API_KEY: apiKey, COMPLYCUBE_BASE_URL: server.url, ...surroundings.env };
  return complycubeTokens(args, { ...surroundings, env });
}

const forPage = (referrer: string) => ["generate", "--client-id", "CLIENT_ID", "--referrer", referrer];

it("prints the token and nothing else", async () => {
  const { exitCode, stdout, stderr } = await generate(forApp);
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: "header.payload.signature\n", stderr: "" });
  expect(server.received.pop()).toMatchObject({
    method: "POST",
    path: "/v1/tokens",
    authorization: apiKey,
    body: { clientId: "CLIENT_ID", appId: "com.myapp.demo.app" },
  });
});

it("binds a token to the pages of a referrer, and warns on stderr, one line a doubt", async () => {
  const { exitCode, stdout, stderr } = await generate(forPage("http://www.example.com/kyc/*"));
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "header.payload.signature\n" });
  expect(stderr).toMatch(/^(complycube-tokens: warning: .+ Write .+\n){2}$/);
  expect(server.received.pop()?.body).toEqual({ clientId: "CLIENT_ID", referrer: "http://www.example.com/kyc/*" });
});

it("refuses a referrer for every site, and takes it where that is meant", async () => {
  const refused = await generate(forPage("*://*/*"));
  expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(" --allow-any-referrer ") });
  expect(server.received).toEqual([]);
  const taken = await generate([...forPage("https://*/*"), "--allow-any-referrer"]);
  expect(taken).toMatchObject({ exitCode: 0, stderr: "" });
  expect(server.received.pop()?.body).toMatchObject({ referrer: "https://*/*" });
});

it("with --json adds what a mobile SDK needs: the client, and when the token expires, where that can be read", async () => {
  const { stdout } = await generate([...forApp, "--json"]);
  expect(stdout).toBe('{"token":"header.payload.signature","clientId":"CLIENT_ID"}\n');

  const token = jwt({ exp: someTime / 1_000 });
  await withServer(
    (response) => response.writeHead(200, json).end(JSON.stringify({ token })),
    async ({ url }) => {
      const readable = await generate([...forApp, "--json"], { env: { COMPLYCUBE_BASE_URL: url } });
      const expiresAt = "2030-01-01T12:00:00.000Z";
      expect(JSON.parse(readable.stdout)).toEqual({ token, clientId: "CLIENT_ID", expiresAt });
    },
  );
});

it.each(["", "\n", "\r\n"])("takes the key from stdin, before the environment's, without %j behind it", async (end) => {
  const { exitCode } = await generate([...forApp, "--key-stdin"], { stdin: `test_of_stdin${end}` });
  expect(exitCode).toBe(0);
  expect(server.received.pop()?.authorization).toBe("test_of_stdin");
});

it.each([
  ["a terminal, where the key would be seen", terminal("test_key\n"), /--key-stdin is for a pipe or a file/],
  ["nothing", "\n", /stdin is empty: it should hold the API key/],
  ["a stream without end", endless(), /stdin holds more than the API key/],
  ["two lines", "test_key\ntest_other\n", /the API key must be the raw key alone/],
  ["what can't be read", broken(), /stdin can't be read: Error: EISDIR/],
])("refuses as a key %s", async (_, stdin, message) => {
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

it("--timeout ends a call that nobody answers", async () => {
  await withServer(
    () => {},
    async ({ url }) => {
      const env = { COMPLYCUBE_BASE_URL: url };
      const { exitCode, stderr } = await generate([...forApp, "--timeout", "0.2"], { env });
      expect(exitCode).toBe(3);
      expect(stderr).toBe(
        "complycube-tokens: The call took longer than 200 ms: no answer yet. Raise --timeout where it may take longer.\n",
      );
    },
  );
});

it.each([
  ["9", 9_000],
  ["30", 10_000],
  ["3600", 1_200_000],
])("--timeout %s ends an attempt after %i ms, so that there is time for three", async (seconds, attemptMs) => {
  const timers = vi.spyOn(globalThis, "setTimeout");
  onTestFinished(() => void timers.mockRestore());
  expect(await generate([...forApp, "--timeout", seconds])).toMatchObject({ exitCode: 0 });
  expect(timers.mock.calls.map(([, ms]) => Math.round(Number(ms) / 100) * 100)).toContain(attemptMs);
});
