import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { expect, inject, it } from "vitest";
import { compile } from "../support/compile.js";

const consumer = inject("consumer");
const dist = join(consumer, "node_modules/complycube-tokens/dist");

it("shows no internals in the declarations", async () => {
  const names = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith(".d.ts"));
  const declarations = await Promise.all(names.map((name) => readFile(join(dist, name), "utf8")));
  expect(declarations.join("\n")).toContain("createClient");
  expect(declarations.join("\n")).not.toMatch(/\b(clientOf|Settings|Rule|checkOptions)\b|transport\//);
});

it("shows TokenScope as a union of two objects", () => {
  const file = join(consumer, "scope.ts");
  const text = `export declare const scope: import("complycube-tokens").TokenScope;`;
  const { errors, types } = compile({ [file]: text }, { paths: {}, types: [] });
  expect(errors).toEqual([]);
  expect(types(file, ts.TypeFormatFlags.InTypeAlias).get("scope")).toMatch(/^\{ [^{}]+ \} \| \{ [^{}]+ \}$/);
});
