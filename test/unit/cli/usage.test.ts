import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { version } from "../../../src/version.js";
import { apiKey } from "../../support/mint.js";
import { propertyRuns } from "../../support/property-runs.js";
import { complycubeTokens, forApp, unprintable } from "./command.js";

const secret = "Zm9yZ290dGVu";

describe.each([[], ["generate"], ["referrer"], ["inspect"]])("the help of %s", (...command) => {
  it("fits a terminal of 24 lines and 80 columns", async () => {
    const { exitCode, stdout, stderr } = await complycubeTokens([...command, "--help"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toContain(`Usage: complycube-tokens ${command}`);
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it("is printed for help, --help and -h, whatever the other arguments are", async () => {
    const { stdout } = await complycubeTokens([...command, "--help"]);
    expect(await complycubeTokens(["help", ...command])).toEqual({ exitCode: 0, stdout, stderr: "" });
    expect((await complycubeTokens([...command, "-h", "--other"])).stdout).toBe(stdout);
  });
});

it.each(["--version", "-v"])("%s prints the version of the package", async (option) => {
  expect(await complycubeTokens([option])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
});

const forPage = ["generate", "--client-id", "CLIENT_ID", "--referrer", "https://www.example.com/*"];

describe("a wrong argument is rejected with the repair, in one line that does not repeat a value:", () => {
  it.each<[args: string[], repair: string]>([
    [[], "Commands: generate, referrer, inspect"],
    [["--client-id", secret, "generate"], "The command is missing"],
    [["genrate"], "Unknown command genrate. Did you mean generate?"],
    [["gen"], "Did you mean generate?"],
    [["mint"], "Commands: generate, referrer, inspect"],
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
    [[...forApp, secret], "generate accepts only options"],
    [["inspect", secret], "pipe the token to it"],
    [["generate", "--app-id", "com.example"], "--client-id is missing"],
    [["generate", "--client-id", "CLIENT_ID"], "either --app-id (mobile app) or --referrer"],
    [[...forPage, "--app-id", "com.example"], "either --app-id (mobile app) or --referrer"],
    [[...forApp, "--client-id", secret], "--client-id was given more than once"],
    [[...forApp, `--app-id=${secret}`], "--app-id was given more than once"],
    [[...forApp, "--json", "--json"], "--json was given more than once"],
    [[...forApp, "--curl", "--json"], "either --curl or --json"],
    [[...forApp, "--timeout", secret], "--timeout must be a number of seconds from 0.1 to 3600"],
    [[...forApp, "--timeout", "3601"], "--timeout must be"],
    [[...forApp, "--timeout="], "--timeout must be"],
    [["referrer"], "needs a pattern in quotes"],
    [["referrer", "a", "b", secret], "needs a pattern in quotes"],
    [["referrer", "https://*/*", "--policy", "origin"], "--policy also needs the URL of a page"],
    [["referrer", "https://*/*", "/kyc"], "PAGE-URL must be"],
    [["referrer", "https://*/*", "https://a.example/", "--policy", secret], "--policy must be one of no-referrer "],
  ])("%j", async (args, repair) => {
    const { exitCode, stdout, stderr } = await complycubeTokens(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(repair);
    expect(stderr.slice(0, -1)).not.toMatch(unprintable);
    expect(stderr).not.toContain(secret);
  });
});

it.each<[args: string[]]>([
  [[...forApp, "--api-key", secret]],
  [[...forApp, `--api-key=${secret}`]],
  [["--apiKey", secret, ...forApp]],
  [[...forApp, "-key", secret]],
  [[...forApp, `--key-stdin=${secret}`]],
  [["referrer", "--token", secret]],
  [["generate", "--client-id", apiKey, "--app-id", "com.example"]],
  [[...forApp, `COMPLYCUBE_API_KEY=${apiKey}`]],
  [[`${apiKey}`]],
  [["live_ab_cdefghij-klmnopq"]],
  [["referrer", `authorization:${apiKey}`]],
  ...['"', "'", "`"].map((quote): [string[]] => [["referrer", `${quote}${apiKey}${quote}`]]),
  [["referrer", `https://www.example.com/?key=${apiKey}`]],
  [["inspect", `eyJ${secret}.${secret}.${secret}`]],
  [["referrer", `Bearer eyJ${secret}.${secret}.${secret}`]],
  [[...forApp, "--referrer", "https://www.example.com/?key=key-of-the-environment"]],
])("%j contains a secret, which is rejected and not repeated", async (args) => {
  const { exitCode, stdout, stderr } = await complycubeTokens(args, {
    env: { COMPLYCUBE_API_KEY: "key-of-the-environment" },
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("A secret must not be an argument");
  for (const given of [secret, apiKey, "cdefghij", "key-of-the-environment"]) expect(stderr).not.toContain(given);
});

it("accepts arguments that only resemble a key", async () => {
  const apps = ["com.live_something_quite_long", "com.test_ab_cdefghij-klmnopq"];
  for (const id of ["test_client_1", "live_1", "5eb04fcd0f3e360008035eb1", `my-${apiKey}`, ...apps]) {
    const args = ["generate", "--client-id", id, "--app-id", "com.example", "--curl"];
    expect(await complycubeTokens(args, { env: { COMPLYCUBE_API_KEY: "live_1" } })).toMatchObject({ exitCode: 0 });
  }
});

it("any arguments end in an exit code, with one line on stderr for code 2", async () => {
  const names = ["--client-id", "--app-id", "--referrer", "--json", "--curl", "--timeout", "--policy", "--", "-"];
  const argument = fc.oneof(
    fc.constantFrom(...names),
    fc.constantFrom(...names).map((name) => `${name}=`),
    fc.string({ unit: "binary" }),
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
