import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

const manifest = JSON.parse(await readFile("package.json", "utf8"));

it("pins every dependency to one version", () => {
  const ranges = Object.values<string>({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(ranges.filter((range) => !/^(npm:.+@)?\d+\.\d+\.\d+$/.test(range))).toEqual([]);
});

it("depends only on openapi-fetch at run time", () => {
  expect(Object.keys(manifest.dependencies)).toEqual(["openapi-fetch"]);
});

it("names no registry in the lockfile", async () => {
  expect(await readFile("package-lock.json", "utf8")).not.toContain('"resolved"');
});
