import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { compileFunction } from "node:vm";
import { getRequestListener } from "@hono/node-server";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { contractPage } from "../../scripts/docs/contract-page.js";
import { readSpec } from "../../scripts/generate/read-spec.js";
import * as complycubeTokens from "../../src/index.js";
import { json, listen, useServer } from "../support/loopback.js";

const server = useServer(json(200, { id: "CLIENT_ID", token: "header.payload.signature" }));
const { scripts, bin } = JSON.parse(await readFile("package.json", "utf8"));

interface Snippet {
  language: string;
  place: string;
  code: string;
}

function snippetsOf(page: string, text: string): Snippet[] {
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

/** The examples of the docstrings, which the API reference shows. A comment after an expression is its value. */
async function examplesOf(name: string): Promise<Snippet[]> {
  const text = await readFile(`src/${name}`, "utf8");
  return [...text.matchAll(/@example\n(.*?)\*\//gs)].map(({ index, 1: comment = "" }) => {
    const place = `src/${name}:${text.slice(0, index).split("\n").length}`;
    return { language: "ts", place, code: comment.replace(/^ *\* ?/gm, "") };
  });
}

const sources = (await readdir("src", { recursive: true })).filter((name) => /^(?!generated).*\.ts$/.test(name));
const docs = (await readdir("docs")).filter((name) => name.endsWith(".md"));
const pages = ["README.md", "CONTRIBUTING.md", ...docs.map((name) => `docs/${name}`)];
const texts = await Promise.all(pages.map(async (page) => [page, await readFile(page, "utf8")] as const));
const contract = contractPage(await readSpec("openapi/tokens.yaml"));
const snippets = [
  ...[...texts, ["the page of the contract", contract] as const].flatMap(([page, text]) => snippetsOf(page, text)),
  ...(await Promise.all(sources.map(examplesOf))).flat(),
];
const inLanguage = (...languages: string[]) => snippets.filter(({ language }) => languages.includes(language));

// In the project, so that imports of the package resolve.
const folder = "test/unit/.snippet-programs";
// test/package/frameworks.test.ts runs the tests for Jest.
const isForJest = ({ code }: Snippet) => code.includes("jest.");
const inTypeScriptOrJavaScript = inLanguage("ts", "js").filter((snippet) => !isForJest(snippet));
const programs = inTypeScriptOrJavaScript.map((snippet, index) => {
  const isCommonJs = snippet.code.includes("require(");
  const extension = snippet.language === "ts" ? "ts" : isCommonJs ? "cjs" : "mjs";
  return { ...snippet, isCommonJs, file: `${folder}/${index}.${extension}` };
});
const tests = programs.filter(({ code }) => code.includes('from "vitest"'));
const routes = programs.filter(({ code }) => code.includes("createTokenHandler"));
// test/slow/fleet.test.ts runs the snippet that needs Redis, test/browser/module/snippets.test.ts those for a page.
const elsewhere = programs.filter(({ code }) => /ioredis|complycube-tokens\/browser|from "vite"/.test(code));
const others = [...tests, ...routes, ...elsewhere];
const prints = ({ code }: Snippet) => code.includes("console.log");
const minting = programs.filter((program) => !others.includes(program) && prints(program));
const expressions = programs.filter((program) => !others.includes(program) && !prints(program));

/** `1 + 1;`, and in the next line `// 2`. */
const expressionWithValue = /^(\S[^;]*);\n\/\/ (?!@)(.*)$/m;

await mkdir(folder, { recursive: true });
for (const { code, file } of programs) {
  // Next.js needs no extension.
  const program = code
    .replace('"./sessions"', '"./sessions.js"')
    .replace(expressionWithValue, "export const value = $1");
  await writeFile(file, program);
}
await copyFile("examples/sessions.ts", `${folder}/sessions.ts`);
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it("has only snippets in languages that are tested here", () => {
  expect(inLanguage("ts", "js", "html", "sh", "json")).toEqual(snippets);
});

it("has no line of code with more than 80 columns", () => {
  const lines = inLanguage("ts", "js", "html", "sh").flatMap(({ place, code }) =>
    code.split("\n").map((line) => [place, line]),
  );
  expect(lines.filter(([, line = ""]) => line.length > 80)).toEqual([]);
});

it("compiles every program", async () => {
  // This compiler takes a quarter of the time that test/support/compile.ts takes for these libraries.
  const config = { extends: resolve("tsconfig.json"), compilerOptions: { checkJs: true }, include: ["*"] };
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify(config));
  const compiler = promisify(execFile)("node_modules/.bin/tsc", ["--project", folder]);
  const { stdout } = await compiler.catch((error) => error);
  const errors = programs.reduce((text, { file, place }) => text.replaceAll(file, place), stdout);
  expect(errors).toBe("");
});

