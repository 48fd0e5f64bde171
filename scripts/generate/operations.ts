import { UserError } from "../cli.js";
import { type MediaType, type Operation, placedOperationsOf } from "./openapi.js";
import type { Spec } from "./read-spec.js";

/** What the mock needs of each operation. */
export function operations({ file, document, resolved }: Spec): string {
  const imported = new Set<string>();
  const basePath = new URL(document.servers?.[0]?.url ?? "").pathname.replace(/\/$/, "");
  const entries = placedOperationsOf(resolved).map(({ operationId, method, path, operation }) => {
    const { requestBody, responses = {}, security = resolved.security } = operation;
    const validate = validatorOf(contentIn(document, path, method), `${file}: The request body of ${operationId}`);
    if (validate) imported.add(validate);
    const body = validate && `{ isRequired: ${requestBody?.required ?? false}, validate: ${validate} }`;
    return `{
      method: "${method.toUpperCase()}",
      path: ${JSON.stringify(basePath + path)},
      pattern: ${patternOf(basePath + path)},
      keyHeaders: ${JSON.stringify(keyHeaders(resolved.components?.securitySchemes, security))},
      body: ${body},
      success: ${Number(Object.keys(responses).find((status) => /^2\d\d$/.test(status)) ?? 200)},
      examples: examples[${JSON.stringify(operationId)}].responses,
      headers: ${JSON.stringify(headerExamples(responses))},
    },`;
  });
  return `import { examples } from "./examples.js";
${imported.size > 0 ? `import { ${[...imported].join(", ")} } from "./validators.js";` : ""}

/** The spec's operations, for the mock. */
export const operations = [${entries.join("\n")}];
`;
}

/** Also matches behind a prefix, as with a gateway, and with a slash at the end, which the official Node library sends. */
function patternOf(path: string): RegExp {
  const escaped = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]*\}/g, "[^/]+");
  return new RegExp(`${escaped}/?$`);
}

type Json = Record<string, unknown>;

/** The content of a request body, in which the schemas are still references. */
function contentIn(document: Spec["document"], path: string, method: string): Record<string, MediaType> {
  const operation = Object(Reflect.get(Object(document.paths?.[path]), method));
  const { $ref, content } = Object(operation.requestBody);
  const [, name] = /^#\/components\/requestBodies\/(.+)$/.exec($ref) ?? [];
  return (name === undefined ? content : Object(document.components?.requestBodies?.[name]).content) ?? {};
}

/** The generated validator for a JSON body. */
function validatorOf(content: Record<string, MediaType>, place: string): string | undefined {
  const { schema } = content["application/json"] ?? {};
  if (schema === undefined) return undefined;
  const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(String(Object(schema).$ref)) ?? [];
  if (name === undefined) throw new UserError(`${place} needs a named schema. Move it to components/schemas.`);
  return `validate${name}`;
}

/** The names of the headers that carry a key. Empty if the spec also allows a request without one. */
function keyHeaders(schemes: Record<string, Json> = {}, [first = {}, ...others]: Json[] = []): string[] {
  if (others.some((requirement) => Object.keys(requirement).length === 0)) return [];
  return Object.keys(first).flatMap((name) => {
    const { type, in: place, name: header } = schemes[name] ?? {};
    if (type === "apiKey") return place === "header" ? [String(header).toLowerCase()] : [];
    return ["authorization"];
  });
}

/** The examples of each response's headers, by status and lower-case name. */
function headerExamples(responses: NonNullable<Operation["responses"]>): Record<string, Record<string, string>> {
  const byStatus = Object.entries(responses).map(([status, { headers = {} }]) => {
    const examples = Object.entries(headers).filter(([, { example }]) => example !== undefined);
    return [status, Object.fromEntries(examples.map(([name, { example }]) => [name.toLowerCase(), String(example)]))];
  });
  return Object.fromEntries(byStatus.filter(([, headers]) => Object.keys(Object(headers)).length > 0));
}
