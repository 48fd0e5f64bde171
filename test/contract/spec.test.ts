import { readFile } from "node:fs/promises";
import { lintFromString } from "@redocly/openapi-core";
import spectral, { type RulesetDefinition } from "@stoplight/spectral-core";
import { Yaml } from "@stoplight/spectral-parsers";
import rulesets from "@stoplight/spectral-rulesets";
import { describe, expect, it } from "vitest";
import { artefacts } from "../../scripts/generate/artefacts.js";
import { staleFiles } from "../../scripts/generate/publish.js";
import { configOf } from "../../scripts/generate/read-spec.js";
import { spec } from "../support/prism.js";

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
  { linter: "Redocly's recommended-strict", lint: redocly },
  { linter: "Spectral's spectral:oas", lint: spectralOas },
])("$linter", ({ lint }) => {
  it("finds no error or warning in the spec", async () => {
    await expect(lint(source)).resolves.toEqual([]);
  });

  it("finds an operation without an ID", async () => {
    await expect(lint(source.replace("operationId:", "x-operation:"))).resolves.not.toEqual([]);
  });
});

it("the committed files are generated from the spec", async () => {
  expect(await staleFiles("src/generated", await artefacts(spec))).toEqual([]);
});
