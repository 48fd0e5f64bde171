import type { Spec } from "../../../scripts/generate/read-spec.js";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

type Document = Spec["document"];

/** The spec with one change. */
export interface Mutant {
  /** The place and the change, such as `#/paths/~1tokens/post/requestBody/required: true → false`. */
  name: string;
  document: Document;
}

/** A change of one value in a document. */
export interface Change {
  path: string[];
  /** A description, if `before → after` would not be readable. */
  words?: string;
  /** `undefined` removes the value. */
  value: Json | undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path of a document, not a copy. */
export function at(document: object, path: string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (node, key) => (Array.isArray(node) ? node[Number(key)] : isObject(node) ? node[key] : undefined),
    document as JsonObject,
  );
}

export function mutantOf(document: Document, { path, words, value }: Change): Mutant {
  const copy = structuredClone(document);
  const parent = at(copy, path.slice(0, -1));
  const key = path.at(-1) ?? "";
  if (Array.isArray(parent)) {
    if (value === undefined) parent.splice(Number(key), 1);
    else parent[Number(key)] = value;
  } else if (isObject(parent)) {
    if (value === undefined) delete parent[key];
    else parent[key] = value;
  }
  const place = `#/${path.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
  const change = words ?? `${short(at(document, path))} → ${short(value)}`;
  return { name: `${place}: ${change}`, document: copy };
}

function short(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
