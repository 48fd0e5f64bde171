export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const annotations = ["title", "description", "examples", "deprecated", "$comment"];

/**
 * The same contract with written out what the document leaves to a default, since Redocly's diff compares what is written:
 * the servers, security and body of each operation, and each schema. Where an `anyOf` adds known values to a type that allows
 * any, the known values become examples, which is all they are. Servers lose their descriptions, since Redocly takes one with
 * another description for another server.
 */
export function explicit(document: JsonObject): JsonObject {
  const { servers, security, ...made } = structuredClone(document);
  for (const path of objectsIn(made.paths)) {
    for (const operation of methods.map((method) => path[method]).filter(isObject)) {
      const all = objectsIn(operation.servers ?? path.servers ?? servers ?? [{ url: "/" }]);
      operation.servers = all.map(({ description, ...server }) => server);
      operation.security ??= security ?? [];
      operation.requestBody ??= { required: false, content: {} };
    }
    delete path.servers;
  }
  visit(made, made);
  return made;
}

function visit(node: Json, document: JsonObject): void {
  if (Array.isArray(node)) for (const item of node) visit(item, document);
  if (!isObject(node)) return;
  for (const holder of [node.content, node.headers, node.parameters].flatMap(objectsIn))
    if (!("$ref" in holder || "content" in holder)) holder.schema ??= {};
  for (const schemas of [node, node.properties].filter(isObject))
    for (const key of schemas === node ? ["schema", "items"] : Object.keys(schemas))
      if (schemas[key] === true) schemas[key] = {};
  if (Array.isArray(node.anyOf)) openSet(node, node.anyOf, document);
  for (const [key, value] of Object.entries(node)) if (key !== "examples") visit(value, document);
}

function openSet(schema: JsonObject, branches: Json[], document: JsonObject): void {
  const open = branches.find((branch) => isObject(branch) && saysOnlyType(branch));
  if (!isObject(open) || !branches.every((branch) => typeOf(branch, document) === open.type)) return;
  delete schema.anyOf;
  Object.assign(schema, { ...open, ...schema });
  const known = branches.filter((branch) => branch !== open);
  if (known.length > 0) schema.examples = known;
}

function saysOnlyType(schema: JsonObject): boolean {
  return typeof schema.type === "string" && Object.keys(schema).every((key) => ["type", ...annotations].includes(key));
}

function typeOf(schema: Json, document: JsonObject): Json | undefined {
  if (!isObject(schema)) return undefined;
  const target = typeof schema.$ref === "string" ? at(document, schema.$ref) : schema;
  return isObject(target) ? target.type : undefined;
}

/** What is at a place of the document, such as `#/components/schemas/Token`. */
export function at(document: JsonObject, pointer: string): Json | undefined {
  const keys = pointer.split("/").slice(1);
  return keys.reduce<Json | undefined>((node, key) => {
    const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
    return Array.isArray(node) ? node[Number(name)] : isObject(node) ? node[name] : undefined;
  }, document);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectsIn(value: Json | undefined): JsonObject[] {
  return typeof value === "object" && value !== null ? Object.values(value).filter(isObject) : [];
}
