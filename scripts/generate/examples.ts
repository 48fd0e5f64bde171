import { type MediaType, operationsOf } from "./openapi.js";
import type { Spec } from "./read-spec.js";

/** The named JSON examples of each operation, frozen. Reading the spec has checked them against their schemas. */
export function examples({ resolved }: Spec): string {
  const operations = operationsOf(resolved).map(([name, { requestBody, responses = {} }]) => {
    const byStatus = Object.entries(responses).map(([status, { content }]) => property(status, named(content)));
    return property(
      name,
      `{ ${property("request", named(requestBody?.content))} responses: { ${byStatus.join("\n")} } }`,
    );
  });
  return `
function freeze<const T extends object>(value: T): T {
  for (const child of Object.values(value)) {
    if (typeof child === "object" && child !== null) freeze(child);
  }
  return Object.freeze(value);
}

/** The named examples of the spec by operation, deeply frozen. Tests can use them as responses of the API. */
export const examples = freeze({ ${operations.join("\n")} });
`;
}

function named(content: Record<string, MediaType> = {}): string {
  const entries = Object.entries(content["application/json"]?.examples ?? {}).map(([name, { summary, value }]) => {
    const note = summary ? `/** ${summary.replaceAll("*/", "*\\/").replace(/\s+/g, " ")} */\n` : "";
    return note + property(name, JSON.stringify(value));
  });
  return `{ ${entries.join("\n")} }`;
}

function property(name: string, expression: string): string {
  return `${JSON.stringify(name)}: ${expression},`;
}
