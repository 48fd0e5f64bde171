import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type BuildOptions, build, version as esbuildVersion } from "esbuild";
import { chromium } from "playwright-core";
import { beforeAll, describe, expect, inject, it, type TestContext } from "vitest";
import { messageOf } from "../../scripts/cli.js";
import { chromiumPath } from "../support/chromium.js";
import { type Handler, json, type Loopback, withServer } from "../support/loopback.js";
import { matchSection } from "./docs-page.js";
import { installed, unpacked } from "./install.js";
import { assertions } from "./runtimes/assertions.js";

/** What a runtime reports about itself. */
interface Report {
  version: string;
  /** The names of the assertions that passed. */
  passed: string[];
}

/** An exact version of a package in the npm registry. */
interface Package {
  name: string;
  version: string;
  /** The directory of the commands, if nothing else in the package is needed. */
  bin?: string;
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

/** What each runtime must send. */
const tokenRequest = {
  method: "POST",
  path: "/v1/tokens",
  headers: expect.objectContaining({
    authorization: "test_key",
    accept: "application/json",
    "content-type": "application/json",
    "user-agent": expect.stringMatching(/^(complycube-tokens\/\d|Mozilla\/)/),
  }),
  body: expect.stringMatching(/^\{"clientId":"[A-Z_]+","(referrer|appId)":"[^"]+"\}$/),
};

// The npm package `node` would download one of these with an install script.
const node = (version: string) => ({ name: `node-${process.platform}-${process.arch}`, version, bin: "bin" });
const nodes = { 20: node("20.19.0"), 22: node("22.23.3"), 24: node("24.21.0"), 26: node("26.10.0") };

const runtimes: Runtime[] = [
  ...Object.entries(nodes).flatMap(([major, from]): Runtime[] => [
    { name: `Node ${major}`, from, run: runInNode("import.js") },
    { name: `Node ${major}, \`require()\``, from, run: runInNode("require.cjs") },
  ]),
  ...(["esm", "cjs"] as const).map((format) => ({
    name: `Node 20, bundled and minified by esbuild (${format})`,
    from: nodes[20],
    run: async ({ url }: Loopback, commands: string) =>
      report(`${commands}/node`, await bundle("import.js", { platform: "node", format }), url),
  })),
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
  const entryPoints = ["assertions", "import", "worker", "browser"].map((name) => `test/package/runtimes/${name}.ts`);
  await build({ entryPoints, outdir: consumer });
  await build({ entryPoints: ["test/package/runtimes/require.cts"], outfile: join(consumer, "require.cjs") });
});

// The last test compares the page with the results of the others. Installing a runtime can take minutes.
describe("the packed package", { shuffle: false, timeout: 300_000 }, () => {
  const passed = new Set<string>();

  for (const { name, from, reports = from?.version, run } of runtimes) {
    it(`works in ${name}`, async (ctx) => {
      const commands = from ? await commandsOf(from, ctx) : "";
      await withServer(answer, async (server) => {
        const result = await run(server, commands, ctx);
        expect(result).toEqual({ version: reports, passed: Object.keys(assertions) });
        // An aborted request has no body yet.
        for (const request of server.received.filter(({ body }) => body !== "")) expect(request).toEqual(tokenRequest);
      });
      passed.add(name);
    });
  }

  it("works in each runtime of docs/runtimes.md", async () => {
    const list = Object.keys(assertions).map((name) => `- ${name}`);
    const introduction = `In each runtime, over \`fetch\` and over \`nodeTransport()\` if there is \`node:https\`, the package:

${list.join("\n")}

The bundles are made with esbuild ${esbuildVersion}.`;
    const resultOf = (name: string) => (passed.has(name) ? "passed" : "not passed");
    const rows = runtimes.map(({ name, from }) => [name, from?.version ?? "of the machine", resultOf(name)]);
    await matchSection("Runtimes", introduction, [["runtime", "version", "result"], ...rows]);
  });
});

async function commandsOf({ name, version, bin }: Package, ctx: TestContext): Promise<string> {
  const spec = `${name}@${version}`;
  return bin ? await unpacked(spec, bin, ctx) : join(await installed([spec], ctx), ".bin");
}

function runInNode(file: string): Runtime["run"] {
  return ({ url }, commands) => report(`${commands}/node`, file, url);
}

/** Runs a command in the consumer's project. The last line of its output is the report. */
async function report(command: string, ...args: string[]): Promise<Report> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, NO_COLOR: "1" };
  const { stdout } = await promisify(execFile)(command, args, { cwd: consumer, env, timeout: 60_000 });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

/** Bundles a file of the consumer's project with the installed package. Returns the path of the bundle. */
async function bundle(file: string, options: BuildOptions): Promise<string> {
  const outfile = `bundled-${options.format}-${file.replace(/js$/, options.format === "cjs" ? "cjs" : "js")}`;
  const settings: BuildOptions = { absWorkingDir: consumer, bundle: true, minify: true, ...options };
  const { metafile } = await build({ ...settings, entryPoints: [file], outfile, metafile: true });
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

/** Shows a browser an empty page, and answers the client by client ID. */
function answer(...[response, index, request]: Parameters<Handler>): void {
  if (request.method === "GET") response.setHeader("content-type", "text/html").end("<!doctype html>");
  else answers[JSON.parse(request.body || "{}").clientId]?.(response, index, request);
}
