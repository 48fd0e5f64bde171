import { type MediaType, type Operation, operationsOf } from "./openapi.js";
import type { Spec } from "./read-spec.js";

/** The named JSON examples of each operation, typed by its schemas and frozen. */
export function examples({ resolved }: Spec): string {
  return `
import type { operations } from "./schema.js";

type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;
type Request<Name extends keyof operations> = Json<Exclude<operations[Name]["requestBody"], undefined>>;
type Response<
  Name extends keyof operations,
  Status extends keyof operations[Name]["responses"],
> = Json<operations[Name]["responses"][Status]>;

function freeze<const T extends object>(value: T): T {
  for (const child of Object.values(value)) {
    if (typeof child === "object" && child !== null) freeze(child);
  }
  return Object.freeze(value);
}

/**
 * The named examples of the spec, by operation, deeply frozen: what a test answers in place of the API.
${operationsOf(resolved).flatMap(usage).slice(0, 1).join("")} */
export const examples = freeze({
${operationsOf(resolved).map(operationExamples).join("\n")}
});
`;
}

/** How each example of an operation's answers is used, where its name can be written so. */
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
  const key = JSON.stringify(name);
  const byStatus = Object.entries(responses ?? {}).map(([status, response]) =>
    property(
      statusKey(status),
      named(response.content?.["application/json"], `Response<${key}, ${statusKey(status)}>`),
    ),
  );
  return property(
    key,
    `{
      ${property("request", named(requestBody?.content?.["application/json"], `Request<${key}>`))}
      responses: { ${byStatus.join("\n")} },
    }`,
  );
}

function named(media: MediaType | undefined, type: string): string {
  const entries = Object.entries(media?.examples ?? {}).map(([name, example]) => {
    const note = example.summary ? `/** ${example.summary.replaceAll("*/", "*\\/")} */\n` : "";
    return note + property(JSON.stringify(name), JSON.stringify(example.value));
  });
  return entries.length > 0 ? `{ ${entries.join("\n")} } as const satisfies Record<string, ${type}>` : "{}";
}

function property(key: string, value: string): string {
  return `${key}: ${value},`;
}

/** openapi-typescript writes a status as a number and all else as a string. */
function statusKey(status: string): string {
  return /^\d+$/.test(status) ? status : JSON.stringify(status);
}
