import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { largeSpec, mostOperations } from "../../scripts/bench/large-spec.js";
import { operationsOf } from "../../scripts/generate/openapi.js";
import { readSpec } from "../../scripts/generate/read-spec.js";

async function read(text: string) {
  const directory = await mkdtemp(join(tmpdir(), "large-spec-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, "spec.yaml");
  await writeFile(file, text);
  return await readSpec(file);
}

it("is the same each time", () => {
  expect(largeSpec(100)).toBe(largeSpec(100));
});

it.each([1, 99, 1_000])("has %i operations, each with a name of its own", (count) => {
  const names = largeSpec(count).match(/(?<=operationId: ).*/g);
  expect(names).toHaveLength(count);
  expect(new Set(names).size).toBe(count);
});

it.each([0, 1.5, mostOperations + 1, Number.NaN])("of %d operations can't be made", (count) => {
  expect(() => largeSpec(count)).toThrow(RangeError);
});

it("is one that the generator takes, also where a resource has not all of its operations", async () => {
  const { resolved } = await read(largeSpec(12));
  const names = operationsOf(resolved).map(([name]) => name);
  expect(names).toHaveLength(12);
  expect(names.slice(-2)).toEqual(["listBillingContacts", "createBillingContact"]);
});
