import { explicit, isObject, type Json, type JsonObject } from "../../../scripts/diff/explicit.js";

/** One document with the paths and components of all, each under a prefix: a process compares hundreds in seconds. */
export function merge(documents: JsonObject[]): JsonObject {
  const merged: JsonObject = { openapi: "3.1.0", info: { title: "Planted changes", version: "1.0.0" } };
  for (const [index, document] of documents.entries()) {
    const { paths, components } = prefixed(explicit(document), prefixOf(index));
    merged.paths = { ...object(merged.paths), ...object(paths) };
    for (const [kind, named] of Object.entries(object(components)))
      merged.components = {
        ...object(merged.components),
        [kind]: { ...object(object(merged.components)[kind]), ...object(named) },
      };
  }
  return merged;
}

export function prefixOf(index: number): string {
  return `case-${index}.`;
}

function prefixed({ paths, components }: JsonObject, prefix: string): JsonObject {
  const text = JSON.stringify({ paths, components }).replace(/"#\/components\/\w+\//g, `$&${prefix}`);
  const document: JsonObject = JSON.parse(text);
  for (const path of Object.values(object(document.paths)))
    for (const operation of Object.values(object(path)))
      if (isObject(operation) && Array.isArray(operation.security))
        operation.security = operation.security.map((requirement) => renamed(requirement, (name) => prefix + name));
  return {
    paths: renamed(document.paths, (path) => `/${prefix}${path}`),
    components: Object.fromEntries(
      Object.entries(object(document.components)).map(([kind, named]) => [
        kind,
        renamed(named, (name) => prefix + name),
      ]),
    ),
  };
}

function renamed(value: Json | undefined, name: (key: string) => string): JsonObject {
  return Object.fromEntries(Object.entries(object(value)).map(([key, child]) => [name(key), child]));
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
