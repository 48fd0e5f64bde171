import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { compileFunction } from "node:vm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import * as complycubeTokens from "../../src/index.js";
import { json, useServer } from "../support/loopback.js";

const server = useServer(json(200, { id: "CLIENT_ID", token: "header.payload.signature" }));
const { scripts, bin } = JSON.parse(await readFile("package.json", "utf8"));

interface Snippet {
  language: string;
  place: string;
  code: string;
}

async function snippetsOf(page: string): Promise<Snippet[]> {
  const text = await readFile(page, "utf8");
  return [...text.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].flatMap(({ index, 1: language = "", 2: code = "" }) => {
    const place = `${page}:${text.slice(0, index).split("\n").length}`;
    return language === "diff" ? bothSides(place, code) : [{ language, place, code }];
  });
}

/** A diff is two programs: the old one and the new one. */
function bothSides(place: string, diff: string): Snippet[] {
  return ["old", "new"].map((side) => {
    const lines = diff.split("\n").filter((line) => !line.startsWith(side === "old" ? "+" : "-"));
    return { language: "ts", place: `${place}, ${side}`, code: lines.map((line) => line.slice(1)).join("\n") };
  });
}

const docs = (await readdir("docs")).filter((name) => name.endsWith(".md"));
const pages = ["README.md", ...docs.map((name) => `docs/${name}`)];
const snippets = (await Promise.all(pages.map(snippetsOf))).flat();
const inLanguage = (...languages: string[]) => snippets.filter(({ language }) => languages.includes(language));

// In the project, so that imports of the package resolve.
const folder = "test/unit/.snippet-programs";
const programs = inLanguage("ts", "js").map((snippet, index) => ({
  ...snippet,
  file: `${folder}/${index}.${snippet.language === "ts" ? "ts" : "cjs"}`,
}));
const tests = programs.filter(({ code }) => code.includes('from "vitest"'));
// test/slow/fleet.test.ts runs the snippet that needs Redis.
const minting = programs.filter((program) => !tests.includes(program) && !program.code.includes("ioredis"));

await mkdir(folder, { recursive: true });
for (const { code, file } of programs) await writeFile(file, code);
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it("has only snippets in languages that are tested here", () => {
  expect(inLanguage("ts", "js", "sh")).toEqual(snippets);
});

it("compiles every program", async () => {
  // The compiler of `npm run check` needs a quarter of the time that test/support/compile.ts needs for these libraries.
  const config = { extends: resolve("tsconfig.json"), compilerOptions: { checkJs: true }, include: ["*"] };
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify(config));
  const compiler = promisify(execFile)("node_modules/.bin/tsc", ["--project", folder]);
  const { stdout } = await compiler.catch((error) => error);
  const errors = programs.reduce((text, { file, place }) => text.replaceAll(file, place), stdout);
  expect(errors).toBe("");
});

describe("mints a token and prints it", () => {
  it.each(minting)("$place", async ({ language, code, file }) => {
    // The official library sends its requests to the proxy, with their full URL.
    vi.stubEnv("https_proxy", server.origin);
    for (const name of ["http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY"]) vi.stubEnv(name, "");
    vi.stubEnv("COMPLYCUBE_BASE_URL", server.url);
    vi.stubEnv("COMPLYCUBE_API_KEY", "test_key");
    const print = vi.spyOn(console, "log").mockImplementation(() => {});

    if (language === "ts") await import(resolve(file));
    // test/package/runtimes calls the real `require`.
    else compileFunction(code, ["require"])(() => complycubeTokens);
    await vi.waitFor(() => expect(print).toHaveBeenCalledOnce());

    expect(print.mock.lastCall?.join(" ")).toMatch(/^(24|{"token":"header\.payload\.signature"})$/);
    const path = code.includes('"complycube-tokens') ? "/v1/tokens" : "https://api.complycube.com/v1/tokens/";
    expect(server.received.pop()).toMatchObject({ method: "POST", path, headers: { authorization: "test_key" } });
  });
});

describe.each(tests)("passes as a test: $place", async ({ file }) => {
  vi.stubEnv("COMPLYCUBE_BASE_URL", "http://127.0.0.1:1/v1");
  await import(resolve(file));
  vi.unstubAllEnvs();
});

it("has only commands that exist", () => {
  const lines = inLanguage("sh").flatMap(({ code }) => code.trim().split("\n"));
  const commands = lines.flatMap((line) => line.split(/ (?:&&|\|) /));
  expect(commands.length).toBeGreaterThan(0);
  const unknown = commands.filter((command) => {
    const [, name = ""] = /^(?:npm run|npm|npx) (\S+)/.exec(command) ?? [];
    return name !== "ci" && !Object.hasOwn({ ...scripts, ...bin }, name);
  });
  expect(unknown).toEqual([]);
});
