import { execFile, execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { UserError } from "../../scripts/cli.js";
import { fileAt } from "../../scripts/diff/file-at.js";
import { readSide } from "../../scripts/diff/report.js";

const spec = await readFile("openapi/tokens.yaml", "utf8");
const changed = spec
  .replace("title: ComplyCube SDK tokens", "title: Tokens")
  .replace("- internal_server_error", "- internal_server_error\n        - payment_required")
  .replace("minLength: 1\n          pattern: '^(<all", "minLength: 8\n          pattern: '^(<all")
  .replace(/ {8}"402":.*?(?= {8}"403":)/s, "");

// A repository around the temporary directory is none of the tests'.
vi.stubEnv("GIT_CEILING_DIRECTORIES", await realpath(tmpdir()));

let outside: string;
let repository: string;
beforeAll(async () => {
  outside = await mkdtemp(join(await realpath(tmpdir()), "tokens-diff-test-"));
  repository = join(outside, "repository");
  await mkdir(join(repository, "openapi"), { recursive: true });
  const git = (...args: string[]) => execFileSync("git", ["-C", repository, ...args], { stdio: "ignore" });
  const author = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
  git("init");
  git(...author, "commit", "--allow-empty", "--message", "No spec yet");
  await writeFile(join(repository, "openapi/tokens.yaml"), spec);
  git("add", ".");
  git(...author, "commit", "--message", "The spec");
  git("tag", "v1");
  await writeFile(join(repository, "openapi/tokens.yaml"), changed);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(outside, { recursive: true });
});

function diff(...args: string[]): Promise<{ code: number; output: string }> {
  const command = ["--import", import.meta.resolve("tsx"), resolve("scripts/diff.ts"), ...args];
  return new Promise((done) => {
    const child = execFile(process.execPath, command, { cwd: repository }, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

it("names each change with its line, the breaking ones first, in plain words, and fails", async () => {
  expect(await diff("v1")).toEqual({
    code: 1,
    output: [
      `✗ breaks  ${at(changed, "minLength: 8")}  request: \`minLength\` of \`referrer\` changed from '1' to '8': a request that was right may be refused`,
      `✗ breaks  v1:${at(spec, '"402":')}  response: Response \`402\` was removed: who branches on this status waits in vain`,
      `✓ fine    ${at(changed, "enum:")}  response: \`enum\` changed`,
      `✓ fine    ${at(changed, "title:")}  \`title\` changed from ComplyCube SDK tokens to Tokens`,
      "Callers of v1 break.\n",
    ].join("\n"),
  });
});

function at(text: string, marker: string): string {
  const before = text.slice(0, text.indexOf(marker)).split("\n");
  return `openapi/tokens.yaml:${before.length}:${(before.at(-1) ?? "").length + 1}`;
}

it("is refused in a sentence, without a stack, where no ref is given", async () => {
  const { code, output } = await diff();
  expect(output).toMatch(/^REF is missing.*\nUsage: npm run diff/);
  expect(output).not.toContain("    at ");
  expect(code).toBe(1);
});

it.each([
  ["an unknown ref", () => repository, "v2", "Git knows no commit v2 here."],
  ["an option for a ref", () => repository, "--all", "Git knows no commit --all here."],
  ["a ref without a spec", () => repository, "v1~1", "There is no openapi/tokens.yaml at v1~1."],
  ["no repository", () => outside, "v1", "This is no Git repository: nothing to compare with."],
])("%s is the user's mistake, with a sentence", async (_, cwd, ref, message) => {
  await expect(fileAt(ref, "openapi/tokens.yaml", cwd())).rejects.toEqual(new UserError(message));
});

it.each([
  ["YAML", "paths: ["],
  ["an OpenAPI document", "[]"],
  ["whole", spec.replace('schemas/Token"', 'schemas/Tokn"')],
])("a spec that is not %s is the user's mistake, with the file's name", (_, text) => {
  expect(() => readSide("v1:openapi/tokens.yaml", text)).toThrow(UserError);
  expect(() => readSide("v1:openapi/tokens.yaml", text)).toThrow(/^v1:openapi\/tokens\.yaml/);
});
