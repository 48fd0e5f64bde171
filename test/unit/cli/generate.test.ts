import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { type Handler, json, useServer } from "../../support/loopback.js";
import { apiKey } from "../../support/mint.js";
import { complycubeTokens, forApp, jwt, someTime, terminal } from "./command.js";

const placeholder = json(200, { token: "header.payload.signature" });
let respond: Handler = placeholder;
const server = useServer((...args) => respond(...args));
afterEach(() => {
  respond = placeholder;
  server.received.length = 0;
});

function generate(args: string[], environment: Parameters<typeof complycubeTokens>[1] = {}) {
  return complycubeTokens(args, {
    env: { COMPLYCUBE_API_KEY: apiKey, COMPLYCUBE_BASE_URL: server.url },
    ...environment,
  });
}

const forPage = (referrer: string) => ["generate", "--client-id", "CLIENT_ID", "--referrer", referrer];

it("prints the token and nothing else", async () => {
  expect(await generate(forApp)).toEqual({ exitCode: 0, stdout: "header.payload.signature\n", stderr: "" });
  expect(server.received).toMatchObject([
    {
      method: "POST",
      path: "/v1/tokens",
      headers: { authorization: apiKey },
      body: '{"clientId":"CLIENT_ID","appId":"com.myapp.demo.app"}',
    },
  ]);
});

it("prints each warning about the referrer as a line on stderr", async () => {
  const { exitCode, stdout, stderr } = await generate(forPage("http://www.example.com/kyc/*"));
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "header.payload.signature\n" });
  expect(stderr).toMatch(/^(complycube-tokens: warning: .+ Write .+\n){2}$/);
  expect(server.received[0]?.body).toContain("http://www.example.com/kyc/*");
});

it.each(["--json", "--curl"])(
  "%s needs --allow-any-referrer for a referrer that matches every site",
  async (format) => {
    const rejected = await generate([...forPage("https://*/*"), format]);
    expect(rejected).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("Add --allow-any-referrer ") });
    expect(rejected.stdout).toBe("");
    expect(server.received).toEqual([]);
    const accepted = await generate([...forPage("https://*/*"), "--allow-any-referrer", format]);
    expect(accepted).toMatchObject({ exitCode: 0, stderr: "" });
  },
);

it("--json adds the client ID, and the expiry if the token contains it", async () => {
  const { stdout } = await generate([...forApp, "--json"]);
  expect(stdout).toBe('{"token":"header.payload.signature","clientId":"CLIENT_ID"}\n');

  const token = jwt({ exp: someTime / 1_000 });
  respond = json(200, { token });
  const readable = await generate([...forApp, "--json"]);
  const expiresAt = "2030-01-01T12:00:00.000Z";
  expect(JSON.parse(readable.stdout)).toEqual({ token, clientId: "CLIENT_ID", expiresAt });
});

it("--curl prints the name of the variable instead of the key, and needs no key", async () => {
  const env = { COMPLYCUBE_BASE_URL: "https://api.complycube.com/v1" };
  const { stdout } = await generate([...forApp, "--curl", "--key-stdin"], { env });
  expect(stdout).toBe(`curl --globoff 'https://api.complycube.com/v1/tokens' \\
  -H "authorization: $COMPLYCUBE_API_KEY" \\
  -H 'accept: application/json' \\
  -H 'content-type: application/json' \\
  --data-raw '{"clientId":"CLIENT_ID","appId":"com.myapp.demo.app"}'
`);
  const withKey = { env: { ...env, COMPLYCUBE_API_KEY: apiKey } };
  expect((await generate([...forApp, "--curl"], withKey)).stdout).toBe(stdout);
});

it.each(["", "\n", "\r\n"])("--key-stdin reads the key from stdin, without %j at its end", async (end) => {
  const { exitCode } = await generate([...forApp, "--key-stdin"], { stdin: `test_of_stdin${end}` });
  expect(exitCode).toBe(0);
  expect(server.received[0]?.headers.authorization).toBe("test_of_stdin");
});

it.each([
  ["a terminal", terminal("test_key\n"), /--key-stdin reads a pipe or a file/],
  ["an empty stdin", "\n", /stdin is empty/],
  ["an endless stream", endless(), /stdin is longer than the API key/],
  ["two lines", "test_key\ntest_other\n", /the API key must be the raw API key/],
  ["a stream that fails", broken(), /Cannot read stdin: Error: EISDIR/],
])("--key-stdin rejects %s", async (_, stdin, message) => {
  const { exitCode, stderr } = await generate([...forApp, "--key-stdin"], { stdin });
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
});

async function* endless() {
  for (;;) yield "test_";
}

async function* broken() {
  yield "test_";
  throw new Error("EISDIR: illegal operation on a directory, read");
}

it("--timeout limits the call", async () => {
  respond = () => {};
  const { exitCode, stderr } = await generate([...forApp, "--timeout", "0.2"]);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/^complycube-tokens: Timed out after 200 ms .* Increase --timeout to allow more\.\n$/);
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