describe("mints a token and prints it", () => {
  it.each(minting)("$place", async ({ isCommonJs, code, file }) => {
    // The official library sends its requests to the proxy, with their full URL.
    vi.stubEnv("https_proxy", server.origin);
    for (const name of ["http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY"]) vi.stubEnv(name, "");
    vi.stubEnv("COMPLYCUBE_BASE_URL", server.url);
    vi.stubEnv("COMPLYCUBE_API_KEY", "test_key");
    const print = vi.spyOn(console, "log").mockImplementation(() => {});

    // test/package/runtimes calls the real `require`.
    if (isCommonJs) compileFunction(code, ["require"])(() => complycubeTokens);
    else await import(resolve(file));
    await vi.waitFor(() => expect(print).toHaveBeenCalledOnce());

    if (code.includes("mockFetch")) return expect(print).toHaveBeenCalledWith(expect.stringMatching(/^eyJ/));
    const printed = print.mock.lastCall?.map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
    expect(printed?.join(" ")).toMatch(/^(24|{.*"token":"header\.payload\.signature"})$/);
    const path = code.includes('"complycube-tokens') ? "/v1/tokens" : "https://api.complycube.com/v1/tokens/";
    expect(server.received.pop()).toMatchObject({ method: "POST", path, headers: { authorization: "test_key" } });
  });
});

it.each(expressions)("runs, and has the value that its comment says: $place", async ({ code, file }) => {
  vi.stubEnv("COMPLYCUBE_API_KEY", "test_key");
  const { value } = await import(resolve(file));
  const [, , expected = "undefined"] = expressionWithValue.exec(code) ?? [];
  expect({ value }).toMatchObject({ value: Function(`return ${expected.replace(", …", "")}`)() });
});

it.each(routes)("mints for the signed-in user: $place", async ({ file }) => {
  vi.stubEnv("COMPLYCUBE_BASE_URL", server.url);
  vi.stubEnv("COMPLYCUBE_API_KEY", "test_key");
  const { sessions } = await import(resolve(`${folder}/sessions.ts`));
  sessions.set("SESSION_ID", { clientId: "CLIENT_ID" });
  const { app, POST = app.fetch } = await import(resolve(file));
  const { port, close } = await listen(
    createServer(POST ? getRequestListener(POST, { overrideGlobalObjects: false }) : app),
  );
  const headers = { cookie: "session=SESSION_ID" };
  const response = await fetch(`http://127.0.0.1:${port}/api/token`, { method: "POST", headers });
  expect(await response.json()).toEqual({ token: "header.payload.signature", clientId: "CLIENT_ID" });
  server.received.pop();
  await close();
});

describe.each(tests)("passes as a test: $place", async ({ file }) => {
  vi.stubEnv("COMPLYCUBE_BASE_URL", "http://127.0.0.1:1/v1");
  await import(resolve(file));
  vi.unstubAllEnvs();
});

it("has only commands that exist", () => {
  const lines = inLanguage("sh").flatMap(({ code }) =>
    code
      .trim()
      .replaceAll(/ \\\n */g, " ")
      .split(/\n(?![ }])/),
  );
  const commands = lines.flatMap((line) => line.split(/ (?:&&|\|) /)).filter((line) => !/^(curl|cp) /.test(line));
  expect(commands.length).toBeGreaterThan(0);
  const unknown = commands.filter((command) => {
    const [, name = ""] = /^(?:npm run|npm|npx) (\S+)/.exec(command) ?? [];
    return !["ci", "install", "pkg", "tsx"].includes(name) && !Object.hasOwn({ ...scripts, ...bin }, name);
  });
  expect(unknown).toEqual([]);
});
