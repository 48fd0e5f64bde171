import { execFile } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, describe, expect, it, vi } from "vitest";
import { compilerOptions } from "../support/compile.js";
import { useStubServer } from "../support/stub-server.js";

const server = useStubServer();

const docs = (await readdir("docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`);
const { scripts, bin } = JSON.parse(await readFile("package.json", "utf8"));

interface Snippet {
  place: string;
  code: string;
}

/** All fenced blocks, by their language. */
const blocks = new Map<string, Snippet[]>();
for (const page of ["README.md", ...docs]) {
  const text = await readFile(page, "utf8");
  for (const { index, 1: language = "", 2: code = "" } of text.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)) {
    const place = `${page}:${text.slice(0, index).split("\n").length}`;
    blocks.set(language, [...(blocks.get(language) ?? []), { place, code }]);
  }
}

/** A block that shows a change is two programs: the one before and the one after. */
const changed = (blocks.get("diff") ?? []).flatMap(({ place, code }) =>
  ["+", "-"].map((other) => {
    const lines = code.split("\n").filter((line) => !line.startsWith(other));
    return { place: `${place}, without ${other}`, code: lines.map((line) => line.slice(1)).join("\n") };
  }),
);

// In the project, so that its tsconfig.json tells where the package is.
const inTypeScript = [...(blocks.get("ts") ?? []), ...changed];
const programs = [
  ...inTypeScript.map((snippet, index) => ({ ...snippet, file: `test/unit/.snippet-${index}.ts` })),
  ...(blocks.get("js") ?? []).map((snippet, index) => ({ ...snippet, file: `test/unit/.snippet-${index}.cjs` })),
];
const tests = programs.filter(({ code }) => code.includes('from "vitest"'));
// The one that needs a Redis is run in test/real-time.
const minting = programs.filter((program) => !tests.includes(program) && !program.code.includes("ioredis"));

for (const { code, file } of programs) await writeFile(file, code);
afterAll(async () => {
  for (const { file } of programs) await rm(file);
});

it("every block is of a kind that is tested here", () => {
  const kinds = ["ts", "js", "diff", "sh"];
  const others = [...blocks].filter(([language]) => !kinds.includes(language));
  expect(others.flatMap(([, snippets]) => snippets.map(({ place }) => place))).toEqual([]);
});

it("the programs compile", () => {
  const files = programs.map(({ file }) => file);
  const program = ts.createProgram(files, { ...compilerOptions(), allowJs: true, checkJs: true });
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const { place } = programs.find((one) => file?.fileName.endsWith(one.file)) ?? {};
    return [place ?? file?.fileName, messageText];
  });
  expect(problems).toEqual([]);
});

describe("the programs mint a token", () => {
  it.each(minting)("$place", async ({ code, file }) => {
    // The official library sends what is for the API to the proxy, as it is.
    const proxy = {
      https_proxy: new URL(server.url).origin,
      http_proxy: "",
      HTTP_PROXY: "",
      no_proxy: "",
      NO_PROXY: "",
    };
    const client = { COMPLYCUBE_BASE_URL: server.url, COMPLYCUBE_API_KEY: "test_key", FORCE_COLOR: "0" };
    const env = { ...process.env, ...proxy, ...client };
    const run = promisify(execFile)(process.execPath, ["--import", "tsx", file], { env });
    const { stdout, stderr } = await run.catch((error) => error);
    const printed = /^(24|{"token":"header\.payload\.signature"})\n$/;
    // What it says of a failure is shown as a difference: vitest would look for the files in the stack of an error.
    expect([stdout, stderr]).toEqual([expect.stringMatching(printed), expect.any(String)]);
    const path = code.includes('"complycube-tokens') ? "/v1/tokens" : "https://api.complycube.com/v1/tokens/";
    expect(server.received.pop()).toMatchObject({ method: "POST", path, authorization: "test_key" });
  });
});

describe.each(tests)("the tests pass: $place", async ({ file }) => {
  vi.stubEnv("COMPLYCUBE_BASE_URL", undefined);
  await import(resolve(file));
  vi.unstubAllEnvs();
});

it("the commands exist", () => {
  const lines = (blocks.get("sh") ?? []).flatMap(({ code }) => code.trim().split("\n"));
  const commands = lines.flatMap((line) => line.split(/ (?:&&|\|) /));
  expect(commands.length).toBeGreaterThan(0);
  const unknown = commands.filter((command) => {
    const [, name = ""] = /^(?:npm run|npm|npx) (\S+)/.exec(command) ?? [];
    return name !== "ci" && !Object.hasOwn({ ...scripts, ...bin }, name);
  });
  expect(unknown).toEqual([]);
});
