import * as yaml from "yaml";
import { UserError } from "../cli.js";

const mostAliases = 100;
/** Redocly's parser stops at 100. */
const mostLevels = 95;
const references = ["$ref", "$dynamicRef", "$recursiveRef", "operationRef", "externalValue"];
/** The references for which openapi-typescript generates types. */
const typedReference = /^#\/components\/[^/]+\/[^/]+(?:\/(?:\$defs|properties)\/[^/]+)*$/;
/** The keywords whose schemas apply to the same value as the schema around them. */
const inPlace = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"];

/**
 * Refuses what the libraries that read a spec do not survive. It runs before them, because they resolve references first.
 *
 * @throws UserError with the line: for YAML that is invalid, nested too deeply or has too many aliases; for a reference to
 *   anything outside the spec; for an object that refers to itself without end; for names that JavaScript objects cannot hold
 */
export function assertSafe(file: string, source: string): void {
  const lineCounter = new yaml.LineCounter();
  const failAt = (offset: number, message: string): never => {
    const { line, col } = lineCounter.linePos(offset);
    throw new UserError(`${file}:${line || 1}:${col || 1}: ${message}`);
  };
  const fail = (node: unknown, message: string) => failAt((yaml.isNode(node) && node.range?.[0]) || 0, message);

  const document = yaml.parseDocument(source, { lineCounter, prettyErrors: false });
  for (const { pos, message } of [...document.errors, ...document.warnings]) {
    failAt(pos[0], message.startsWith("Maximum call stack") ? "The YAML is nested too deeply." : message);
  }
  if (!yaml.isMap(document.contents)) fail(document.contents, "The spec must be a YAML or JSON object.");
  if (!/^3\.1\./.test(String(document.get("openapi")))) fail(document.contents, "The spec must have `openapi: 3.1.x`.");
  const schemas = document.getIn(["components", "schemas"]);
  for (const { key } of yaml.isMap(schemas) ? schemas.items : []) {
    if (!/^[A-Za-z]\w*$/.test(String(scalar(key)))) {
      fail(key, `Rename the schema ${key}: its validator needs a name of letters, digits and _.`);
    }
  }

  let aliases = 0;
  yaml.visit(document, (key, node, path) => {
    if (path.filter(yaml.isCollection).length > mostLevels)
      fail(yaml.isPair(node) ? node.key : node, `The spec is nested more than ${mostLevels} levels deep.`);
    if (yaml.isScalar(node)) {
      const { value } = node;
      // Redocly and openapi-typescript look names up in plain objects.
      if (String(value) in Object.prototype && (key === "key" || value === "__proto__")) {
        fail(
          node,
          `The name ${JSON.stringify(value)} is not supported, because JavaScript objects inherit it. Rename it.`,
        );
      }
      if (typeof value === "number" && !Number.isFinite(value)) fail(node, `${value} is not a JSON number.`);
    }
    if (yaml.isAlias(node)) {
      const target = node.resolve(document);
      aliases += 1;
      if (aliases > mostAliases) fail(node, `The spec has more than ${mostAliases} YAML aliases.`);
      if (!target) fail(node, `The alias *${node.source} has no anchor.`);
      if (path.some((parent) => parent === target)) fail(node, `The alias *${node.source} contains itself.`);
    } else if (yaml.isNode(node) && node.tag) fail(node, `The YAML tag ${node.tag} is not supported.`);
    else if (yaml.isPair(node)) assertLocal(node, path);
  });
  try {
    document.toJS({ maxAliasCount: mostAliases });
  } catch {
    failAt(0, "The YAML aliases expand to too much.");
  }
  const finite = new Set<unknown>();
  yaml.visit(document, { Map: (_, node) => assertFinite(node, []) });

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
    const [mapping, discriminator] = path.filter(yaml.isPair).reverse();
    if (scalar(mapping?.key) !== "mapping" || scalar(discriminator?.key) !== "discriminator") return;
    if (!value.startsWith("#") && !document.hasIn(["components", "schemas", value])) {
      fail(
        pair.value,
        `The mapping ${JSON.stringify(value)} is not a schema of this spec. Add the schema or repair the mapping.`,
      );
    }
  }

  function scalar(node: unknown): unknown {
    const target = yaml.isAlias(node) ? node.resolve(document) : node;
    return yaml.isScalar(target) ? target.value : undefined;
  }

  /** Follows references and keywords that apply to the same value. */
  function assertFinite(node: unknown, parents: yaml.YAMLMap[]): void {
    const map = yaml.isAlias(node) ? node.resolve(document) : node;
    if (!yaml.isMap(map) || finite.has(map)) return;
    if (parents.includes(map)) fail(map, "This refers to itself without end.");
    if (parents.length > mostLevels) fail(map, `The chain of references is longer than ${mostLevels}.`);
    const target = scalar(map.get("$ref", true));
    const parts = inPlace.flatMap((keyword) => {
      const part = map.get(keyword, true);
      if (yaml.isSeq(part)) return part.items;
      return keyword === "dependentSchemas" && yaml.isMap(part) ? part.items.map(({ value }) => value) : [part];
    });
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
