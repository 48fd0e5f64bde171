import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compilerOptions } from "../compiler-options.js";
import { useStubServer } from "./stub-server.js";

const server = useStubServer();

const readme = await readFile("README.md", "utf8");
const { scripts } = JSON.parse(await readFile("package.json", "utf8"));

function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, text = ""]) => text);
}

// In the project, so that its tsconfig.json tells where the package is.
const snippets = blocks("ts").map((code, index) => ({ code, file: `test/unit/.readme-${index}.ts` }));

describe("the snippets", () => {
  beforeAll(async () => {
    for (const { code, file } of snippets) await writeFile(file, code);
  });
  afterAll(async () => {
    for (const { file } of snippets) await rm(file);
  });

  it("compile", () => {
    const options = compilerOptions();
    const program = ts.createProgram(
      snippets.map(({ file }) => file),
      options,
    );
    const problems = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
    expect(problems).toEqual([]);
  });

  // The one that needs a Redis is run in test/real-time.
  it.each(snippets.filter(({ code }) => !code.includes("ioredis")))("mint a token: $file", async ({ file }) => {
    const env = { ...process.env, COMPLYCUBE_BASE_URL: server.url, COMPLYCUBE_API_KEY: "test_key", FORCE_COLOR: "0" };
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", file], { env });
    expect(stdout).toBe(`${"header.payload.signature".length}\n`);
    expect(server.received.pop()).toMatchObject({ method: "POST", path: "/v1/tokens", authorization: "test_key" });
  });
});

it("names only commands that exist", () => {
  const commands = blocks("sh").flatMap((text) => [...text.matchAll(/npm (?:run )?(\S+)/g)].map(([, name]) => name));
  expect(commands.length).toBeGreaterThan(0);
  expect(commands.filter((name) => name !== "ci" && !Object.hasOwn(scripts, String(name)))).toEqual([]);
});
