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
  const begun = new Set<string>();
  const stated = new Map<string, string>();
  for (const name of schemas.keys()) state(name);
  return `
import type { components } from "./schema.js";
import { ${[...imports].sort().join(", ")}, type Validator } from "../validation.js";

type Schemas = components["schemas"];

${[...stated.values()].join("\n\n")}
`;

  /** What a schema refers to is stated before it, where they do not refer to each other. */
  function state(name: string): void {
    if (begun.has(name)) return;
    begun.add(name);
    const rule = ruleOf(schemas.get(name) ?? true, place + name, {
      use,
      find: (ref) => schemas.get(nameIn(ref)),
      refer(ref) {
        const other = nameIn(ref);
        state(other);
        const code = functionName(other);
        return stated.has(other) ? code : `/* @__PURE__ */ ${use("lazy")}(() => ${code})`;
      },
      refuse(place, why) {
        throw new UserError(`${file}: ${place}: no validator can be made: ${why}`);
      },
    });
    stated.set(name, `export const ${functionName(name)}: Validator<Schemas["${name}"]> = ${rule};`);
  }

  function use(name: string): string {
    imports.add(name);
    return name;
  }
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
