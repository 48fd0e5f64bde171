import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type BuildOptions, build, version as esbuildVersion } from "esbuild";
import { chromium } from "playwright-core";
import { beforeAll, describe, expect, inject, it, type TestContext } from "vitest";
import { messageOf } from "../../scripts/cli.js";
import { chromiumPath } from "../support/chromium.js";
import { type Handler, json, type Loopback, type Received, withServer } from "../support/loopback.js";
import { matchSection } from "./docs-page.js";
import { commandsOf, type Package } from "./install.js";
import { assertions } from "./runtimes/assertions.js";

/** What a runtime reports about itself. */
interface Report {
  version: string;
  /** The names of the assertions that passed. */
  passed: string[];
}

interface Runtime {
  name: string;
  /** The runtime's package. Without it, the runtime is installed on the machine. */
  from?: Package;
  /** The version that the runtime reports, if it is not the version of the package. */
  reports?: unknown;
  /** @param commands the directory of the package's commands */
  run(server: Loopback, commands: string, ctx: TestContext): Promise<Report>;
}

const consumer = inject("consumer");

// The package named `node` downloads one of these with an install script.
const node = (version: string): Package => ({ name: `node-${process.platform}-${process.arch}`, version });
const nodes = { 20: node("20.19.0"), 22: node("22.23.3"), 24: node("24.21.0"), 26: node("26.10.0") };

const runtimes: Runtime[] = [
  ...Object.entries(nodes).flatMap(([major, from]): Runtime[] => [
    { name: `Node ${major}`, from, run: ({ url }, commands) => report(`${commands}/node`, "import.js", url) },
    {
      name: `Node ${major}, \`require()\``,
      from,
      run: ({ url }, commands) => report(`${commands}/node`, "require.cjs", url),
    },
  ]),
  ...(["esm", "cjs"] as const).map(
    (format): Runtime => ({
      name: `Node 20, bundled and minified by esbuild (${format})`,
      from: nodes[20],
      async run({ url }, commands) {
        return await report(`${commands}/node`, await bundle("import.js", { platform: "node", format }), url);
      },
    }),
  ),
  {
    name: "Bun",
    from: { name: "bun", version: "1.4.5" },
    run: ({ url }, commands) => report(`${commands}/bun`, "--no-install", "import.js", url),
  },
  {
    name: "Deno, with network permission only",
    from: { name: "deno", version: "2.9.6" },
    run({ url }, commands) {
      const flags = ["--no-remote", "--no-prompt", "--node-modules-dir=manual", "--allow-net=127.0.0.1"];
      return report(`${commands}/deno`, "run", ...flags, "import.js", url);
    },
  },
  {
    name: "workerd, bundled and minified by esbuild",
    from: { name: "workerd", version: "1.20261117.1" },
    reports: "Cloudflare-Workers",
    async run({ url }, commands) {
      const file = await bundle("worker.js", { format: "esm", conditions: ["workerd", "worker", "browser"] });
      await writeFile(join(consumer, "workerd.capnp"), workerdConfiguration(file, url));
      return await report(`${commands}/workerd`, "test", "workerd.capnp");
    },
  },
  { name: "Chromium, bundled and minified by esbuild", reports: expect.any(String), run: runInChromium },
];

beforeAll(async () => {
  const transpile = (names: string[], source: string, target: string) =>
    build({
      entryPoints: names.map((name) => `test/package/runtimes/${name}.${source}`),
      outdir: consumer,
      outExtension: { ".js": target },
    });
  await transpile(["assertions", "import", "worker", "browser"], "ts", ".js");
  await transpile(["require"], "cts", ".cjs");
});

