import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, visit } from "yaml";
import { UserError } from "../cli.js";

const mostAliases = 100;
const deepestLevel = 200;
const references = ["$ref", "$dynamicRef", "$recursiveRef", "operationRef", "externalValue"];
/** The keywords whose schemas apply to the same value as the schema around them. */
const inPlace = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"];

/**
 * Checks what the libraries that read a spec do not survive. It runs before them, because they resolve references first.
 *
 * @throws UserError with the line: for YAML that is invalid, nested too deeply or has too many aliases, a reference to
 *   anything outside the spec, a schema that contains itself, or a name that JavaScript objects inherit
 */
export function assertSafe(file: string, source: string): void {
  const lineCounter = new LineCounter();
  const fail = (message: string, node?: unknown): never => {
    const offset = isNode(node) && node.range ? node.range[0] : 0;
    const { line, col } = lineCounter.linePos(offset);
    throw new UserError(`${file}:${line || 1}:${col || 1}: ${message}`);
  };

  const document = (() => {
    try {
      return parseDocument(source, { lineCounter, prettyErrors: false });
    } catch (error) {
      if (error instanceof RangeError) return fail("The YAML is nested too deeply.");
      throw error;
    }
  })();
  const [error] = document.errors;
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    const message = /call stack/.test(error.message) ? "The YAML is nested too deeply." : error.message;
    throw new UserError(`${file}:${line}:${col}: ${message}`);
  }
  if (!isMap(document.contents)) fail("The spec must be a YAML or JSON object.", document.contents);

  let aliases = 0;
  visit(document, (key, node, path) => {
    if (path.length > 2 * deepestLevel) fail(`The spec has more than ${deepestLevel} levels.`, node);
    if (isAlias(node)) {
      aliases += 1;
      if (aliases > mostAliases) fail(`The spec has more than ${mostAliases} YAML aliases.`, node);
      if (path.includes(node.resolve(document) as Node)) fail(`The alias *${node.source} contains itself.`, node);
    }
    // Redocly and openapi-typescript look names up in plain objects.
    if (key === "key" && isScalar(node) && String(node.value) in Object.prototype) {
      fail(`The name ${JSON.stringify(node.value)} is not supported, because JavaScript objects inherit it.`, node);
    }
  });
  try {
    document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    if (error instanceof ReferenceError) fail("The YAML aliases expand to too much.");
    throw error;
  }

  visit(document, {
    Pair(_, { key, value }, path) {
      if (!isScalar(key) || !isScalar(value) || typeof value.value !== "string") return;
      const isLocal = value.value.startsWith("#") && key.value !== "externalValue";
      const name = String(key.value);
      if (references.includes(name) && !isLocal) {
        fail(
          `${name} ${JSON.stringify(value.value)} is outside the spec. Only references within the file are allowed.`,
          value,
        );
      }
      if (name === "$id") fail("$id is not supported, because it changes what references mean. Remove it.", value);
      const [mapping, discriminator] = path.filter(isPair).reverse();
      if (keyOf(mapping) === "mapping" && keyOf(discriminator) === "discriminator") {
        const isName = document.hasIn(["components", "schemas", value.value]);
        if (!isLocal && !isName)
          fail(`The mapping ${JSON.stringify(value.value)} is not a schema of this spec.`, value);
      }
    },
  });
  assertNoSchemaContainsItself();

  function assertNoSchemaContainsItself(): void {
    const done = new Set<unknown>();
    const schemas = document.getIn(["components", "schemas"], true);
    for (const { value } of isMap(schemas) ? schemas.items : []) walk(value, []);

    function walk(node: unknown, parents: unknown[]): void {
      const schema = isAlias(node) ? node.resolve(document) : node;
      if (parents.includes(schema))
        fail("The schema contains itself, so that no value could be checked.", node as Node);
      if (!isMap(schema) || done.has(schema)) return;
      const inner = [...parents, schema];
      const reference = schema.get("$ref");
      if (typeof reference === "string") walk(document.getIn(pathOf(reference), true), inner);
      for (const keyword of inPlace) {
        const part = schema.get(keyword, true);
        const isMapOfSchemas = keyword === "dependentSchemas" && isMap(part);
        if (isSeq(part)) for (const item of part.items) walk(item, inner);
        else if (isMapOfSchemas) for (const { value } of part.items) walk(value, inner);
        else walk(part, inner);
      }
      done.add(schema);
    }
  }
}

function isPair(node: unknown): node is Pair {
  return typeof node === "object" && node !== null && "key" in node && "value" in node;
}

function keyOf(pair: Pair | undefined): unknown {
  return pair && isScalar(pair.key) ? pair.key.value : undefined;
}

/** The names of a JSON pointer such as `#/components/schemas/Token`. */
function pathOf(reference: string): string[] {
  return decodeURIComponent(reference)
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
}
