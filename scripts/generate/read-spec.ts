import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import {
  BaseResolver,
  bundleFromString,
  type Config,
  createConfig,
  getLineColLocation,
  lintFromString,
  type NormalizedProblem,
  type Oas3_1Definition,
} from "@redocly/openapi-core";
import { messageOf, UserError } from "../cli.js";
import { assertSafe } from "./assert-safe.js";
import type { ResolvedDocument } from "./openapi.js";
import { schemaCompiles } from "./schemas.js";

export interface Spec {
  /** The path relative to the working directory, for messages and headers. */
  file: string;
  document: Oas3_1Definition;
  /** The same document with every `$ref` replaced by its target. */
  resolved: ResolvedDocument;
}

// Checking the type of its parameter takes the compiler two seconds.
export const configOf = createConfig as unknown as (options: object) => Promise<Config>;

/** A second guard after `assertSafe`: reads no other file and asks no server. */
class NoExternalRefs extends BaseResolver {
  override async loadExternalRef(reference: string): Promise<never> {
    throw new Error(`${reference} is outside the spec`);
  }
}

/**
 * Reads a spec that every generator can rely on.
 *
 * @throws UserError with the line of each problem
 */
export async function readSpec(path: string): Promise<Spec> {
  const file = relative("", path);
  const source = await readFile(file, "utf8").catch((error) => {
    throw new UserError(`Cannot read the spec ${file}: ${messageOf(error)}`);
  });
  assertSafe(file, source);

  const config = await configOf({
    extends: ["spec"],
    plugins: [{ id: "generator", rules: { oas3: { "schema-compiles": schemaCompiles } } }],
    rules: {
      "operation-operationId": "error",
      "operation-operationId-unique": "error",
      "operation-operationId-url-safe": "error",
      "generator/schema-compiles": "error",
      "no-invalid-media-type-examples": { severity: "error", allowAdditionalProperties: true },
    },
  });
  const externalRefResolver = new NoExternalRefs(config.resolve);
  const input = { source, absoluteRef: resolve(file), config, externalRefResolver };
  const problems = await lintFromString(input).catch((error) => {
    throw new UserError(`${file}: ${messageOf(error)}`);
  });
  if (problems.length > 0) {
    throw new UserError(
      rootCauses(problems)
        .map((problem) => describe(file, problem))
        .join("\n"),
    );
  }

  const { bundle: document } = await bundleFromString(input);
  const { bundle: resolved } = await bundleFromString({ ...input, dereference: true });
  return { file, document: document.parsed as Oas3_1Definition, resolved: resolved.parsed as ResolvedDocument };
}

/** Omits consequences: a schema that does not compile breaks its examples, and a broken reference breaks both. */
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