// The last test compares the page with the results of the others. Installing a runtime can take minutes.
describe("the packed package", { shuffle: false, timeout: 300_000 }, () => {
  const passed = new Set<string>();

  for (const { name, from, reports = from?.version, run } of runtimes) {
    it(`works in ${name}`, async (ctx) => {
      const commands = from ? await commandsOf(from, ctx) : "";
      const result = await withServer(answerByClientId, (server) => run(server, commands, ctx));
      expect(result).toEqual({ version: reports, passed: Object.keys(assertions) });
      passed.add(name);
    });
  }

  it("works in each runtime of docs/runtimes.md", async () => {
    const introduction = `In each runtime, over \`fetch\` and over \`nodeTransport()\` if there is \`node:https\`, the package:

${Object.keys(assertions)
  .map((name) => `- ${name}`)
  .join("\n")}

The bundles are made with esbuild ${esbuildVersion}.`;
    const rows = runtimes.map(({ name, from }) => [
      name,
      from?.version ?? "of the machine",
      passed.has(name) ? "passed" : "not passed",
    ]);
    await matchSection("Runtimes", introduction, [["runtime", "version", "result"], ...rows]);
  });
});

/** Runs a command in the consumer's project. The last line of its output is the report. */
async function report(command: string, ...args: string[]): Promise<Report> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, NO_COLOR: "1" };
  const { stdout } = await promisify(execFile)(command, args, { cwd: consumer, env, timeout: 60_000 });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

/** Bundles a file of the consumer's project with the installed package. Returns the path of the bundle. */
async function bundle(file: string, options: BuildOptions): Promise<string> {
  const outfile = `bundled/${options.format}/${file.replace(/js$/, options.format === "cjs" ? "cjs" : "js")}`;
  const settings = { bundle: true, minify: true, logLevel: "silent", ...options } as const;
  const { metafile } = await build({
    absWorkingDir: consumer,
    entryPoints: [file],
    outfile,
    metafile: true,
    ...settings,
  });
  expect(Object.keys(metafile.inputs).filter((path) => path.startsWith(".."))).toEqual([]);
  return outfile;
}

const workerdConfiguration = (file: string, baseUrl: string) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "main", worker = .worker),
  (name = "internet", network = (allow = ["private"])),
]);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "${file}")],
  bindings = [(name = "baseUrl", text = "${baseUrl}")],
  compatibilityDate = "2026-01-01",
);
`;

async function runInChromium({ origin }: Loopback, _: string, { skip }: TestContext): Promise<Report> {
  const script = await readFile(join(consumer, await bundle("browser.js", { format: "iife" })), "utf8");
  let executablePath = "";
  try {
    executablePath = chromiumPath();
  } catch (error) {
    skip(messageOf(error));
  }
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.goto(origin);
    await page.addScriptTag({ content: script });
    return { version: browser.version(), passed: await page.evaluate<string[]>("passed") };
  } finally {
    await browser.close();
  }
}

const answers: Record<string, Handler> = {
  CLIENT_ID: json(200, { token: "header.payload.signature" }),
  UNKNOWN: json(404, { type: "resource_not_found", message: "No such client." }),
  REDIRECTED: (response) => response.writeHead(307, { location: "/v1/elsewhere" }).end(),
  DISCONNECTED: (response) => response.destroy(),
  UNANSWERED: () => {},
};

/** Answers by client ID, and with 400 if the request differs from what the client must send. */
function answerByClientId(...[response, index, request]: Parameters<Handler>): void {
  if (request.method === "GET") {
    response.setHeader("content-type", "text/html").end("<!doctype html>");
    return;
  }
  const { clientId, ...scope } = JSON.parse(request.body || "{}");
  const message = findMistake(request, scope);
  const answer = message ? json(400, { type: "invalid_request", message }) : answers[clientId];
  answer?.(response, index, request);
}

function findMistake({ method, path, headers }: Received, scope: object): string | undefined {
  const checks = {
    "method and path": method === "POST" && path === "/v1/tokens",
    key: headers.authorization === "test_key",
    "media type": headers["content-type"] === "application/json" && headers.accept === "application/json",
    "user agent": /^(complycube-tokens\/\d|Mozilla\/)/.test(String(headers["user-agent"])),
    scope: /^\{"(referrer|appId)":"[^"]+"\}$/.test(JSON.stringify(scope)),
  };
  return Object.entries(checks).find(([, passes]) => !passes)?.[0];
}
