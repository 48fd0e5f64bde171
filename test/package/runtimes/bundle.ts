import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";

const modules = ["assertions", "node/import", "bun/import", "deno/import", "workerd/worker", "chromium/page"];

/** Puts the assertions and each runtime's entry into a consumer's project, with nothing changed but the types taken out. */
export async function copyEntries(consumer: string): Promise<void> {
  const strip = (names: string[], extension: string, kind: string) =>
    build({
      entryPoints: names.map((name) => `test/runtimes/${name}.${kind}`),
      outbase: "test/package/runtimes",
      outdir: consumer,
      outExtension: { ".js": extension },
    });
  await strip(modules, ".js", "ts");
  await strip(["node/require"], ".cjs", "cts");
}

/** Bundles and minifies an entry with the package that the consumer has installed; gives the path of the bundle. */
export async function bundle(consumer: string, entry: string, options: BuildOptions): Promise<string> {
  const outfile = join("bundled", options.format === "cjs" ? `${entry}.cjs` : `${entry}.js`);
  const { metafile } = await build({
    absWorkingDir: consumer,
    entryPoints: [`${entry}.js`],
    outfile,
    bundle: true,
    minify: true,
    metafile: true,
    logLevel: "silent",
    ...options,
  });
  const foreign = Object.keys(metafile?.inputs ?? {}).filter((path) => path.startsWith(".."));
  if (foreign.length > 0) throw new Error(`The bundle has modules from elsewhere: ${foreign.join(", ")}`);
  return outfile;
}
