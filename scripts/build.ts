import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { readOptions, run } from "./cli.js";

const entries = ["index", "referrer/index", "node", "handler", "generated/examples"];

const settings: BuildOptions = {
  bundle: true,
  packages: "external",
  format: "esm",
  platform: "neutral",
  target: "es2022",
  logLevel: "error",
};

/** Keeps the entries out of the command line's bundle. In one build, esbuild would split them into more chunks. */
const externalEntries: Plugin = {
  name: "external entries",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/(referrer\/)?index\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};

await run(async () => {
  readOptions({}, "Usage: npm run build\n\nBuilds dist.");
  await rm("dist", { recursive: true, force: true });
  // One module per entry, because Node takes about a millisecond to load each module.
  await build({
    ...settings,
    entryPoints: entries.map((entry) => join("src", `${entry}.ts`)),
    outdir: "dist",
    splitting: true,
    chunkNames: "shared-[hash]",
  });
  await build({ ...settings, entryPoints: ["src/cli/bin.ts"], outdir: "dist/cli", plugins: [externalEntries] });
  await buildDeclarations();
  console.log("Built dist.");
});

/** Bundles the declarations, so that users see the public types only. */
async function buildDeclarations(): Promise<void> {
  const input = Object.fromEntries(entries.map((entry) => [entry, join("src", `${entry}.ts`)]));
  const bundle = await rollup({ input, plugins: [dts({ tsconfig: "src/tsconfig.node.json" })] });
  await bundle.write({ dir: "dist", entryFileNames: "[name].d.ts", chunkFileNames: "types-[hash].d.ts" });
  await bundle.close();
}
