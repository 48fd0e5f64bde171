import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import {
  bundleFromString,
  type Config,
  createConfig,
  getLineColLocation,
  lintFromString,
  type NormalizedProblem,
  type Oas3_1Definition,
  YamlParseError,
} from "@redocly/openapi-core";
import { messageOf, UserError } from "../cli.js";
import { generatorRules } from "./generator-rules.js";
import type { ResolvedDocument } from "./openapi.js";

export interface Spec {
  /** The path from here, for messages and headers. */
  file: string;
  document: Oas3_1Definition;
  /** The same document with every `$ref` replaced by what it names. */
  resolved: ResolvedDocument;
}

// The type of what it takes costs the compiler two seconds, a sixth of all that it does for the project.
export const configOf = createConfig as unknown as (options: object) => Promise<Config>;

/** Reads a spec that every generator can rely on; a broken one is refused with the line of each problem. */
export async function readSpec(path: string): Promise<Spec> {
  const file = relative("", path);
  const source = await readFile(file, "utf8").catch((error) => {
    throw new UserError(`cannot read the spec ${file}: ${messageOf(error)}`);
  });
  const config = await configOf({
    extends: ["spec"],
    plugins: [generatorRules],
    rules: {
      "generator/one-file": "error",
      "operation-operationId": "error",
      "generator/schema-compiles": "error",
      "no-invalid-media-type-examples": { severity: "error", allowAdditionalProperties: true },
    },
  });
  const input = { source, absoluteRef: resolve(file), config };

  const problems = await lintFromString(input).catch((error) => {
    const place = error instanceof YamlParseError ? `${file}:${error.line}:${error.col}` : file;
    throw new UserError(`${place}: ${messageOf(error)}`);
  });
  if (problems.length > 0)
    throw new UserError(
      rootCauses(problems)
        .map((problem) => describe(file, problem))
        .join("\n"),
    );

  const { bundle: document } = await bundleFromString(input);
  const { bundle: resolved } = await bundleFromString({ ...input, dereference: true });
  return { file, document: document.parsed as Oas3_1Definition, resolved: resolved.parsed as ResolvedDocument };
}

/** A schema that does not compile breaks its examples too, and a reference that leads nowhere breaks both. */
function rootCauses(problems: NormalizedProblem[]): NormalizedProblem[] {
  const consequences = ["generator/schema-compiles", "no-invalid-media-type-examples"];
  const depth = ({ ruleId }: NormalizedProblem) => consequences.indexOf(ruleId);
  const least = Math.min(...problems.map(depth));
  return problems.filter((problem) => depth(problem) === least);
}

function describe(file: string, { location, message }: NormalizedProblem): string {
  const [place] = location;
  if (!place) return `${file}: ${message}`;
  const { start } = getLineColLocation(place);
  return `${file}:${start.line}:${start.col}: ${message.trim()}`;
}
