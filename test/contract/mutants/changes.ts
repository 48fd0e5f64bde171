import { mutate } from "weapon-regex";
import { at, type Change, isObject, type Json, type JsonObject } from "./mutant.js";

/** Changes of an OpenAPI document that a client can notice. */
export function documentChanges(document: object): Change[] {
  const { servers, paths, components } = document as JsonObject;
  return [
    ...entries(servers).flatMap(([index, server]) => serverChanges(server, ["servers", index, "url"])),
    { path: ["security"], value: undefined },
    ...entries(paths).flatMap(([path, item]) => pathChanges(path, item, ["paths", path])),
    ...entries(at(document, ["components", "securitySchemes"])).flatMap(([name]) =>
      schemeChanges(["components", "securitySchemes", name]),
    ),
    ...entries(isObject(components) ? components.schemas : undefined).flatMap(([name, schema]) =>
      schemaChanges(schema, ["components", "schemas", name]),
    ),
  ];
}

function serverChanges(server: Json, path: string[]): Change[] {
  const url = new URL(String(isObject(server) ? server.url : ""));
  return [
    { path, value: `https://other.example${url.pathname}` },
    { path, value: `${url.origin}/v2` },
    { path, value: url.origin },
  ];
}

function schemeChanges(path: string[]): Change[] {
  return [
    { path: [...path, "in"], value: "query" },
    { path: [...path, "in"], value: "cookie" },
    { path: [...path, "name"], value: "X-Api-Key" },
    { path, value: { type: "http", scheme: "bearer" }, words: "apiKey → bearer" },
    { path, value: { type: "http", scheme: "basic" }, words: "apiKey → basic" },
  ];
}

function pathChanges(name: string, item: Json, path: string[]): Change[] {
  const renamed = (to: string): Change => ({ path: ["paths"], value: { [to]: item }, words: `${name} → ${to}` });
  return [
    renamed(`${name}s`),
    renamed(`/sdk${name}`),
    ...entries(item).flatMap(([method, operation]) => [
      { path, value: { put: operation }, words: `${method} → put` },
      { path, value: { get: operation }, words: `${method} → get` },
      ...operationChanges(operation, [...path, method]),
    ]),
  ];
}

function operationChanges(operation: Json, path: string[]): Change[] {
  if (!isObject(operation)) return [];
  const { requestBody, responses } = operation;
  return [
    { path: [...path, "security"], value: [] },
    { path: [...path, "requestBody"], value: undefined },
    { path: [...path, "requestBody", "required"], value: undefined },
    ...contentChanges(requestBody, [...path, "requestBody", "content"]),
    {
      path: [...path, "responses", "409"],
      value: { description: "", content: { "application/json": { schema: { type: "array" } } } },
    },
    ...entries(responses).flatMap(([status, response]) => [
      { path: [...path, "responses", status], value: undefined, words: "without this status" },
      ...headerChanges(response, [...path, "responses", status, "headers"]),
      ...contentChanges(response, [...path, "responses", status, "content"]),
    ]),
  ];
}

function headerChanges(response: Json, path: string[]): Change[] {
  return entries(isObject(response) ? response.headers : undefined).flatMap(([name, header]) => {
    const { schema = true, example = null } = isObject(header) ? header : {};
    return [
      { path: [...path, name], value: undefined, words: "without this header" },
      { path: [...path, name, "required"], value: true },
      { path: [...path, name, "example"], value: `${example}0` },
      ...schemaChanges(schema, [...path, name, "schema"]),
    ];
  });
}

function contentChanges(body: Json | undefined, path: string[]): Change[] {
  const content = isObject(body) ? body.content : undefined;
  return entries(content).flatMap(([mediaType, media]) => {
    const { schema = true, examples } = isObject(media) ? media : {};
    return [
      { path, value: { "text/plain": media }, words: `${mediaType} → text/plain` },
      { path, value: { [mediaType]: media, "text/html": media }, words: `${mediaType} → text/html too` },
      { path, value: { "application/problem+json": media }, words: `${mediaType} → application/problem+json` },
      ...schemaChanges(schema, [...path, mediaType, "schema"]),
      ...entries(examples).flatMap(([name, example]) =>
        exampleChanges(example, [...path, mediaType, "examples", name]),
      ),
    ];
  });
}

/** An example from ComplyCube's documentation must not change. One that we wrote must only conform. */
function exampleChanges(example: Json, path: string[]): Change[] {
  const { summary, value = null } = isObject(example) ? example : {};
  const isShown = String(summary).startsWith("Documented");
  return [
    { path, value: undefined, words: "without this example" },
    ...entries(value).flatMap(([field, text]) => [
      { path: [...path, "value", field], value: undefined, words: "without this field" },
      { path: [...path, "value", field], value: 1 },
      ...(isShown ? [{ path: [...path, "value", field], value: `${text} (changed)` }] : []),
    ]),
  ];
}

/** Removes or loosens each constraint of a schema, and adds constraints to strings and objects. */
function schemaChanges(schema: Json, path: string[]): Change[] {
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
      return entries(value).map(([index, member]) => ({
        path: [...path, index],
        value: undefined,
        words: `without ${JSON.stringify(member)}`,
      }));
    case "properties":
      return entries(value).flatMap(([name, child]) => propertyChanges(name, child, [...path, name], schema));
    case "oneOf":
    case "anyOf":
      return [
        { path: path.slice(0, -1), value: swapped(schema, keyword), words: `${keyword} → ${otherOf(keyword)}` },
        ...entries(value).flatMap(([index, branch]) => [
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

function entries(value: Json | undefined): [string, Json][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
