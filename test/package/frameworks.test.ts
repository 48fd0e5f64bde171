import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { describe, expect, inject, it } from "vitest";
import { withServer } from "../support/loopback.js";
import { minted, token } from "../support/mint.js";
import { matchSection } from "./docs-page.js";
import { installed, npmInstall } from "./install.js";

const run = promisify(execFile);
const consumer = inject("consumer");
const { PATH, HOME } = process.env;
// Without the NODE_ENV of the tests and any API key of the machine.
const env = { PATH, HOME, NEXT_TELEMETRY_DISABLED: "1" };

const jests = ["29.7.0", "30.5.2"];
const jestTest = `
const { ComplyCube } = require("complycube-tokens");
const manifest = require("complycube-tokens/package.json");

test("mints a token", async () => {
  const fetch = async () => Response.json({ token: "header.payload.signature" });
  const { token } = new ComplyCube({ apiKey: "test_key", fetch });
  expect(await token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" })).toBe("header.payload.signature");
});
test("loads every module", () => {
  const names = Object.keys(manifest.exports).filter((name) => manifest.exports[name].require);
  expect(names).toContain("./referrer");
  for (const name of names) expect(Object.keys(require("complycube-tokens" + name.slice(1)))).not.toEqual([]);
});
`;

const next = "16.4.6";
const nextPackages = [
  `next@${next}`,
  "react@19.3.1",
  "react-dom@19.3.1",
  "typescript@5.9.3",
  "@types/node@20.19.43",
  "@types/react@19.3.0",
];
const hono = "4.13.19";
const honoPackages = [`hono@${hono}`, "@hono/node-server@2.1.9"];
const nextCommand = "node_modules/next/dist/bin/next";
// The last test compares the page with the results of the others. Installing and building can take minutes.
describe("the packed package", { shuffle: false, timeout: 300_000 }, () => {
  const passed = new Set<string>();

  it.concurrent("works in Jest, in CommonJS and without configuration", async (ctx) => {
    const packages = await installed(
      jests.map((version) => `jest-${version}@npm:jest@${version}`),
      ctx,
    );
    const project = join(consumer, "jest");
    const [, documented = ""] = /^```js\n(.*?)^```/ms.exec(await readInstalled("docs/testing.md")) ?? [];
    await write(project, { "package.json": "{}", "token.test.js": jestTest, "documented.test.js": documented });
    for (const version of jests) {
      const command = join(packages, `jest-${version}/bin/jest.js`);
      const { stderr } = await run(process.execPath, [command], { cwd: project, env });
      expect(stderr).toContain("4 passed, 4 total");
      passed.add(`Jest ${version}`);
    }
  });

  it.concurrent("works in Next.js, which builds a route without an API key and checks its types", async () => {
    const project = join(dirname(consumer), "next");
    const [, route = ""] = /^```ts\n([^`]*^export const POST.*?)^```/ms.exec(await readInstalled("README.md")) ?? [];
    // As the README says to try a route.
    const session = 'sessions.set("SESSION_ID", { clientId: "CLIENT_ID" });';
    const sessions = `${await readInstalled("examples/sessions.ts")}\n${session}`;
    expect(await readInstalled("README.md")).toContain(session);
    const folder = "app/api/token";
    await write(project, {
      "package.json": "{}",
      [`${folder}/route.ts`]: route,
      [`${folder}/sessions.ts`]: sessions,
    });
    await npmInstall(project, inject("tarball"), ...nextPackages);
    const { stdout } = await run(process.execPath, [nextCommand, "build"], { cwd: project, env });
    expect(stdout).toContain("Finished TypeScript");

    const { status, body, stderr } = await answerOf(project, {});
    expect([status, body]).toEqual([502, { code: "mint_failed" }]);
    expect(stderr).toContain("The API key is missing.");
    await withServer(minted, async ({ url }) => {
      const answer = await answerOf(project, { COMPLYCUBE_API_KEY: "test_key", COMPLYCUBE_BASE_URL: url });
      expect(answer).toEqual({ status: 200, body: { token, clientId: "CLIENT_ID" }, stderr: "" });
    });
    passed.add(`Next.js ${next}`);
  });

  it.concurrent("works in Hono: both servers of examples/web serve the module and mint for their user", async () => {
    const project = join(dirname(consumer), "hono");
    await mkdir(project);
    await write(project, { "package.json": '{ "type": "module" }' });
    await npmInstall(project, inject("tarball"), ...honoPackages);
    await cp(join(project, "node_modules/complycube-tokens/examples/web"), join(project, "web"), { recursive: true });
    await withServer(minted, async ({ url }) => {
      const settings = { COMPLYCUBE_API_KEY: "test_key", COMPLYCUBE_BASE_URL: url, COMPLYCUBE_CLIENT_ID: "CLIENT_ID" };
      expect(await mintOn(project, "web/server.ts", settings)).toEqual({ token, clientId: "CLIENT_ID" });
    });
    const standInToken = expect.stringMatching(/^eyJ/);
    expect(await mintOn(project, "web/stand-in/server.ts", {})).toEqual({ token: standInToken, clientId: "CLIENT_ID" });
    passed.add(`Hono ${hono}`);
  });

  it("works in each framework of docs/runtimes.md", async () => {
    const introduction = `Jest runs without flags or configuration, in CommonJS: it loads every module, mints a token, and passes the tests of
[testing.md](testing.md#jest). Next.js builds the
route of the README without an API key and checks its types. The built route answers with \`mint_failed\` as long as
there is no API key, and with a token otherwise. In Hono, the application of
[examples/web](page.md#the-example-application) serves its page and mints a token.`;
    const names = [...jests.map((version) => `Jest ${version}`), `Next.js ${next}`, `Hono ${hono}`];
    const rows = names.map((name) => [...name.split(" "), passed.has(name) ? "passed" : "not passed"]);
    await matchSection("Frameworks", introduction, [["framework", "version", "result"], ...rows]);
  });
});

