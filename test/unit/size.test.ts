import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

/** What a bundle grows by, in bytes, minified and compressed. */
async function sizeOf(entry: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}

it("the referrer rules alone are no more than 3 kB", async () => {
  expect(await sizeOf("src/referrer/index.ts")).toBeLessThanOrEqual(3_000);
});
