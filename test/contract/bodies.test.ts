import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { validateTokenRequest } from "../../src/generated/validators.js";
import { compile } from "../support/compile.js";
import { bodies } from "./cases/bodies.js";

// The mock's verdict on each body is in cases.test.ts.

it.each(Object.entries(bodies))("the validator decides like the mock: %s", (_, { body, violation }) => {
  expect(validateTokenRequest(body)).toBe(violation === undefined);
});

it("the types reject every invalid body, except one with an out-of-range value", async () => {
  const file = "test/contract/cases/bodies.ts";
  const source = (await readFile(file, "utf8")).replaceAll("@ts-expect-error", "");
  const rejected = compile({ [file]: source }, { types: [] }).errors.map(({ line }) => line);
  const mistyped = source.split("\n").flatMap((text, index) => (text.includes(": mistyped(") ? [index + 1] : []));
  expect(rejected).toEqual(mistyped);
  expect(mistyped.length).toBeGreaterThan(0);
});
