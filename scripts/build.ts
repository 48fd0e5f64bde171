import { execFileSync } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { run, UserError } from "./cli.js";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const entries = ["index", "referrer/index", "node", "handler", "generated/examples"];

const settings: BuildOptions = {
  bundle: true,
  packages: "external",
  format: "esm",
  platform: "neutral",
  target: "es2022",
  logLevel: "error",
};

/** The command line imports the entries: with them in one build, their code would move to chunks for both to load. */
const entriesOutside: Plugin = {
  name: "entries outside",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/(referrer\/)?index\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};

await run(async () => {
  await rm("dist", { recursive: true, force: true });
  // One module an entry, since each costs Node a millisecond to load: as a file for each of src, the import took thrice as long.
  await build({
    ...settings,
    entryPoints: entries.map((entry) => join("src", `${entry}.ts`)),
    outdir: "dist",
    splitting: true,
    chunkNames: "shared-[hash]",
  });
  await build({ ...settings, entryPoints: ["src/cli/bin.ts"], outdir: "dist/cli", plugins: [entriesOutside] });
  try {
    for (const project of ["src", "src/tsconfig.node.json"]) {
      execFileSync(process.execPath, [tsc, "-p", project], { stdio: "inherit" });
    }
  } catch {
    throw new UserError("dist is incomplete: src does not compile, as shown above.");
  }
  await keepReachable(entries.map((entry) => join("dist", `${entry}.d.ts`)));
  console.log("Built dist.");
});

/** Removes the declarations of what no user can name. */
async function keepReachable(files: string[]): Promise<void> {
  const reached = new Set(files);
  for (const file of reached) {
    for (const [, path = ""] of (await readFile(file, "utf8")).matchAll(/from "(\.[^"]+)\.js"/g)) {
      reached.add(join(file, "..", `${path}.d.ts`));
    }
  }
  for (const name of await readdir("dist", { recursive: true })) {
    const file = join("dist", name);
    if (file.endsWith(".d.ts") && !reached.has(file)) await rm(file);
  }
}
