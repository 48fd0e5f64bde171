import { type MediaType, type Operation, operationsOf } from "./openapi.js";
import type { Spec } from "./read-spec.js";

/** The named JSON examples of each operation, frozen. Reading the spec has checked them against their schemas. */
export function examples({ resolved }: Spec): string {
  const operations = operationsOf(resolved);
  return `
function freeze<const T extends object>(value: T): T {
  for (const child of Object.values(value)) {
    if (typeof child === "object" && child !== null) freeze(child);
  }
  return Object.freeze(value);
}

/**
 * The named examples of the spec, by operation, deeply frozen. Tests can use them as responses of the API.
${operations.flatMap(usage).slice(0, 1).join("")} */
export const examples = freeze({
${operations.map(operationExamples).join("\n")}
});
`;
}

/** A docstring example for each response whose name needs no quotes. */
function usage([name, { responses }]: [string, Operation]): string[] {
  return Object.entries(responses ?? {})
    .flatMap(([status, { content }]) =>
      Object.keys(content?.["application/json"]?.examples ?? {}).map(
        (example) => `${name}.responses[${statusKey(status)}].${example}`,
      ),
    )
    .filter((path) => /^\w+\.responses\[["\w]+\]\.\w+$/.test(path))
    .map((path) => ` *\n * @example\n * const fetch = async () => Response.json(examples.${path});\n`);
}

function operationExamples([name, { requestBody, responses }]: [string, Operation]): string {
  const byStatus = Object.entries(responses ?? {}).map(([status, { content }]) =>
    property(statusKey(status), named(content?.["application/json"])),
  );
  const request = property("request", named(requestBody?.content?.["application/json"]));
  return property(JSON.stringify(name), `{ ${request} responses: { ${byStatus.join("\n")} } }`);
}

function named(media: MediaType | undefined): string {
  const entries = Object.entries(media?.examples ?? {}).map(([name, { summary, value }]) => {
    const note = summary ? `/** ${summary.replaceAll("*/", "*\\/").replace(/\s+/g, " ")} */\n` : "";
    return note + property(JSON.stringify(name), JSON.stringify(value));
  });
  return `{ ${entries.join("\n")} }`;
}

function property(key: string, value: string): string {
  return `${key}: ${value},`;
}

/** openapi-typescript writes a status as a number and every other key as a string. */
function statusKey(status: string): string {
  return /^\d+$/.test(status) ? status : JSON.stringify(status);
}
