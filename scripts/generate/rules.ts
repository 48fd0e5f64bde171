import { literal, record, regex } from "./code.js";
import { isSupported, limitsIn, typesSpokenOf, widened } from "./keywords.js";
import type { Schema } from "./openapi.js";

type SchemaObject = Exclude<Schema, boolean>;

interface ObjectKeywords {
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema;
}

/** What is around a schema, as far as the code of its rules has to know. */
export interface Surroundings {
  /** Imports a function of `src/validation.ts`, and returns its name. */
  use(name: string): string;
  /** The schema that a `$ref` names, where there is one. */
  find(ref: string): Schema | undefined;
  /** The code that names the validator of that schema. */
  refer(ref: string): string;
  /** @param place the keyword's, as a JSON pointer */
  refuse(place: string, why: string): never;
}

/** The code of the rule that a schema states, made of the functions of `src/validation.ts`. */
export function ruleOf(schema: Schema, place: string, { use, find, refer, refuse }: Surroundings): string {
  return combined(rulesOf(schema, place));

  /** Bundlers drop a call that is so marked where nobody uses its result. */
  function call(name: string, ...parts: string[]): string {
    return `/* @__PURE__ */ ${use(name)}(${parts.join(", ")})`;
  }

  function combined(rules: string[]): string {
    const [first = use("anything"), ...others] = rules;
    return others.length === 0 ? first : call("all", first, ...others);
  }

  /** The rules that must all hold: what the later ones presume of a value, the earlier ones tell. */
  function rulesOf(schema: Schema, place: string): string[] {
    if (typeof schema === "boolean") return schema ? [] : [use("absent")];
    const keywords = Object.keys(schema);
    const unsupported = keywords.find((keyword) => !isSupported(keyword));
    if (unsupported !== undefined) refuse(below(place, unsupported), `${unsupported} is not supported`);
    return [
      ...rulesOfTypes(schema, place),
      ...keywords.flatMap((keyword) => rulesOfKeyword(keyword, schema[keyword], below(place, keyword))),
    ];
  }

  function rulesOfTypes(schema: SchemaObject, place: string): string[] {
    const { type = [] } = schema as { type?: string | string[] };
    const types = [type].flat();
    const [only] = types;
    if (only !== undefined && types.length === 1) return rulesOfType(only, schema, place);

    const limited = typesSpokenOf(schema).filter((type) => types.length === 0 || types.map(widened).includes(type));
    return [
      ...(types.length === 0 ? [] : [call("anyOf", ...types.map((type) => shape(type)))]),
      ...limited.map((type) => conditional(shape(type), rulesOfType(type, schema, place))),
    ];
  }

  function conditional(condition: string, [first, ...others]: string[]): string {
    return call("when", condition, combined(first === undefined || first === condition ? others : [first, ...others]));
  }

  function rulesOfType(type: string, schema: SchemaObject, place: string): string[] {
    return [
      shape(type, schema, place),
      ...limitsIn(schema, type).flatMap((keyword) => limit(keyword, schema[keyword])),
    ];
  }

  function shape(type: string, schema: SchemaObject = {}, place = ""): string {
    switch (type) {
      case "object":
        return objectRule(schema, place);
      case "array":
        return call("array", combined(rulesOf((schema.items ?? true) as Schema, below(place, "items"))));
      case "null":
        return use("nil");
      default:
        return use(type);
    }
  }

  function limit(keyword: string, value: unknown): string[] {
    if (keyword === "uniqueItems") return value ? [use(keyword)] : [];
    if (keyword === "minLength" && value === 1) return [use("nonEmpty")];
    return [call(keyword, keyword === "pattern" ? regex(String(value)) : literal(value))];
  }

  function objectRule(schema: SchemaObject, place: string): string {
    const { properties = {}, required = [], additionalProperties = true } = schema as ObjectKeywords;
    const others = optional(additionalProperties, below(place, "additionalProperties"));
    const needed = new Set(required);
    const entries: [string, string][] = [];
    for (const name of new Set([...Object.keys(properties), ...required])) {
      const [schema, at] = Object.hasOwn(properties, name)
        ? [properties[name] as Schema, below(place, "properties", name)]
        : [additionalProperties, below(place, "additionalProperties")];
      const rule = needed.has(name) ? present(schema, at) : optional(schema, at);
      // What holds of every other property need not be said of one.
      if (rule !== others) entries.push([name, rule ?? use("anything")]);
    }
    return call("object", record(entries), ...(others === undefined ? [] : [others]));
  }

  /** `undefined` where it is free. */
  function optional(schema: Schema, place: string): string | undefined {
    const rules = rulesOf(schema, place);
    if (rules.length === 0) return undefined;
    return schema === false ? combined(rules) : call("optional", combined(rules));
  }

  function present(schema: Schema, place: string): string {
    const rules = rulesOf(schema, place);
    return combined(refusesAbsence(schema) ? rules : [use("defined"), ...rules]);
  }

  /** Whether it is plain that no value conforms where there is none. */
  function refusesAbsence(schema: Schema | undefined, seen = new Set<unknown>()): boolean {
    if (typeof schema !== "object" || seen.has(schema)) return false;
    if ("type" in schema || "const" in schema || "enum" in schema) return true;
    return "$ref" in schema && refusesAbsence(find(String(schema.$ref)), seen.add(schema));
  }

  /** The rules of a keyword that is said of values of any type; of all others, none. */
  function rulesOfKeyword(keyword: string, value: unknown, place: string): string[] {
    const schemas = () => (value as Schema[]).map((schema, index) => rulesOf(schema, below(place, String(index))));
    switch (keyword) {
      case "$ref":
        if (find(String(value)) === undefined) refuse(place, `"${value}" is no schema of #/components/schemas`);
        return [refer(String(value))];
      case "const":
        return oneOfThese([value]);
      case "enum":
        return oneOfThese(value as unknown[]);
      case "not":
        return [call("not", combined(rulesOf(value as Schema, place)))];
      case "allOf":
        return schemas().flat();
      case "anyOf":
      case "oneOf":
        return [call(keyword, ...schemas().map(combined))];
      default:
        return [];
    }
  }

  function oneOfThese(values: unknown[]): string[] {
    const areSimple = values.every((value) => Object(value) !== value);
    return [call(areSimple ? "literal" : "equal", ...values.map(literal))];
  }
}

function below(place: string, ...names: string[]): string {
  return [place, ...names.map((name) => name.replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}
