import { at, type Change, isObject, type Json, type JsonObject } from "./mutant.js";
import { schemaChanges } from "./schema-changes.js";

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

function entries(value: Json | undefined): [string, Json][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
