import { at, isObject, type Json, type JsonObject } from "./explicit.js";

export type Direction = "request" | "response";

/** Tells of a place of the document whether it describes what callers send, what they receive, both, or neither. */
export function directionsIn(document: JsonObject): (pointer: string) => Direction[] {
  const used: [Direction, Set<string>][] = [
    ["request", componentsIn(document, ["responses"])],
    ["response", componentsIn(document, ["requestBody", "parameters", "security"])],
  ];
  return (pointer) => {
    const [component] = /^#\/components\/[^/]+\/[^/]+/.exec(pointer) ?? [];
    if (component !== undefined) return used.filter(([, seen]) => seen.has(component)).map(([direction]) => direction);
    if (!/^#\/(paths|servers)\//.test(pointer)) return [];
    return [pointer.includes("/responses/") ? "response" : "request"];
  };
}

/** The components that the paths use, but for those parts. */
function componentsIn(document: JsonObject, skipped: string[]): Set<string> {
  const seen = new Set<string>();
  const use = (component: string) => {
    if (seen.has(component)) return;
    seen.add(component);
    visit(at(document, component));
  };
  const visit = (node: Json | undefined): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (!isObject(node)) return;
    if (typeof node.$ref === "string") use(node.$ref);
    for (const [key, value] of Object.entries(node)) {
      if (skipped.includes(key)) continue;
      if (key === "security" && Array.isArray(value))
        for (const name of value.filter(isObject).flatMap(Object.keys)) use(`#/components/securitySchemes/${name}`);
      else visit(value);
    }
  };
  visit(document.paths);
  return seen;
}
