import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";
import { UserError } from "../cli.js";

const mostAliases = 100;
/** Redocly's parser stops at 100. */
const mostLevels = 95;
/** Redocly's and openapi-typescript's lookups find these names in every object. */
const unsupportedNames = Object.getOwnPropertyNames(Object.prototype).filter(
  (name) => name !== "constructor" && name !== "toString",
);
const references = ["$ref", "$dynamicRef", "$recursiveRef", "operationRef", "externalValue"];
/** The references for which openapi-typescript generates types. */
const typedReference = /^#\/components\/[^/]+\/[^/]+(?:\/(?:\$defs|properties)\/[^/]+)*$/;
/** The keywords whose schemas apply to the same value as the schema around them. */
const inPlace = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else"];

/**
 * Refuses what the libraries that read a spec do not survive. It runs before them, because they resolve references first.
 *
 * @throws UserError with the line: for YAML that is invalid, nested too deeply or has too many aliases; for a reference to
 *   anything outside the spec; for an object that refers to itself without end; for names that JavaScript objects cannot hold
 */
export function assertSafe(file: string, source: string): void {
  const lineCounter = new LineCounter();
  const failAt = (offset: number, message: string): never => {
    const { line, col } = lineCounter.linePos(offset);
    throw new UserError(`${file}:${line || 1}:${col || 1}: ${message}`);
  };
  const fail = (node: unknown, message: string) => failAt((isNode(node) && node.range?.[0]) || 0, message);

  const document = parseDocument(source, { lineCounter, prettyErrors: false });
  for (const { pos, message } of [...document.errors, ...document.warnings]) {
    failAt(pos[0], message.startsWith("Maximum call stack") ? "The YAML is nested too deeply." : message);
  }
  if (!isMap(document.contents)) fail(document.contents, "The spec must be a YAML or JSON object.");
  if (source.includes("\0")) failAt(source.indexOf("\0"), "The spec contains a null byte.");
  if (!/^3\.1\./.test(String(document.get("openapi")))) fail(document.contents, "The spec must have `openapi: 3.1.x`.");
  const schemas = document.getIn(["components", "schemas"]);
  for (const { key } of isMap(schemas) ? schemas.items : []) {
    if (!/^[A-Za-z]\w*$/.test(String(scalar(key)))) {
      fail(key, `Rename the schema ${key}: its validator needs a name of letters, digits and _.`);
    }
  }

  let aliases = 0;
  visit(document, (_, node, path) => {
    if (path.filter(isCollection).length > mostLevels)
      fail(isPair(node) ? node.key : node, `The spec has more than ${mostLevels} levels.`);
    if (isScalar(node) && unsupportedNames.includes(String(node.value)))
      fail(node, `The name ${node.value} is not supported.`);
    if (isScalar(node) && typeof node.value === "number" && !Number.isFinite(node.value))
      fail(node, `${node.value} is not a JSON number.`);
    if (isAlias(node)) {
      const target = node.resolve(document);
      aliases += 1;
      if (aliases > mostAliases) fail(node, `The spec has more than ${mostAliases} YAML aliases.`);
      if (!target) fail(node, `The alias *${node.source} has no anchor.`);
      if (path.some((parent) => parent === target)) fail(node, `The alias *${node.source} contains itself.`);
    } else if (isNode(node) && node.tag) fail(node, `The YAML tag ${node.tag} is not supported.`);
    else if (isPair(node)) assertLocal(node, path);
  });
  try {
    document.toJS({ maxAliasCount: mostAliases });
  } catch {
    failAt(0, "The YAML aliases expand to too much.");
  }
  const finite = new Set<unknown>();
  visit(document, { Map: (_, node) => assertFinite(node, []) });

  function assertLocal(pair: { key: unknown; value: unknown }, path: readonly unknown[]): void {
    const [name, value] = [scalar(pair.key), scalar(pair.value)];
    if (typeof value !== "string") return;
    if (name === "$id") fail(pair.key, "$id is not supported, because it changes what references mean. Remove it.");
    if (references.includes(String(name)) && (name === "externalValue" || !value.startsWith("#"))) {
      fail(pair.value, `${name} ${JSON.stringify(value)} is outside the spec, which must be one file.`);
    }
    if (name === "$ref" && !typedReference.test(value)) {
      fail(
        pair.value,
        `$ref ${JSON.stringify(value)} has no type. Refer to a component such as #/components/schemas/Name.`,
      );
    }
    const [mapping, discriminator] = path.filter(isPair).reverse();
    if (scalar(mapping?.key) !== "mapping" || scalar(discriminator?.key) !== "discriminator") return;
    if (!value.startsWith("#") && !document.hasIn(["components", "schemas", value])) {
      fail(pair.value, `The mapping ${JSON.stringify(value)} is not a schema of this spec.`);
    }
  }

  function scalar(node: unknown): unknown {
    const target = isAlias(node) ? node.resolve(document) : node;
    return isScalar(target) ? target.value : undefined;
  }

  /** Follows references and keywords that apply to the same value. */
  function assertFinite(node: unknown, parents: YAMLMap[]): void {
    const map = isAlias(node) ? node.resolve(document) : node;
    if (!isMap(map) || finite.has(map)) return;
    if (parents.includes(map)) fail(map, "This refers to itself without end.");
    if (parents.length > mostLevels) fail(map, `More than ${mostLevels} references follow each other.`);
    const target = scalar(map.get("$ref", true));
    const keywords = inPlace.map((keyword) => map.get(keyword, true));
    const parts = keywords.flatMap((part) => (isSeq(part) ? part.items : [part]));
    if (typeof target === "string") parts.push(document.getIn(namesIn(target), true));
    for (const part of parts) assertFinite(part, [...parents, map]);
    finite.add(map);
  }
}

/** The names of a JSON pointer such as `#/components/schemas/Token`. */
function namesIn(pointer: string): string[] {
  const names = pointer.split("/").slice(1);
  return names.map((name) => unescape(name).replaceAll("~1", "/").replaceAll("~0", "~"));
}
