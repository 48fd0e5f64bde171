import type { Package } from "../install.js";
import { bundle } from "./bundle.js";
import { runInChromium } from "./chromium/run.js";
import { type Place, type Report, reported } from "./report.js";
import { runInWorkerd, workerd } from "./workerd/run.js";

export interface Runtime {
  name: string;
  /** Where the runtime comes from; without it, it is on this machine. */
  from?: Package;
  run(place: Place): Promise<Report>;
}

// The package `node` downloads the like of this with a script of its own.
const node = (version: string) => ({ name: `node-${process.platform}-${process.arch}`, version });

const imports = ({ consumer, binary, baseUrl }: Place) =>
  reported(binary("node"), ["node/import.js", baseUrl], consumer);
const requires = ({ consumer, binary, baseUrl }: Place) =>
  reported(binary("node"), ["node/require.cjs", baseUrl], consumer);
const bundledAs =
  (format: "esm" | "cjs") =>
  async ({ consumer, binary, baseUrl }: Place) => {
    const file = await bundle(consumer, "node/import", { platform: "node", format });
    return await reported(binary("node"), [file, baseUrl], consumer);
  };

const nodes = { 20: node("20.19.0"), 22: node("22.23.3"), 24: node("24.21.0"), 26: node("26.10.0") };

export const runtimes: Runtime[] = [
  ...Object.entries(nodes).flatMap(([major, from]) => [
    { name: `Node ${major}`, from, run: imports },
    { name: `Node ${major}, \`require()\``, from, run: requires },
  ]),
  { name: "Node 20, bundled and minified by esbuild", from: nodes[20], run: bundledAs("esm") },
  { name: "Node 20, bundled and minified as CommonJS", from: nodes[20], run: bundledAs("cjs") },
  {
    name: "Bun",
    from: { name: "bun", version: "1.4.5" },
    run: ({ consumer, binary, baseUrl }) =>
      reported(binary("bun"), ["--no-install", "bun/import.js", baseUrl], consumer),
  },
  {
    name: "Deno, allowed the network alone",
    from: { name: "deno", version: "2.9.6" },
    run: ({ consumer, binary, baseUrl }) => {
      const flags = ["--no-remote", "--no-prompt", "--node-modules-dir=manual", "--allow-net=127.0.0.1"];
      return reported(binary("deno"), ["run", ...flags, "deno/import.js", baseUrl], consumer);
    },
  },
  {
    name: "workerd, bundled and minified by esbuild",
    from: workerd,
    run: runInWorkerd,
  },
  { name: "Chromium, bundled and minified by esbuild", run: runInChromium },
];
