import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtempSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { json, type Received, withServer } from "../../support/loopback.js";
import { deferred } from "../../support/mint.js";
import { complycubeTokens, forApp, jwt, unprintable } from "./command.js";

const folder = mkdtempSync(join(tmpdir(), "complycube-tokens-"));
const bin = join(folder, "bin.mjs");
beforeAll(() =>
  build({ entryPoints: ["src/cli/bin.ts"], bundle: true, platform: "node", format: "esm", outfile: bin }),
);
afterAll(() => rm(folder, { recursive: true }));

const token = jwt({ exp: 4_102_444_800 });
const env = (baseUrl: string) => ({ COMPLYCUBE_API_KEY: "test_key", COMPLYCUBE_BASE_URL: baseUrl });

function start(command: string, args: string[], baseUrl = "http://127.0.0.1:1") {
  const child = spawn(command, args, { env: { ...process.env, ...env(baseUrl) } });
  onTestFinished(() => void child.kill());
  return child;
}

async function resultOf(child: ReturnType<typeof start>) {
  const ended = [text(child.stdout), text(child.stderr), once(child, "close")] as const;
  const [stdout, stderr, [exitCode]] = await Promise.all(ended);
  return { exitCode, stdout, stderr };
}

it("Ctrl-C ends the process silently with code 130", async () => {
  const asked = deferred<void>();
  await withServer(
    () => asked.resolve(),
    async ({ url }) => {
      const child = start(process.execPath, [bin, ...forApp], url);
      const result = resultOf(child);
      await asked.promise;
      child.kill("SIGINT");
      expect(await result).toEqual({ exitCode: 130, stdout: "", stderr: "" });
    },
  );
});

it("a closed pipe ends the process silently with code 141", async () => {
  const child = start(process.execPath, [bin, "--help"]);
  child.stdout.destroy();
  const exit = once(child, "close");
  expect(await text(child.stderr)).toBe("");
  expect(await exit).toEqual([141, null]);
});

it("the executable uses the streams and the exit code of its process", async () => {
  const exit = vi.fn();
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const fake = Object.assign(new EventEmitter(), streams, { argv: ["node", "bin", "inspect"], exit, exitCode: -1 });
  Object.assign(fake.stdin, { isTTY: true }).end(jwt({ exp: 0 }));
  vi.stubGlobal("process", Object.create(process, Object.getOwnPropertyDescriptors(fake)));
  onTestFinished(() => void vi.unstubAllGlobals());
  await import("../../../src/cli/bin.js");
  expect(process.exitCode).toBe(1);
  expect(String(fake.stdout.read())).toContain("1970-01-01");
  expect(String(fake.stderr.read())).toContain("Paste the token");
  fake.stdout.emit("error", new Error("EPIPE"));
  fake.stderr.emit("error", new Error("EPIPE"));
  expect(exit.mock.calls).toEqual([[141], [141]]);
});

it("the commands of the README and of docs/command-line.md work", async () => {
  // test/unit/cli/mock.test.ts runs the mock, which does not end.
  const pages = await Promise.all(["README.md", "docs/command-line.md"].map((page) => readFile(page, "utf8")));
  const lines = [...new Set(pages.join("\n").match(/^npx complycube-tokens (?!mock)(?:.*\\\n)*.*$/gm))];
  const commands = lines.map((line) => line.split(" ")[2]);
  expect(commands).toEqual(expect.arrayContaining(["generate", "referrer"]));
  const npx = `npx() { shift; node ${bin} "$@"; }; set -eo pipefail;`;
  await withServer(json(200, { token }), async ({ url }) => {
    const results = await Promise.all(lines.map((line) => resultOf(start("bash", ["-c", `${npx} ${line}`], url))));
    expect(results).toEqual(lines.map(() => ({ exitCode: 0, stdout: expect.stringMatching(/./), stderr: "" })));
  });
});

it.each([
  ["$(id) `id` \\ !! 'x", ["--referrer", "https://x.example/*'$HOME'*"]],
  ["\u001b[31m\u009b\u202e\u2028\n\u{e0041}é例", ["--app-id", "@/etc/passwd"]],
])("--curl prints a command that sends the same request as generate for the client %j", async (clientId, scope) => {
  await withServer(json(200, { token }), async ({ url, received }) => {
    const baseUrl = `${url}/a'b[1-2]`;
    const args = ["generate", "--client-id", clientId, ...scope];
    await complycubeTokens(args, { env: env(baseUrl) });
    const { stdout } = await complycubeTokens([...args, "--curl"], { env: env(baseUrl) });
    expect(stdout.replaceAll("\n", "")).not.toMatch(unprintable);
    expect(await resultOf(start("bash", ["-c", stdout], baseUrl))).toMatchObject({ exitCode: 0 });
    const [byGenerate, byCurl, ...others] = received.map(relevant);
    expect(byCurl).toEqual(byGenerate);
    expect(others).toEqual([]);
  });
});

/** The request without the headers that describe its sender. */
function relevant({ method, path, headers, body }: Received) {
  const { accept, authorization, "content-type": type } = headers;
  return { method, path, accept, authorization, type, body: JSON.parse(body) };
}
