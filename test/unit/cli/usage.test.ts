import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { version } from "../../../src/version.js";
import { apiKey } from "../../support/mint.js";
import { complycubeTokens, forApp, unclean } from "./command.js";

const secret = "Zm9yZ290dGVu";

describe.each([[], ["generate"], ["referrer"], ["inspect"]])("the help of %s", (...command) => {
  it("fits the screen", async () => {
    const { exitCode, stdout, stderr } = await complycubeTokens([...command, "--help"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toContain(`Usage: complycube-tokens ${command}`);
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it("is also there with -h, with help, and beside other arguments", async () => {
    const { stdout } = await complycubeTokens([...command, "--help"]);
    expect(await complycubeTokens(["help", ...command])).toEqual({ exitCode: 0, stdout, stderr: "" });
    expect((await complycubeTokens([...command, "-h", "--other"])).stdout).toBe(stdout);
  });
});

it("the first example of each help that mints is one for a mobile app", async () => {
  for (const command of [[], ["generate"]]) {
    const { stdout } = await complycubeTokens([...command, "--help"]);
    expect(/^ {2}complycube-tokens .+$/m.exec(stdout)?.[0]).toBe(`  complycube-tokens ${forApp.join(" ")}`);
  }
});

it("the help of help is that of all", async () => {
  expect(await complycubeTokens(["help", "help"])).toEqual(await complycubeTokens(["--help"]));
});

it("the help of --curl says where the key will be", async () => {
  const { stdout } = await complycubeTokens(["generate", "--help"]);
  expect(stdout.replace(/\s+/g, " ")).toContain(
    "curl will have the key in its arguments, where other users of the machine see it",
  );
});

it.each(["--version", "-v"])("%s is that of the package", async (option) => {
  expect(await complycubeTokens([option])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
});

const forPage = ["generate", "--client-id", "CLIENT_ID", "--referrer", "https://www.example.com/*"];

it.each<[args: string[], repair: string]>([
  [[], "The command comes first: generate, referrer, inspect; or --help."],
  [["--client-id", secret, "generate"], "The command comes first"],
  [["genrate"], "genrate is no command: did you mean generate?"],
  [["gen"], "did you mean generate?"],
  [["help", "genrate"], "genrate is no command: did you mean generate?"],
  [["mint"], "the commands are generate, referrer, inspect"],
  [["x".repeat(99)], ` ${"x".repeat(20)} is no command`],
  [[...forApp, `--${"x".repeat(99)}`], ` --${"x".repeat(18)} is no option`],
  [["referrer", "--jsn"], "--jsn is no option of referrer"],
  [["\u001b[2J\n"], "\\u001b[2J is no command"],
  [[...forApp, "--jsn"], "--jsn is no option of generate: did you mean --json?"],
  [[...forApp, "--referer", secret], "did you mean --referrer?"],
  [[...forApp, "--clientId", secret], "did you mean --client-id?"],
  [[...forApp, "--app", secret], "did you mean --app-id?"],
  [[...forApp, `--bundle=${secret}`], "it has --client-id, --app-id"],
  [[...forApp, "--__proto__"], "--__proto__ is no option"],
  [[...forApp, "-j"], "-j is no option of generate"],
  [["inspect", "--json"], "--json is no option of inspect: it has none"],
  [[...forApp, `--json=${secret}`], "--json takes no value."],
  [["generate", "--client-id", "--app-id", "com.example"], "--client-id needs a value: --client-id=VALUE"],
  [["generate", "--app-id", "com.example", "--client-id"], "--client-id needs a value"],
  [[...forApp, secret], "generate takes options alone"],
  [["inspect", secret], "pipe the token to it"],
  [["generate", "--app-id", "com.example"], "--client-id is missing"],
  [["generate", "--client-id", "CLIENT_ID"], "Give one of --app-id, for a mobile app, and --referrer, for web pages."],
  [[...forApp, "--client-id", secret], "--client-id is given twice: which one is meant?"],
  [[...forApp, `--app-id=${secret}`], "--app-id is given twice"],
  [[...forApp, "--json", "--json"], "--json is given twice"],
  [["referrer", "*", "https://a.example/", "--policy", "origin", "--policy", secret], "--policy is given twice"],
  [[...forApp, "--curl", "--json"], "Give one of --curl, for a command, and --json, for a token."],
  [[...forPage, "--app-id", "com.example"], "Give one of --app-id"],
  [[...forApp, "--timeout", secret], "--timeout must be seconds, from 0.1 to 3600."],
  [[...forApp, "--timeout", "3601"], "--timeout must be seconds"],
  [[...forApp, "--timeout="], "--timeout must be seconds"],
  [["referrer"], "referrer takes a pattern, in quotes"],
  [["referrer", "a", "b", secret], "referrer takes a pattern, in quotes"],
  [["referrer", "https://*/*", "--policy", "origin"], "--policy needs the URL of a page."],
  [["referrer", "https://*/*", "/kyc"], "PAGE-URL must be a whole URL."],
  [["referrer", "https://*/*", "https://a.example/", "--policy", secret], "--policy must be one of no-referrer "],
])("%j is refused in one line, with the repair, and without what was given as a value", async (args, repair) => {
  const { exitCode, stdout, stderr } = await complycubeTokens(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(repair);
  expect(stderr.slice(0, -1)).not.toMatch(unclean);
  expect(stderr).not.toContain(secret);
});

it.each<[args: string[]]>([
  [[...forApp, "--api-key", secret]],
  [[...forApp, `--api-key=${secret}`]],
  [["--apiKey", secret, ...forApp]],
  [[...forApp, "-key", secret]],
  [[...forApp, `--key-stdin=${secret}`]],
  [["referrer", "--token", secret]],
  [[...forApp, apiKey]],
  [["generate", "--client-id", apiKey, "--app-id", "com.example"]],
  [[...forApp, `COMPLYCUBE_API_KEY=${apiKey}`]],
  [[`${apiKey}`]],
  [[`Bearer ${apiKey}`]],
  [["test_ab_cdefghij-klmnopq"]],
  [["live_ab_cdefghij-klmnopq"]],
  [["referrer", `authorization: ${apiKey}`]],
  [["referrer", `authorization:${apiKey}`]],
  [["referrer", `"${apiKey}"`]],
  [["referrer", `'${apiKey}'`]],
  [["referrer", `\`${apiKey}\``]],
  [["referrer", `https://www.example.com/?key=${apiKey}`]],
  [["referrer", `Bearer eyJ${secret}.${secret}.${secret}`]],
  [["inspect", `eyJ${secret}.${secret}.${secret}`]],
  [[...forApp, "--referrer", "https://www.example.com/?key=key-of-the-environment"]],
])("%j holds a secret: it is refused with the reason, and not repeated", async (args) => {
  const { exitCode, stdout, stderr } = await complycubeTokens(args, {
    env: { COMPLYCUBE_API_KEY: "key-of-the-environment" },
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toMatch(/^complycube-tokens: An argument can't hold a secret: other users of the machine see it/);
  for (const given of [secret, apiKey, "cdefghij", "key-of-the-environment"]) expect(stderr).not.toContain(given);
});

it("what only resembles a key is none", async () => {
  const apps = ["com.live_something_quite_long", "com.test_ab_cdefghij-klmnopq"];
  for (const id of ["test_client_1", "live_1", "5eb04fcd0f3e360008035eb1", `my-${apiKey}`, ...apps]) {
    const args = ["generate", "--client-id", id, "--app-id", "com.example", "--curl"];
    expect(await complycubeTokens(args, { env: { COMPLYCUBE_API_KEY: "live_1" } })).toMatchObject({ exitCode: 0 });
  }
});

it("whatever the arguments are, they end in an exit code, and in one line where it is 2", async () => {
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
      expect(stderr.replaceAll("\n", "")).not.toMatch(unclean);
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
  );
});
