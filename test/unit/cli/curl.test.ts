import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { apiKey } from "../../support/mint.js";
import { useStubServer } from "../../support/stub-server.js";
import { complycubeTokens, unclean } from "./command.js";

const server = useStubServer();

const requests: Record<string, string[]> = {
  "an app": ["--client-id", "CLIENT_ID", "--app-id", "com.myapp.demo.app"],
  "a page": ["--client-id", "CLIENT_ID", "--referrer", "https://www.example.com/*"],
  "what a shell would expand": [
    "--client-id",
    "'\"$HOME\"' `id` $(id) \\ !! 'x",
    "--referrer",
    "https://x.example/*'$HOME'*",
  ],
  "what a terminal would obey": [
    "--client-id",
    "\u001b[31m\u009b\u202e\u2028\n\u{e0041}é例",
    "--app-id",
    "@/etc/passwd",
  ],
};

it.each(Object.entries(requests))("the command of --curl sends for %s what generate sends", async (_, args) => {
  const env = { COMPLYCUBE_API_KEY: apiKey, COMPLYCUBE_BASE_URL: `${server.url}/a'b[1-2]` };
  await complycubeTokens(["generate", ...args], { env });
  const sent = server.received.pop();

  const { stdout, exitCode } = await complycubeTokens(["generate", ...args, "--curl"], { env });
  expect(exitCode).toBe(0);
  expect(stdout.replaceAll("\n", "")).not.toMatch(unclean);
  expect(server.received).toEqual([]);
  await promisify(execFile)("bash", ["-c", stdout], { env: { ...process.env, ...env } });
  const { headers, ...byCurl } = server.received.pop() ?? {};
  expect({ ...byCurl, headers: asked(headers) }).toEqual({ ...sent, headers: asked(sent?.headers) });
});

/** The headers that say something of the request, not of who sends it. */
function asked({ accept, authorization, "content-type": type }: NodeJS.Dict<unknown> = {}) {
  return { accept, authorization, type };
}

it("it has the key in no other form than the name of the variable, and needs none", async () => {
  const args = ["generate", ...(requests["an app"] ?? []), "--curl", "--key-stdin"];
  const env = { COMPLYCUBE_BASE_URL: "https://api.complycube.com/v1" };
  const { stdout } = await complycubeTokens(args, { env: { ...env, COMPLYCUBE_API_KEY: apiKey } });
  expect(stdout).toBe((await complycubeTokens(args, { env })).stdout);
  expect(stdout).toBe(`curl --globoff 'https://api.complycube.com/v1/tokens' \\
  -H "authorization: $COMPLYCUBE_API_KEY" \\
  -H 'accept: application/json' \\
  -H 'content-type: application/json' \\
  --data-raw '{"clientId":"CLIENT_ID","appId":"com.myapp.demo.app"}'
`);
});

it("it is refused where generate would refuse it", async () => {
  const { exitCode, stdout } = await complycubeTokens([
    "generate",
    "--client-id",
    "A",
    "--referrer",
    "*://*/*",
    "--curl",
  ]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
});
