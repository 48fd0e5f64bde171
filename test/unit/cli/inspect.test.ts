import { expect, it } from "vitest";
import { complycubeTokens, jwt, someTime, terminal, unprintable } from "./command.js";

const hour = 3_600;
const issued = someTime / 1_000;
const claims = { payload: "c2VjcmV0", urls: ["https://secret.example/"], options: { a: "secret" }, iat: issued };
const token = jwt({ ...claims, exp: issued + hour });

const inspect = (stdin: string, now?: number) => complycubeTokens(["inspect"], { stdin, ...(now && { now }) });

it("prints the readable parts", async () => {
  expect(await inspect(`${token}\n`, someTime + 90_000)).toEqual({
    exitCode: 0,
    stderr: "",
    stdout: `alg           HS256
typ           JWT
iat           2030-01-01T12:00:00.000Z, 1 min ago by this machine's clock
exp           2030-01-01T13:00:00.000Z, in 58 min by this machine's clock
other claims  "payload", "urls", "options" (values not shown)
Not verified: only ComplyCube can verify it and knows its client.
`,
  });
});

it("prints the environment if the token has it", async () => {
  const { stdout } = await inspect(jwt({ ...claims, environment: "live" }));
  expect(stdout).toMatch(/^typ {11}JWT\nenvironment {3}live\niat .+\nexp {11}absent\nother .+"options" \(/m);
});

it("accepts the output of generate --json", async () => {
  expect((await inspect(JSON.stringify({ token, clientId: "CLIENT_ID" }))).stdout).toBe((await inspect(token)).stdout);
});

it.each([
  [hour * 1_000 - 1_000, 0, "in 1 s"],
  [hour * 1_000, 1, "expired 0 s ago"],
  [hour * 49_000 - 60_000, 1, "expired 2879 min ago"],
  [hour * 49_000, 1, "expired 2 days ago"],
  [hour * -71_000, 0, "in 3 days"],
])("%i ms after the token was issued the exit code is %i", async (later, code, words) => {
  const { exitCode, stdout } = await inspect(token, someTime + later);
  expect(exitCode).toBe(code);
  expect(stdout).toMatch(new RegExp(`^exp .+, ${words} `, "m"));
});

it.each([
  [{}, "absent"],
  [{ exp: "soon", iat: -1e300 }, "not readable"],
  [{ exp: null, iat: [] }, "not readable"],
])("says why it cannot print the times of %j", async (odd, why) => {
  const { exitCode, stdout } = await inspect(jwt(odd));
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`\niat           ${why}\nexp           ${why}\nother claims  none\n`);
});

it("says why it cannot print a text", async () => {
  expect((await inspect(jwt({ environment: ["secret"] }, { alg: 1 }))).stdout).toMatch(
    /^alg {11}not readable\ntyp {11}absent\nenvironment {3}not readable\niat /,
  );
});

it("prints no value of a claim, and no part of the token", async () => {
  for (const now of [someTime, someTime * 2]) {
    const { stdout, stderr } = await inspect(token, now);
    for (const part of ["c2VjcmV0", "secret", ...token.split(".")]) expect(stdout + stderr).not.toContain(part);
  }
});

it("quotes, escapes and cuts the names of claims", async () => {
  const odd = { "a\u001b[2J\n": 1, 'a", Not verified': 1, [`long${"x".repeat(99)}`]: 1 };
  const { stdout } = await inspect(jwt(odd, { alg: "\u202e", typ: "JWT" }));
  expect(stdout.replaceAll("\n", "")).not.toMatch(unprintable);
  expect(stdout).toMatch(/^alg {11}\\u202e$/m);
  expect(stdout).toContain(
    'other claims  "a\\u001b[2J\\n", "a\\", Not verified", "longxxxxxxxxxxxxxxxx…" (values not shown',
  );
});

it("prints at most 20 names", async () => {
  const namesOf = (count: number) =>
    inspect(jwt(Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, 1]))));
  expect((await namesOf(20)).stdout).toContain('"c19" (values');
  const { stdout } = await namesOf(21);
  expect(stdout).toContain('"c19" and 1 more (values');
  expect(stdout).not.toContain('"c20"');
});

it.each([
  "header.payload.signature",
  "eyJhbGciOiJIUzI1NiJ9.e30",
  "eyJhbGciOiJIUzI1NiJ9.e30.c2ln.c2ln",
  "e30=.eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
  "eyJhbGciOiJIUzI1NiJ9.W10.c2ln",
  "eyJhbGciOiJIUzI1NiJ9.bnVsbA.c2ln",
  '{"token":',
  '{"token":null}',
  `{"token":["${token}"]}`,
  "test_c2VjcmV0L3NlY3JldA",
])("rejects %s, which is not a JWT, without repeating it", async (text) => {
  const { exitCode, stdout, stderr } = await inspect(text);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(/^complycube-tokens: stdin is not a JWT\. .+\n$/);
  if (text.length > 24) expect(stderr).not.toContain(text);
});

it("prompts for the token on a terminal", async () => {
  const { exitCode, stderr } = await complycubeTokens(["inspect"], { stdin: terminal(`${token}\n`) });
  expect(exitCode).toBe(0);
  expect(stderr).toBe("complycube-tokens: Paste the token, then press Enter and Ctrl-D.\n");
});
