import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { readFile } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished, vi } from "vitest";
import { json, withServer } from "../../support/loopback.js";
import { deferred } from "../../support/mint.js";
import { forApp, jwt } from "./command.js";

const token = jwt({ exp: 4_102_444_800 });

function start(command: string, args: string[], url: string) {
  const env = { ...process.env, COMPLYCUBE_API_KEY: "test_key", COMPLYCUBE_BASE_URL: url };
  const child = spawn(command, args, { env });
  onTestFinished(() => {
    child.kill();
  });
  return child;
}

const startCli = (args: string[], url = "http://127.0.0.1:1") =>
  start(process.execPath, ["--import", "tsx", "src/cli/bin.ts", ...args], url);

it("Ctrl-C ends the process silently with code 130", async () => {
  const asked = deferred<void>();
  await withServer(
    () => asked.resolve(),
    async ({ url }) => {
      const child = startCli(forApp, url);
      const exit = once(child, "close");
      const printed = Promise.all([text(child.stdout), text(child.stderr)]);
      await asked.promise;
      child.kill("SIGINT");
      expect(await exit).toEqual([130, null]);
      expect(await printed).toEqual(["", ""]);
    },
  );
});

it("a closed pipe ends the process silently with code 141", async () => {
  const child = startCli(["--help"]);
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
  fake.emit("SIGINT");
  fake.stdout.emit("error", new Error("EPIPE"));
  fake.stderr.emit("error", new Error("EPIPE"));
  expect(exit.mock.calls).toEqual([[130], [141], [141]]);
});

it("the README's commands work", async () => {
  const readme = await readFile("README.md", "utf8");
  const blocks = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = ""]) => block);
  const lines = blocks.flatMap((block) => block.split("\n")).filter((line) => line.includes("npx complycube-tokens"));
  for (const name of ["generate", "referrer", "inspect"])
    expect(lines.join()).toContain(`npx complycube-tokens ${name}`);

  const npx = 'npx() { shift; node --import tsx src/cli/bin.ts "$@"; }; set -eo pipefail;';
  await withServer(json(200, { token }), async ({ url }) => {
    const printed = lines.map(async (line) => {
      const child = start("bash", ["-c", `${npx} ${line}`], url);
      const [stdout, stderr, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, "close"),
      ]);
      return { line, code, stderr, isEmpty: stdout === "" };
    });
    const expected = lines.map((line) => ({ line, code: 0, stderr: "", isEmpty: false }));
    expect(await Promise.all(printed)).toEqual(expected);
  });
});
