import { Ajv2020 } from "ajv/dist/2020.js";
import { schemasOf, schemaUri } from "../../../scripts/generate/json-schema.js";
import { at, isObject, type Json, type JsonObject } from "./mutant.js";

/** Whether a keyword was seen to let something through, and to refuse something. */
export interface Seen {
  valid: boolean;
  invalid: boolean;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const annotations = ["description"];

/**
 * Keeps account of what the keywords of a document's schemas were seen to do. One lets through where the whole value
 * conforms, and refuses where the whole value is refused: what another branch is meant for is no refusal.
 */
export function keywordAccount(document: object) {
  const seen = new Map<string, Seen>();
  const schemas = schemasOf(document, { strict: false });

  function record(place: string, outcome: keyof Seen | undefined): void {
    const entry = seen.get(place) ?? { valid: false, invalid: false };
    if (outcome !== undefined) entry[outcome] = true;
    seen.set(place, entry);
  }

  /** @param value `undefined` where there is none: that names the keyword, as seen to do nothing. */
  function visit(place: string, value: Json | undefined, conforms: boolean): void {
    const schema = at(document, place.slice(2).split("/"));
    const judge = (keyword: string, passes: boolean) => {
      const outcome = passes ? "valid" : "invalid";
      record(`${place}/${keyword}`, (outcome === "valid") === conforms ? outcome : undefined);
    };
    const name = (keyword: string) => record(`${place}/${keyword}`, undefined);
    if (schema === false) judge("false", value === undefined);

    for (const [keyword, rule] of Object.entries(isObject(schema) ? schema : {})) {
      if (keyword === "$ref") visit(String(rule), value, conforms);
      else if (keyword === "properties") visitProperties(place, rule as JsonObject, value, conforms);
      else if (keyword === "required") {
        for (const property of rule as string[]) {
          if (isObject(value)) judge(`required/${property}`, property in value);
          else name(`required/${property}`);
        }
      } else if (!annotations.includes(keyword)) {
        if (value === undefined) name(keyword);
        else
          judge(
            keyword,
            keyword === "additionalProperties" ? isClosed(schema as JsonObject, value) : passes(keyword, rule, value),
          );
      }
      if (keyword === "oneOf" || keyword === "anyOf") {
        for (const index of Object.keys(rule as Json[])) visit(`${place}/${keyword}/${index}`, value, conforms);
      }
    }
  }

  function visitProperties(place: string, properties: JsonObject, value: Json | undefined, conforms: boolean): void {
    for (const [property, child] of Object.entries(properties)) {
      const held = isObject(value) ? value[property] : undefined;
      // Of what is no object, nothing is known; a property that is left out says something of `false` alone.
      if (child !== false || isObject(value)) visit(`${place}/properties/${property}`, held, conforms);
    }
  }

  function passes(keyword: string, rule: Json, value: Json): boolean {
    const references = keyword === "oneOf" || keyword === "anyOf";
    return references
      ? count(rule as Json[], value) > 0 && (keyword === "anyOf" || count(rule as Json[], value) === 1)
      : ajv.validate({ [keyword]: rule }, value);
  }

  function count(branches: Json[], value: Json): number {
    return branches.filter((branch) =>
      isObject(branch) && "$ref" in branch
        ? schemas.validate(schemaUri(String(branch.$ref)), value)
        : ajv.validate(branch as JsonObject, value),
    ).length;
  }

  return {
    seen,
    /** @param schema the place of the schema that the value is held to, such as `#/components/schemas/Token` */
    account(schema: string, value: Json | undefined): void {
      visit(schema, value, value !== undefined && schemas.validate(schemaUri(schema), value) === true);
    },
  };
}

function isClosed({ properties = {} }: JsonObject, value: Json): boolean {
  return !isObject(value) || Object.keys(value).every((name) => name in (properties as JsonObject));
}
