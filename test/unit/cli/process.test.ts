import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { run } from "../../../src/cli/run.js";
import { version } from "../../../src/version.js";
import { withServer } from "../../support/loopback.js";
import { deferred, minted, token } from "../../support/mint.js";
import { forApp } from "./command.js";

function start(args: string[], url = "http://127.0.0.1:1") {
  const env = { ...process.env, COMPLYCUBE_API_KEY: "test_key", COMPLYCUBE_BASE_URL: url };
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/bin.ts", ...args], { env });
  onTestFinished(() => {
    child.kill();
  });
  return child;
}

describe("as a process", () => {
  it("it prints a token and ends", async () => {
    await withServer(minted, async ({ url }) => {
      const child = start(forApp, url);
      const exit = once(child, "close");
      expect(await text(child.stdout)).toBe(`${token}\n`);
      expect(await exit).toEqual([0, null]);
    });
  });

  it("Ctrl-C ends it without a word, with 130", async () => {
    const asked = deferred<void>();
    await withServer(
      () => asked.resolve(),
      async ({ url }) => {
        const child = start(forApp, url);
        const exit = once(child, "close");
        const printed = Promise.all([text(child.stdout), text(child.stderr)]);
        await asked.promise;
        child.kill("SIGINT");
        expect(await exit).toEqual([130, null]);
        expect(await printed).toEqual(["", ""]);
      },
    );
  });

  it("a reader that has gone ends it without a stack, with 141", async () => {
    const child = start(["--help"]);
    child.stdout.destroy();
    const exit = once(child, "close");
    expect(await text(child.stderr)).toBe("");
    expect(await exit).toEqual([141, null]);
  });
});

/** What of a process is used, and no more. */
function fakeProcess(...args: string[]) {
  const exit = vi.fn();
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  return Object.assign(new EventEmitter(), streams, { argv: ["node", "bin", ...args], env: {}, exit, exitCode: -1 });
}

// Nothing else of a process is used.
const runIn = (fake: ReturnType<typeof fakeProcess>) => run(fake as unknown as NodeJS.Process);

describe("in a stand-in for a process", () => {
  it("stdout, stderr and the exit code are the process's", async () => {
    const fine = fakeProcess("--version");
    await runIn(fine);
    expect(fine).toMatchObject({ exitCode: 0, exit: expect.toSatisfy(({ mock }) => mock.calls.length === 0) });
    expect(String(fine.stdout.read())).toBe(`${version}\n`);

    const wrong = fakeProcess("inspect");
    wrong.stdin.end("no token");
    await runIn(wrong);
    expect(wrong.exitCode).toBe(1);
    expect(String(wrong.stderr.read())).toContain("stdin holds no JWT");
  });

  it("signals and broken pipes end it", async () => {
    const fake = fakeProcess("--version");
    await runIn(fake);
    fake.emit("SIGINT");
    fake.stdout.emit("error", new Error("EPIPE"));
    fake.stderr.emit("error", new Error("EPIPE"));
    expect(fake.exit.mock.calls).toEqual([[130], [141], [141]]);
  });

  it("the executable runs in the process that there is", async () => {
    const fake = fakeProcess("--version");
    vi.stubGlobal("process", Object.create(process, Object.getOwnPropertyDescriptors(fake)));
    onTestFinished(() => void vi.unstubAllGlobals());
    await import("../../../src/cli/bin.js");
    expect(String(fake.stdout.read())).toBe(`${version}\n`);
  });
});
