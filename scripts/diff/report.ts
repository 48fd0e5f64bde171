import { getLineColLocation, makeDocumentFromString, Source } from "@redocly/openapi-core";
import { messageOf, UserError } from "../cli.js";
import type { Change } from "./changes.js";
import { at, isObject, type Json, type JsonObject } from "./explicit.js";

export interface Side {
  /** The spec's name in messages: its path, behind the ref where it has one. */
  file: string;
  text: string;
  document: JsonObject;
}

export function readSide(file: string, text: string): Side {
  const document = parse(file, text);
  if (!isObject(document) || !isObject(document.paths))
    throw new UserError(`${file} is no OpenAPI document with paths.`);
  const missing = references(document).find((reference) => at(document, reference) === undefined);
  if (missing !== undefined) throw new UserError(`${file}: there is nothing at ${missing}, to which a $ref leads.`);
  return { file, text, document };
}

function references(node: Json): string[] {
  if (typeof node !== "object" || node === null) return [];
  const own = isObject(node) && typeof node.$ref === "string" ? [node.$ref] : [];
  return [...own, ...Object.values(node).flatMap(references)];
}

function parse(file: string, text: string): Json {
  try {
    return makeDocumentFromString<Json>(text, file).parsed;
  } catch (error) {
    throw new UserError(`${file}: ${messageOf(error)}`);
  }
}

const sent = "a request that was right may be refused";
const received = "an answer may be other than callers expect";

const consequences: Record<string, string> = {
  "default-server-changed": "callers that name no server reach another",
  "enum-values-added": "callers may receive a value that they don't know",
  "operation-id-changed": "generated code has another name",
  "operation-removed": "calls of it fail",
  "path-removed": "calls of it fail",
  "required-properties-removed": "who reads them may find nothing",
  "response property-removed": "who reads it finds nothing",
  "response-header-removed": "who reads it finds nothing",
  "response-header-optional": "who reads it may find nothing",
  "response-removed": "who branches on this status waits in vain",
  "security-requirement-changed": "callers have to authenticate in another way",
  "security-scheme-changed": "callers have to authenticate in another way",
  "server-removed": "callers of that server reach none",
};

/** One line for each change, with its place and, where it breaks callers, what breaks. */
export function reportOf(changes: Change[], sides: Record<Change["side"], Side>): string[] {
  const lines = changes.map((change) => {
    const side = sides[change.side];
    const place = `${side.file}:${lineOf(change.pointer, side)}`;
    const what = [change.directions.join(" and "), change.what].filter(Boolean).join(": ");
    return change.broken.length > 0
      ? `✗ breaks  ${place}  ${what}: ${consequenceOf(change)}`
      : `✓ fine    ${place}  ${what}`;
  });
  // A default of the document, such as its security, is compared in each operation that has it.
  return [...new Set(lines)];
}

function consequenceOf({ broken, directions }: Change): string {
  const texts = broken.flatMap((rule) =>
    directions.map(
      (direction) =>
        consequences[`${direction} ${rule}`] ?? consequences[rule] ?? (direction === "request" ? sent : received),
    ),
  );
  return [...new Set(texts)].join(", and ");
}

function lineOf(pointer: string, { file, text, document }: Side): string {
  const source = new Source(file, text, "application/yaml");
  const { start } = getLineColLocation({ source, pointer: written(pointer, document), reportOnKey: true });
  return `${start.line}:${start.col}`;
}

/** The place in the document as it is written: where a default applies, that of the default. */
function written(pointer: string, document: JsonObject): string {
  if (at(document, pointer) !== undefined) return pointer;
  const [, inherited] = /^#\/paths\/[^/]+\/[^/]+(\/(?:servers|security)\b.*)$/.exec(pointer) ?? [];
  if (inherited !== undefined && at(document, `#${inherited}`) !== undefined) return `#${inherited}`;
  return written(pointer.slice(0, pointer.lastIndexOf("/")), document);
}
