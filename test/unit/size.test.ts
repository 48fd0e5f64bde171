import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

/** What a bundle grows by, openapi-fetch included, in bytes, minified and compressed. */
async function sizeOf(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: "src" },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}

it.each([
  ["the package", 'export * from "./index.js"', 11_000],
  ["createClient alone", 'export { createClient } from "./index.js"', 7_700],
  ["the referrer rules alone", 'export * from "./referrer/index.js"', 3_000],
  ["the answer whether a URL matches", 'export { matchesReferrer } from "./referrer/index.js"', 1_400],
])("%s: no more than a limit", async (_, code, limit) => {
  expect(await sizeOf(code)).toBeLessThanOrEqual(limit);
});
