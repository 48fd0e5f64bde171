import { expect, it } from "vitest";
import { complycubeTokens, jwt, someTime, terminal, unclean } from "./command.js";

const hour = 3_600;
const issued = someTime / 1_000;
const claims = { payload: "c2VjcmV0", urls: ["https://secret.example/"], options: { a: "secret" }, iat: issued };
const token = jwt({ ...claims, exp: issued + hour });

const inspect = (stdin: string, now?: number) => complycubeTokens(["inspect"], { stdin, ...(now && { now }) });

it("says what can be read, and that it can't verify", async () => {
  expect(await inspect(`${token}\n`, someTime + 90_000)).toEqual({
    exitCode: 0,
    stderr: "",
    stdout: `alg     HS256
typ     JWT
iat     2030-01-01T12:00:00.000Z, 1 min ago by the clock of this machine
exp     2030-01-01T13:00:00.000Z, in 58 min by the clock of this machine
opaque  payload, urls, options
Not verified: only ComplyCube can tell whether it is genuine, and for which client.
`,
  });
});

it("takes what generate --json prints", async () => {
  expect((await inspect(JSON.stringify({ token, clientId: "CLIENT_ID" }))).stdout).toBe((await inspect(token)).stdout);
});

it.each([
  [hour * 1_000 - 1_000, 0, "in 1 s"],
  [hour * 1_000, 1, "0 s ago"],
  [hour * 1_000 + 180_000, 1, "3 min ago"],
])("%i ms after it was issued, the exit code is %i", async (later, code, words) => {
  const { exitCode, stdout } = await inspect(token, someTime + later);
  expect(exitCode).toBe(code);
  expect(stdout).toMatch(new RegExp(`^exp .+, ${words} `, "m"));
});

it.each([{}, { exp: "soon" }, { exp: 1e300 }, { exp: null, iat: [] }])(
  "can't read when %j expires, and says so",
  async (odd) => {
    const { exitCode, stdout } = await inspect(jwt(odd, { alg: 1 }));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^alg {5}not readable\ntyp {5}not readable\niat {5}not readable\nexp {5}not readable\nopaque {2}no/,
    );
  },
);

it("shows nothing of what the claims hold, nor of the token", async () => {
  for (const now of [someTime, someTime * 2]) {
    const { stdout, stderr } = await inspect(token, now);
    for (const part of ["c2VjcmV0", "secret", ...token.split(".")]) expect(stdout + stderr).not.toContain(part);
  }
});

it("names that are odd stay in their line, and are cut", async () => {
  const { stdout } = await inspect(
    jwt({ "a\u001b[2J\n": 1, [`long${"x".repeat(99)}`]: 1 }, { alg: "\u202e", typ: "JWT" }),
  );
  expect(stdout.replaceAll("\n", "")).not.toMatch(unclean);
  expect(stdout).toContain("opaque  a\\u001b[2J\\u000a, longxxxxxxxxxxxxxxxx…\n");
});

it.each([
  "header.payload.signature",
  "eyJhbGciOiJIUzI1NiJ9.e30",
  "eyJhbGciOiJIUzI1NiJ9.e30.c2ln.c2ln",
  "e30=.eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
  "eyJhbGciOiJIUzI1NiJ9.W10.c2ln",
  "eyJhbGciOiJIUzI1NiJ9.MQ.c2ln",
  "eyJhbGciOiJIUzI1NiJ9.bnVsbA.c2ln",
  "{}",
  '{"token":',
  "test_c2VjcmV0L3NlY3JldA",
])("%s is no JWT: one line, which does not repeat it", async (text) => {
  const { exitCode, stdout, stderr } = await inspect(text);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(/^complycube-tokens: stdin holds no JWT: expected header\.payload\.signature, .+\n$/);
  if (text.length > 24) expect(stderr).not.toContain(text);
});

it("asks for the token on a terminal, rather than wait without a word", async () => {
  const { exitCode, stderr } = await complycubeTokens(["inspect"], { stdin: terminal(`${token}\n`) });
  expect(exitCode).toBe(0);
  expect(stderr).toBe("complycube-tokens: paste the token, then press Enter and Ctrl-D.\n");
});

it("2: stdin is empty", async () => {
  expect(await inspect("\n")).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: expect.stringContaining("stdin is empty"),
  });
});
