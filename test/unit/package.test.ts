import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { version } from "../../src/version.js";

const manifest = JSON.parse(await readFile("package.json", "utf8"));
const lock = JSON.parse(await readFile("package-lock.json", "utf8"));

it("sends the version of the package", () => {
  expect(version).toBe(manifest.version);
});

it("pins every dependency exactly", () => {
  const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(ranges.filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(String(range)))).toEqual([]);
});

it("has one copy of each part of Prism, at the version that does not hang on malformed JSON", () => {
  const installed = Object.entries<{ version: string }>(lock.packages).flatMap(([path, { version }]) =>
    /node_modules\/@stoplight\/prism-[^/]+$/.test(path) ? [`${path.split("node_modules/").at(-1)}@${version}`] : [],
  );
  expect(installed.sort()).toEqual([
    "@stoplight/prism-cli@5.14.2",
    "@stoplight/prism-core@5.8.0",
    "@stoplight/prism-http-server@5.12.2",
    "@stoplight/prism-http@5.12.0",
  ]);
});

it("depends on openapi-fetch alone at run time", () => {
  expect(Object.keys(manifest.dependencies)).toEqual(["openapi-fetch"]);
});

it("names no registry in the lockfile", () => {
  expect(JSON.stringify(lock)).not.toContain('"resolved"');
});
