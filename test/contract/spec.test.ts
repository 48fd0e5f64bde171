import { readFile } from "node:fs/promises";
import { lintFromString } from "@redocly/openapi-core";
import spectral, { type RulesetDefinition } from "@stoplight/spectral-core";
import { Yaml } from "@stoplight/spectral-parsers";
import rulesets from "@stoplight/spectral-rulesets";
import { describe, expect, it } from "vitest";
import { configOf } from "../../scripts/generate/read-spec.js";
import { spec } from "../support/prism.js";

// Reading the spec has already compiled each schema and checked each example.

const source = await readFile(spec.file, "utf8");

async function redocly(text: string): Promise<string[]> {
  const config = await configOf({ extends: ["recommended-strict"] });
  const problems = await lintFromString({ source: text, absoluteRef: spec.file, config });
  return problems.map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

async function spectralOas(text: string): Promise<string[]> {
  const linter = new spectral.Spectral();
  linter.setRuleset({ extends: [rulesets.oas as RulesetDefinition] });
  const problems = await linter.run(new spectral.Document(text, Yaml, spec.file));
  return problems.map(({ code, message }) => `${code}: ${message}`);
}

describe.each([
  { linter: "Redocly recommended-strict", lint: redocly },
  { linter: "Spectral spectral:oas", lint: spectralOas },
])("$linter", ({ lint }) => {
  it("finds no error and no warning", async () => {
    await expect(lint(source)).resolves.toEqual([]);
  });

  it("finds an operation without an ID", async () => {
    const broken = source.replace(/operationId: \w+/, "x-operation: none");
    expect(broken).not.toBe(source);
    await expect(lint(broken)).resolves.not.toEqual([]);
  });
});
