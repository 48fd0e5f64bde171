import { readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { readOptions, run } from "./cli.js";

interface Manifest {
  exports: Record<string, string | { import: { default: string } }>;
  dependencies: Record<string, string>;
}

const manifest: Manifest = JSON.parse(await readFile("package.json", "utf8"));
const dependencies = Object.keys(manifest.dependencies);

/** The modules of package.json's `exports`, without their extension: `src/handler.ts` is `handler`. */
const entries = Object.values(manifest.exports).flatMap((target) =>
  typeof target === "string" ? [] : [relative("dist", target.import.default).replace(/\.js$/, "")],
);

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
    const filter = new RegExp(`^\\.\\./(${entries.join("|")})\\.js$`);
    onResolve({ filter }, ({ path }) => ({ path, external: true }));
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
  await Promise.all([buildCommonJs(), buildDeclarations()]);
  console.log("Built dist.");
});

/** Converts the modules in dist, because esbuild does not split CommonJS: each entry would have its own copy of the errors. */
async function buildCommonJs(): Promise<void> {
  const bundle = await rollup({ input: inputs("dist", "js"), external: dependencies });
  await bundle.write({
    dir: "dist",
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "shared-[hash].cjs",
    exports: "named",
    esModule: true,
    interop: "auto",
  });
  await bundle.close();
}

/** Bundles the declarations for both formats, so that users see the public types only. */
async function buildDeclarations(): Promise<void> {
  const bundle = await rollup({ input: inputs("src", "ts"), plugins: [dts({ tsconfig: "src/tsconfig.node.json" })] });
  for (const extension of ["d.ts", "d.cts"]) {
    await bundle.write({
      dir: "dist",
      entryFileNames: `[name].${extension}`,
      chunkFileNames: `types-[hash].${extension}`,
    });
  }
  await bundle.close();
}

function inputs(directory: string, extension: string): Record<string, string> {
  return Object.fromEntries(entries.map((entry) => [entry, join(directory, `${entry}.${extension}`)]));
}
