import fc from "fast-check";
import { expect, it } from "vitest";
import { version } from "../../../src/version.js";
import { apiKey } from "../../support/mint.js";
import { propertyRuns } from "../../support/property-runs.js";
import { complycubeTokens, forApp, unprintable } from "./command.js";

const secret = "Zm9yZ290dGVu";

it.each(["", "generate", "referrer", "inspect"])("prints the help of %j in 24 lines of 80 characters", async (name) => {
  const command = name === "" ? [] : [name];
  const { exitCode, stdout, stderr } = await complycubeTokens([...command, "--help"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const lines = stdout.trimEnd().split("\n");
  expect(lines[0]).toContain(`Usage: complycube-tokens ${name}`);
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(await complycubeTokens(["help", ...command])).toEqual({ exitCode: 0, stdout, stderr: "" });
  expect((await complycubeTokens([...command, "-h", "--other"])).stdout).toBe(stdout);
});

it.each(["--version", "-v"])("%s prints the version of the package", async (option) => {
  expect(await complycubeTokens([option])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
});

const forPage = ["generate", "--client-id", "CLIENT_ID", "--referrer", "https://www.example.com/*"];

it.each<[args: string[], repair: string]>([
  [[], "Commands: generate, referrer, inspect"],
  [["--client-id", secret, "generate"], "The command is missing"],
  [["genrate"], "Unknown command genrate. Did you mean generate?"],
  [["gen"], "Did you mean generate?"],
  [["mint"], "Unknown command mint. Commands: generate, referrer, inspect"],
  [["x".repeat(99)], ` ${"x".repeat(20)}.`],
  [["\u001b[2J\n"], "\\u001b[2J"],
  [["referrer", "--jsn"], "Unknown option --jsn of referrer"],
  [[...forApp, "--jsn"], "Did you mean --json?"],
  [[...forApp, "--referer", secret], "Did you mean --referrer?"],
  [[...forApp, "--clientId", secret], "Did you mean --client-id?"],
  [[...forApp, `--bundle=${secret}`], "Valid options: --client-id, --app-id"],
  [[...forApp, "--__proto__"], "Unknown option --__proto__"],
  [["inspect", "--json"], "Valid options: none"],
  [[...forApp, `--json=${secret}`], "--json takes no value"],
  [["generate", "--client-id", "--app-id", "com.example"], "--client-id needs a value"],
  [["generate", "--app-id", "com.example", "--client-id"], "--client-id needs a value"],
  [[...forApp, secret], "generate accepts only options. Quote"],
  [["inspect", secret], "Pipe the token to it"],
  [["generate", "--app-id", "com.example"], "--client-id is missing"],
  [["generate", "--client-id", "CLIENT_ID"], "either --app-id (mobile app) or --referrer"],
  [[...forPage, "--app-id", "com.example"], "either --app-id (mobile app) or --referrer"],
  [[...forApp, "--client-id", secret], "--client-id was given more than once"],
  [[...forApp, "--json", "--json"], "--json was given more than once"],
  [[...forApp, "--curl", "--json"], "either --curl or --json"],
  [[...forApp, "--timeout", secret], "--timeout must be from 0.1 to 3600 seconds"],
  [[...forApp, "--timeout", "3601"], "--timeout must be"],
  [["referrer"], "Quote the pattern"],
  [["referrer", "a", "b", secret], "Quote the pattern"],
  [["referrer", "https://*/*", "--policy", "origin"], "--policy also needs the URL of a page"],
  [["referrer", "https://*/*", "/kyc"], "PAGE-URL must be an absolute http"],
  [["referrer", "https://*/*", "https://a.example/", "--policy", secret], "--policy must be one of no-referrer "],
])("rejects %j with a repair, in one line that does not repeat a value", async (args, repair) => {
  const { exitCode, stdout, stderr } = await complycubeTokens(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(repair);
  expect(stderr.slice(0, -1)).not.toMatch(unprintable);
  expect(stderr).not.toContain(secret);
});

it.each([
  ["an option", [...forApp, `--${"x".repeat(100_000)}`], `Unknown option --${"x".repeat(18)} of generate. Valid`],
  ["a command", ["x".repeat(100_000)], `Unknown command ${"x".repeat(20)}. Commands`],
])("rejects %s of 100,000 letters", async (_, args, message) => {
  const { exitCode, stderr } = await complycubeTokens(args);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});

const environmentKey = "key-of-the-environment";

const withSecret: string[][] = [
  [...forApp, "--api-key", secret],
  [...forApp, `--api-key=${secret}`],
  ["--apiKey", secret, ...forApp],
  [...forApp, "-key", secret],
  [...forApp, `--key-stdin=${secret}`],
  ["generate", "--client-id", apiKey, "--app-id", "com.example"],
  [apiKey],
  ["live_ab_cdefghij-klmnopq"],
  ...[":", "=", "'", '"', "`"].map((before) => ["referrer", `authorization${before}${apiKey}`]),
  ["inspect", `eyJ${secret}.${secret}.${secret}`],
  ["referrer", `Bearer eyJ${secret}.${secret}.${secret}`],
  [...forApp, "--referrer", `https://www.example.com/?key=${environmentKey}`],
];

it.each(withSecret.map((args) => [args]))("rejects the secret in %j, and does not repeat it", async (args) => {
  const { exitCode, stdout, stderr } = await complycubeTokens(args, { env: { COMPLYCUBE_API_KEY: environmentKey } });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("A secret must not be an argument");
  for (const part of [secret, apiKey, "cdefghij", environmentKey]) expect(stderr).not.toContain(part);
});

it.each(["test_client_1", "live_1", `my-${apiKey}`, "com.test_ab_cdefghij-klmnopq"])(
  "accepts %s, which only resembles a key",
  async (id) => {
    const args = ["generate", "--client-id", id, "--app-id", "com.example", "--curl"];
    expect(await complycubeTokens(args, { env: { COMPLYCUBE_API_KEY: "live_1" } })).toMatchObject({ exitCode: 0 });
  },
);

it("any arguments end in an exit code, with one line on stderr for code 2", async () => {
  const names = ["--client-id", "--app-id", "--referrer", "--json", "--curl", "--timeout", "--policy", "--", "-"];
  // `unit: "binary"` takes a second to prepare.
  const anyCharacter = fc.oneof(fc.nat(255), fc.nat(0x10ffff)).map((code) => String.fromCodePoint(code));
  const argument = fc.oneof(
    fc.constantFrom(...names),
    fc.constantFrom(...names).map((name) => `${name}=`),
    fc.string({ unit: anyCharacter }),
  );
  const command = fc.constantFrom("generate", "referrer", "inspect", "");
  const anyArguments = fc.tuple(command, fc.array(argument, { maxLength: 6 }));
  await fc.assert(
    fc.asyncProperty(anyArguments, async ([name, args]) => {
      const { exitCode, stderr } = await complycubeTokens([name, ...args]);
      expect([0, 1, 2]).toContain(exitCode);
      if (exitCode === 2) expect(stderr).toMatch(/^complycube-tokens: [^\n]+\n$/);
      expect(stderr.replaceAll("\n", "")).not.toMatch(unprintable);
    }),
    { numRuns: propertyRuns },
  );
});
