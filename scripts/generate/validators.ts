import { UserError } from "../cli.js";
import type { Schema } from "./openapi.js";
import type { Spec } from "./read-spec.js";
import { ruleOf } from "./rules.js";

const place = "#/components/schemas/";

/** One validator for each named schema: `validateToken` for `#/components/schemas/Token`. */
export function validators({ file, document }: Pick<Spec, "file" | "document">): string {
  const schemas = new Map(Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>));
  refuseSameNames(file, [...schemas.keys()]);
  if (schemas.size === 0) return "export {};\n";

  const imports = new Set<string>();
  const statements = new Map<string, string>();
  for (const name of inOrder(schemas)) statements.set(name, statement(name));
  return `
import type { components } from "./schema.js";
import { ${[...imports].sort().join(", ")}, type Validator } from "../validation.js";

type Schemas = components["schemas"];

${[...statements.values()].join("\n\n")}
`;

  function statement(name: string): string {
    const rule = ruleOf(schemas.get(name) ?? true, place + name, {
      use,
      find: (ref) => schemas.get(nameIn(ref)),
      refer(ref) {
        const code = functionName(nameIn(ref));
        return statements.has(nameIn(ref)) ? code : `/* @__PURE__ */ ${use("lazy")}(() => ${code})`;
      },
      refuse(place, why) {
        throw new UserError(`${file}: ${place}: no validator can be made: ${why}`);
      },
    });
    return `export const ${functionName(name)}: Validator<Schemas["${name}"]> = ${rule};`;
  }

  function use(name: string): string {
    imports.add(name);
    return name;
  }
}

/** The names of schemas, those that a schema refers to before its own, where they do not refer to each other. */
function inOrder(schemas: Map<string, Schema>): Set<string> {
  const begun = new Set<string>();
  const done = new Set<string>();
  // Not by recursion: references may follow each other for longer than the stack is deep.
  const waiting = [...schemas.keys()].reverse();
  for (let name = waiting.at(-1); name !== undefined; name = waiting.at(-1)) {
    if (begun.has(name)) {
      done.add(name);
      waiting.pop();
    } else {
      begun.add(name);
      const others = refsIn(schemas.get(name)).map(nameIn);
      waiting.push(...others.filter((other) => schemas.has(other) && !begun.has(other)).reverse());
    }
  }
  return done;
}

function refsIn(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (key === "$ref" ? [String(value)] : refsIn(value)));
}

function nameIn(ref: string): string {
  return ref.startsWith(place) ? ref.slice(place.length) : "";
}

function functionName(schema: string): string {
  return `validate${schema.replace(/[^A-Za-z0-9_$]/g, "_")}`;
}

function refuseSameNames(file: string, schemas: string[]): void {
  const byFunction = new Map(schemas.map((name) => [functionName(name), name]));
  const lost = schemas.find((name) => byFunction.get(functionName(name)) !== name);
  if (lost === undefined) return;
  const other = byFunction.get(functionName(lost));
  throw new UserError(`${file}: the schemas ${lost} and ${other} need names that differ in letters`);
}
