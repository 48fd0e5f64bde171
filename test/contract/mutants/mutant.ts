import type { Spec } from "../../../scripts/generate/read-spec.js";
import { conforming } from "../cases/requests.js";
import { type Prism, prismOf } from "../checks/prism.js";
import { documentChanges } from "./changes.js";
import { equivalents } from "./equivalents.js";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
type Document = Spec["document"];

/** The spec with one change. */
export interface Mutant {
  /** The place and the change, such as `#/paths/~1tokens/post/requestBody/required: true → false`. */
  name: string;
  document: Document;
}

export interface Change {
  path: string[];
  /** Describes the change if `before → after` would not. */
  description?: string;
  /** `undefined` removes the value. */
  value: Json | undefined;
}

/** A case of the contract. It holds for the spec, and fails for each mutant that it kills. */
export interface Case {
  name: string;
  /** The parts of the spec that the case is about. They start the names of the mutants that it is tried on first. */
  about: string[];
  holds(document: Document, prism: Prism): Promise<boolean>;
}

export interface Result {
  mutant: string;
  status: "killed" | "equivalent" | "survived";
}

export function mutantsOf(document: Document): Mutant[] {
  return documentChanges(document).map((change) => mutantOf(document, change));
}

/** Runs the cases on each mutant until one fails. */
export async function resultsOf(mutants: Mutant[], cases: Case[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name: mutant, document } of mutants) {
    const isKilled = !(await allHold(document, inOrder(cases, mutant)));
    const survivor = mutant in equivalents ? "equivalent" : "survived";
    results.push({ mutant, status: isKilled ? "killed" : survivor });
  }
  return results;
}

async function allHold(document: Document, cases: Case[]): Promise<boolean> {
  const prism = await prismOf(document, conforming);
  for (const { holds } of cases) if (!(await holds(document, prism))) return false;
  return true;
}

/** The names of the cases that do not hold. */
export async function failuresOf(document: Document, cases: Case[]): Promise<string[]> {
  const prism = await prismOf(document, conforming);
  const failures: string[] = [];
  for (const { name, holds } of cases) if (!(await holds(document, prism))) failures.push(name);
  return failures;
}

function inOrder(cases: Case[], mutant: string): Case[] {
  const isNear = ({ about }: Case) => about.some((place) => mutant.startsWith(place));
  return [...cases.filter(isNear), ...cases.filter((one) => !isNear(one))];
}

function mutantOf(document: Document, { path, description, value }: Change): Mutant {
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
  const change = description ?? `${short(at(document, path))} → ${short(value)}`;
  return { name: `${pointerOf(path)}: ${change}`, document: copy };
}

export function pointerOf(path: string[]): string {
  return `#/${path.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a place of a document. */
export function at(document: object, path: string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (node, key) => (Array.isArray(node) ? node[Number(key)] : isObject(node) ? node[key] : undefined),
    document as JsonObject,
  );
}

function short(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
