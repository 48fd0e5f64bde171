import { readFile } from "node:fs/promises";
import { lintFromString } from "@redocly/openapi-core";
import spectral, { type RulesetDefinition } from "@stoplight/spectral-core";
import { Yaml } from "@stoplight/spectral-parsers";
import rulesets from "@stoplight/spectral-rulesets";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { operationsOf } from "../../scripts/generate/openapi.js";
import { configOf } from "../../scripts/generate/read-spec.js";
import { spec } from "../support/prism.js";

// Formats are annotations, as in the generated validators.
const ajvOptions = { strict: true, validateFormats: false };
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
  it("finds nothing, warnings included", async () => {
    await expect(lint(source)).resolves.toEqual([]);
  });

  it.each([
    ["an example that breaks its schema", source.replace("token: header.payload.signature", "token: 1")],
    ["an operation without an ID", source.replace("operationId: generateToken", "x-operation: generateToken")],
    ["a reference that leads nowhere", source.replace('schemas/Token"', 'schemas/Tokn"')],
  ])("finds %s", async (_, broken) => {
    expect(broken).not.toBe(source);
    await expect(lint(broken)).resolves.not.toEqual([]);
  });
});

it.each(Object.entries(spec.resolved.components?.schemas ?? {}))("Ajv compiles %s in strict mode", (_, schema) => {
  new Ajv2020(ajvOptions).compile(schema);
});

describe("every example conforms to its schema", () => {
  const cases = operationsOf(spec.resolved).flatMap(([operation, { requestBody, responses = {} }]) =>
    Object.entries({ request: requestBody, ...responses }).flatMap(([place, body]) => {
      const { schema = false, examples = {} } = body?.content?.["application/json"] ?? {};
      return Object.entries(examples).map(([name, { value }]) => ({
        name: `${operation} ${place} ${name}`,
        schema,
        value,
      }));
    }),
  );

  it.each(cases)("$name", ({ schema, value }) => {
    const validate = new Ajv2020(ajvOptions).compile(schema);
    validate(value);
    expect(validate.errors).toBeNull();
  });
});
