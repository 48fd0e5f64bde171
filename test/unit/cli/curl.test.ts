import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { json, type Received, useServer } from "../../support/loopback.js";
import { apiKey, token } from "../../support/mint.js";
import { complycubeTokens, unprintable } from "./command.js";

const server = useServer(json(200, { token }));

const requests: Record<string, string[]> = {
  "an app": ["--client-id", "CLIENT_ID", "--app-id", "com.myapp.demo.app"],
  "a page": ["--client-id", "CLIENT_ID", "--referrer", "https://www.example.com/*"],
  "characters that a shell expands": [
    "--client-id",
    "'\"$HOME\"' `id` $(id) \\ !! 'x",
    "--referrer",
    "https://x.example/*'$HOME'*",
  ],
  "characters that control a terminal": [
    "--client-id",
    "\u001b[31m\u009b\u202e\u2028\n\u{e0041}é例",
    "--app-id",
    "@/etc/passwd",
  ],
};

it.each(Object.entries(requests))(
  "--curl prints a command that sends the same request as generate: %s",
  async (_, args) => {
    const env = { COMPLYCUBE_API_KEY: apiKey, COMPLYCUBE_BASE_URL: `${server.url}/a'b[1-2]` };
    await complycubeTokens(["generate", ...args], { env });
    const sent = server.received.pop();

    const { stdout, exitCode } = await complycubeTokens(["generate", ...args, "--curl"], { env });
    expect(exitCode).toBe(0);
    expect(stdout.replaceAll("\n", "")).not.toMatch(unprintable);
    expect(server.received).toEqual([]);
    await promisify(execFile)("bash", ["-c", stdout], { env: { ...process.env, ...env } });
    const byCurl = server.received.pop();
    expect(relevant(byCurl)).toEqual(relevant(sent));
  },
);

/** The request without the headers that describe its sender. */
function relevant({ method, path, headers, body }: Received = { method: "", path: "", headers: {}, body: "null" }) {
  const { accept, authorization, "content-type": type } = headers;
  return { method, path, accept, authorization, type, body: JSON.parse(body) };
}

it("--curl contains the name of the variable instead of the key, and needs no key", async () => {
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

it("--curl is rejected for a request that generate rejects", async () => {
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
