import { mutate } from "weapon-regex";
import { type Change, isObject, type Json, type JsonObject } from "./mutant.js";

/** Removes or loosens each constraint of a schema, and adds constraints to strings and objects. */
export function schemaChanges(schema: Json, path: string[]): Change[] {
  if (schema === false) return [{ path, value: true }];
  if (!isObject(schema)) return [];
  return Object.entries(schema)
    .flatMap(([keyword, value]) => keywordChanges(keyword, value, [...path, keyword], schema))
    .concat(closed(schema, path), limited(schema, path));
}

function keywordChanges(keyword: string, value: Json, path: string[], schema: JsonObject): Change[] {
  switch (keyword) {
    case "$ref":
      return [{ path, value: undefined }];
    case "type":
      return [
        { path, value: undefined },
        { path, value: value === "string" ? "integer" : "string" },
        { path, value: [value, "null"] },
      ];
    case "minLength":
      return [
        { path, value: undefined },
        { path, value: Number(value) + 1 },
      ];
    case "pattern":
      return [
        { path, value: undefined },
        // These mutants match the same texts.
        ...mutate(String(value))
          .filter(({ name }) => !/reluctant|non-capturing/i.test(name))
          .map(({ pattern }) => ({ path, value: pattern, words: `${value} → ${pattern}` })),
      ];
    case "additionalProperties":
      return [{ path, value: undefined }];
    case "required":
    case "enum":
      return members(value).map(([index, member]) => ({
        path: [...path, index],
        value: undefined,
        words: `without ${JSON.stringify(member)}`,
      }));
    case "properties":
      return members(value).flatMap(([name, child]) => propertyChanges(name, child, [...path, name], schema));
    case "oneOf":
    case "anyOf":
      return [
        { path: path.slice(0, -1), value: swapped(schema, keyword), words: `${keyword} → ${otherOf(keyword)}` },
        ...members(value).flatMap(([index, branch]) => [
          { path: [...path, index], value: undefined, words: "without this branch" },
          ...schemaChanges(branch, [...path, index]),
        ]),
      ];
    case "description":
      return [];
    default:
      throw new Error(`No mutation is defined for the keyword ${keyword} at ${path.join("/")}.`);
  }
}

function propertyChanges(name: string, child: Json, path: string[], schema: JsonObject): Change[] {
  const { required = [] } = schema;
  const wider: Change[] = [{ path, value: undefined, words: "without this property" }, ...schemaChanges(child, path)];
  if (child === false || !Array.isArray(required) || required.includes(name)) return wider;
  return [...wider, { path: [...path.slice(0, -2), "required"], value: [...required, name], words: `${name} too` }];
}

/** Closes an open object. */
function closed(schema: JsonObject, path: string[]): Change[] {
  if (schema.type !== "object" || "additionalProperties" in schema) return [];
  return [{ path: [...path, "additionalProperties"], value: false }];
}

/** Limits a string to a length and to letters. */
function limited(schema: JsonObject, path: string[]): Change[] {
  if (schema.type !== "string" || "enum" in schema) return [];
  const added = { maxLength: 99, pattern: "^\\w*$" };
  return Object.entries(added)
    .filter(([keyword]) => !(keyword in schema))
    .map(([keyword, value]) => ({ path: [...path, keyword], value }));
}

function swapped(schema: JsonObject, keyword: string): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key === keyword ? otherOf(key) : key, value]),
  );
}

function otherOf(keyword: string): string {
  return keyword === "oneOf" ? "anyOf" : "oneOf";
}

function members(value: Json): [string, Json][] {
  return Object.entries(value as JsonObject);
}
