import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

async function bundle(code: string, minify = false): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: "src" },
    bundle: true,
    minify,
    format: "esm",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/** What a bundle grows by, openapi-fetch included, in bytes, minified and compressed. */
async function sizeOf(code: string): Promise<number> {
  return gzipSync(await bundle(code, true), { level: 9 }).length;
}

it.each([
  ["the package", 'export * from "./index.js"', 12_100],
  ["createClient alone", 'export { createClient } from "./index.js"', 8_800],
  ["the referrer rules alone", 'export * from "./referrer/index.js"', 3_000],
  ["the answer whether a URL matches", 'export { matchesReferrer } from "./referrer/index.js"', 1_400],
])("%s: no more than a limit", async (_, code, limit) => {
  expect(await sizeOf(code)).toBeLessThanOrEqual(limit);
});

describe("of the validators, a bundle has no more than is used", () => {
  const validators = (names: string) => bundle(`export { ${names} } from "./generated/validators.js"`);

  it("nothing of nothing", async () => {
    expect(await validators("")).not.toMatch(/\w/);
  });

  it("of one its own rules, and those of no other", async () => {
    const text = await validators("validateToken");
    const declared = [...text.matchAll(/^(?:var|function) (\w+)/gm)].map(([, name]) => name);
    expect(declared.sort()).toEqual(["all", "object", "own", "pattern", "record", "rule", "string", "validateToken"]);
  });
});