/** Starts the built project on a free port. Returns the answer of its route, and what the server logged as errors. */
async function answerOf(cwd: string, settings: Record<string, string>) {
  const args = [nextCommand, "start", "--hostname", "127.0.0.1", "--port", "0"];
  const server = spawn(process.execPath, args, {
    cwd,
    env: { ...env, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stderr = text(server.stderr);
  try {
    let origin: string | undefined;
    for await (const line of createInterface(server.stdout)) {
      origin ??= /http:\S+/.exec(line)?.[0];
      if (line.includes("Ready")) break;
    }
    const headers = { cookie: "session=SESSION_ID" };
    const response = await fetch(`${origin}/api/token`, { method: "POST", headers });
    const answer = { status: response.status, body: await response.json() };
    server.kill();
    return { ...answer, stderr: await stderr };
  } finally {
    server.kill();
  }
}

/** Starts a server of examples/web on a free port, signs in, and returns what its mint route answers. */
async function mintOn(cwd: string, file: string, settings: Record<string, string>): Promise<unknown> {
  const command = [resolve("node_modules/tsx/dist/cli.mjs"), file];
  const server = spawn(process.execPath, command, { cwd, env: { ...env, ...settings, PORT: "0" } });
  // It warns that no page has port 0.
  server.stderr.resume();
  try {
    const [line] = await once(createInterface(server.stdout), "line");
    const url = new URL(line.replace("Open ", ""));
    const ask = (path: string, { headers = {}, ...init }: RequestInit = {}) =>
      fetch(new URL(path, url), { headers: { origin: url.origin, ...headers }, ...init });
    const module = await (await ask("/complycube-tokens/browser.js")).text();
    expect(module).toBe(await readInstalled("dist/browser.js"));
    expect(module).not.toMatch(/^import /m);
    const { headers } = await ask("/sign-in", { method: "POST", redirect: "manual" });
    const cookie = String(headers.get("set-cookie")).replace(/;.*/, "");
    expect(await (await ask("/", { headers: { cookie } })).text()).toContain("Ada Lovelace");
    return await (await ask("/token", { method: "POST", headers: { cookie } })).json();
  } finally {
    server.kill();
  }
}

function readInstalled(file: string): Promise<string> {
  return readFile(join(consumer, "node_modules/complycube-tokens", file), "utf8");
}

async function write(project: string, files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, file)), { recursive: true });
    await writeFile(join(project, file), text);
  }
}
