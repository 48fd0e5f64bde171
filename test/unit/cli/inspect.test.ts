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
    stdout: `alg           HS256
typ           JWT
iat           2030-01-01T12:00:00.000Z, 1 min ago by the clock of this machine
exp           2030-01-01T13:00:00.000Z, in 58 min by the clock of this machine
other claims  "payload", "urls", "options" (values not shown: opaque, ComplyCube's own)
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
  [hour * 49_000 - 60_000, 1, "2879 min ago"],
  [hour * 49_000, 1, "2 days ago"],
  [hour * -71_000, 0, "in 3 days"],
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
      /^alg {11}not readable\ntyp {11}not readable\niat {11}not readable\nexp {11}not readable\nother claims {2}none\n/,
    );
  },
);

it("shows nothing of what the claims hold, nor of the token", async () => {
  for (const now of [someTime, someTime * 2]) {
    const { stdout, stderr } = await inspect(token, now);
    for (const part of ["c2VjcmV0", "secret", ...token.split(".")]) expect(stdout + stderr).not.toContain(part);
  }
});

it("names that are odd stay in their line, in their quotes, and are cut", async () => {
  const odd = { "a\u001b[2J\n": 1, 'a", Not verified': 1, [`long${"x".repeat(99)}`]: 1 };
  const { stdout } = await inspect(jwt(odd, { alg: "\u202e", typ: "JWT" }));
  expect(stdout.replaceAll("\n", "")).not.toMatch(unclean);
  expect(stdout).toMatch(/^alg {11}\\u202e$/m);
  expect(stdout).toContain(
    'other claims  "a\\u001b[2J\\n", "a\\", Not verified", "longxxxxxxxxxxxxxxxx…" (values not shown',
  );
});

it.each([
  [20, '"c19" (values'],
  [21, '"c19" and 1 more (values'],
  [4_000, '"c19" and 3980 more (values'],
])("of %i other claims it names 20 at most", async (count, end) => {
  const many = Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, 1]));
  const { stdout } = await inspect(jwt(many));
  expect(stdout).toContain(end);
  expect(stdout).not.toContain('"c20"');
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
  '{"token":{"toString":1,"valueOf":1}}',
  '{"token":null}',
  `{"token":["${token}"]}`,
  "test_c2VjcmV0L3NlY3JldA",
])("%s is no JWT: one line, which does not repeat it", async (text) => {
  const { exitCode, stdout, stderr } = await inspect(text);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(
    /^complycube-tokens: stdin holds no JWT: expected three parts .+\.signature, the mock's placeholder, is none\.\n$/,
  );
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
