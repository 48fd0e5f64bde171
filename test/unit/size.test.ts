import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

/** The size of a bundle of `code` and what it imports, minified and compressed, in bytes. */
async function bundleSizeOf(code: string): Promise<number> {
  const stdin = { contents: code, resolveDir: "src" };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: "esm", write: false });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}

it.each([
  ["the package", 'export * from "./index.js"', 13_300],
  ["createClient alone", 'export { createClient } from "./index.js"', 8_400],
  ["the referrer rules alone", 'export * from "./referrer/index.js"', 3_750],
  ["matchesReferrer alone", 'export { matchesReferrer } from "./referrer/index.js"', 1_400],
  ["the module of the page", 'export * from "./browser.js"', 1_500],
  ["the mock alone", 'export * from "./mock.js"', 6_500],
  ["one validator alone", 'export { validateToken } from "./generated/validators.js"', 600],
])("a bundle of %s stays small", async (_, code, limit) => {
  expect(await bundleSizeOf(code)).toBeLessThanOrEqual(limit);
});
