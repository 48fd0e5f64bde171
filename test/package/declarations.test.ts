import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { expect, inject, it } from "vitest";
import { compile } from "../support/compile.js";

const consumer = inject("consumer");
const dist = join(consumer, "node_modules/complycube-tokens/dist");

it("shows no internals", async () => {
  const declarations = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith(".d.ts"));
  expect(declarations).not.toEqual([]);
  const internals = /\b(clientOf|Settings|Rule|checkOptions|transport\/.*)\b/g;
  for (const name of declarations) {
    expect(
      [...(await readFile(join(dist, name), "utf8")).matchAll(internals)].map(([found]) => found),
      name,
    ).toEqual([]);
  }
});

it("shows TokenScope as a union of two objects", () => {
  const file = join(consumer, "scope.ts");
  const text = `export declare const scope: import("complycube-tokens").TokenScope;`;
  const { errors, types } = compile({ [file]: text }, { paths: {}, types: [] });
  expect(errors).toEqual([]);
  expect(types(file, ts.TypeFormatFlags.InTypeAlias).get("scope")).toMatch(/^\{ [^{}]+ \} \| \{ [^{}]+ \}$/);
});
