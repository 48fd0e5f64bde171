import { readFile } from "node:fs/promises";
import { parseYaml } from "@redocly/openapi-core";
import { describe, expect, it } from "vitest";
import { type Change, changesBetween } from "../../scripts/diff/changes.js";
import type { JsonObject } from "../../scripts/diff/explicit.js";
import { type Edit, type Planted, remove, set } from "./planted/edit.js";
import { merge, prefixOf } from "./planted/merge.js";
import { operationChanges } from "./planted/operation.js";
import { requestChanges } from "./planted/request.js";
import { responseChanges } from "./planted/response.js";

// What the spec has no instance of, for changes of it; and without the statuses that are like others.
const error = "#/components/schemas/Error/properties";
const post = "#/paths/~1tokens/post";
const spec = edited(parseYaml(await readFile("openapi/tokens.yaml", "utf8")) as JsonObject, [
  set(`${post}/parameters`, [{ name: "Trace", in: "header", schema: { type: "string" } }]),
  set(`${error}/severity`, { type: "string", enum: ["low", "high"] }),
  set(`${error}/code`, { type: "integer", maximum: 999 }),
  set(`${error}/detail`, { anyOf: [{ type: "object" }, { type: "null" }] }),
  set(`${error}/causes`, { type: "array", items: { type: "string" } }),
  ...[400, 401, 403, 404, 413, 500].map((status) => remove(`${post}/responses/${status}`)),
]);

function edited(document: JsonObject, edits: Edit[]): JsonObject {
  const copy = structuredClone(document);
  for (const edit of edits) edit(copy);
  return copy;
}

// All planted changes are compared at once, and their reverses at the same time.
const planted = [...operationChanges, ...requestChanges, ...responseChanges];
const changed = planted.map(([, edits]) => edited(spec, edits));
const before = merge(planted.map(() => spec));
const after = merge(changed);
const [forth, back] = await Promise.all([changesBetween(before, after), changesBetween(after, before)]);

function verdict(changes: Change[], index: number): string {
  const own = changes.filter(({ pointer }) => pointer.includes(prefixOf(index)));
  return own.some(({ broken }) => broken.length > 0) ? "breaks" : "is fine";
}

function cases(rows: Planted[]): [change: string, forth: string, back: string, index: number][] {
  return rows.map((row) => [row[0], row[2], row[3], planted.indexOf(row)]);
}

describe.each([
  ["operation", cases(operationChanges)],
  ["request", cases(requestChanges)],
  ["response", cases(responseChanges)],
])("%s", (_, rows) => {
  it.each(rows)("%s: %s; the reverse: %s", (_change, forthExpected, backExpected, index) => {
    expect(changed[index]).not.toEqual(spec);
    expect([verdict(forth, index), verdict(back, index)]).toEqual([forthExpected, backExpected]);
  });
});
