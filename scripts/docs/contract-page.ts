import {
  type MediaType,
  type Operation,
  placedOperationsOf,
  type ResolvedDocument,
  type Schema,
} from "../generate/openapi.js";
import type { Spec } from "../generate/read-spec.js";

/** How the spec's texts say what is known: `**Ours**`, `Ours:`, `Ours.` and `(ours)`. */
const label =
  /\*\*(Documented|Observed|Ours|Unknown)\*\*:?|\b(Documented|Observed|Ours|Unknown)(?:[:.]|(?=;| in |$))|\((documented|observed|ours|unknown)\)/g;

const schemaPointer = "#/components/schemas/";

type Row = (string | undefined)[];

/** Writes the spec as a page of the site: Markdown with classes for badges. It has no code for a single operation. */
export function contractPage({ document, file }: Spec): string {
  const { info, servers: [server = { url: "" }] = [] } = document;
  // References to schemas become links. All others are resolved.
  const { components, paths = {} }: ResolvedDocument = JSON.parse(
    JSON.stringify(document, (_, node) => targetOf(node, document)),
  );
  const { schemas = {}, securitySchemes = {} } = components ?? {};
  const schemes = Object.values(securitySchemes);
  const keyHeader = schemes.find((scheme) => scheme.in === "header")?.name;
  const blocks = [
    "---\ntitle: The contract\naside: false\n---",
    "# The contract",
    info?.description,
    `This page is made from \`${file}\`, which the package exports as \`complycube-tokens/openapi.yaml\`.`,
    "## Server and authentication",
    `\`${server.url}\``,
    server.description,
    ...schemes.flatMap(({ name, description }) => [`\`${name}\``, description]),
    ...placedOperationsOf({ paths }).flatMap(({ method, path, operation }) => [
      `## ${operation.summary ?? operation.operationId}`,
      `\`${method.toUpperCase()} ${path}\``,
      operation.description,
      ...parametersOf(operation),
      "### Request",
      ...(operation.requestBody
        ? []
        : [sideBySide(curl(method, server.url + path, keyHeader), typescript(method, path))]),
      ...Object.entries(operation.requestBody?.content ?? {}).flatMap(([type, media]) => [
        `The body is \`${type}\`: ${typeOf(media.schema)}.`,
        ...Object.entries(media.examples ?? {}).flatMap(([name, { summary, value }]) => [
          `#### Example: ${name}`,
          summary,
          sideBySide(curl(method, server.url + path, keyHeader, type, value), typescript(method, path, value)),
        ]),
      ]),
      "### Responses",
      table(["status", "meaning", "body"], responsesOf(operation)),
      "#### Example responses",
      ...Object.entries(operation.responses ?? {}).flatMap(([status, { content = {} }]) =>
        Object.values(content).flatMap((media) => responseExamples(status, media)),
      ),
    ]),
    "## Schemas",
    ...Object.entries(schemas).flatMap(([name, schema]) => [`### ${name}`, ...described(schema)]),
  ];
  return blocks
    .filter(Boolean)
    .map((block) => withBadges(String(block)))
    .join("\n\n");
}

function withBadges(text: string): string {
  if (text.includes("```")) return text;
  return text.replace(label, (_, ...groups) => {
    const name = groups.find((group) => typeof group === "string")?.toLowerCase() ?? "";
    return `**${name}**{.known .${name}}`;
  });
}

function table(headings: string[], rows: Row[]): string {
  const lines = [headings, headings.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`);
  return lines.join("\n");
}

function cell(text = ""): string {
  return text.trim().replaceAll("|", "\\|").replaceAll("\n", " ");
}

function parametersOf({ parameters = [] }: Operation): string[] {
  if (parameters.length === 0) return [];
  const rows = parameters.map((parameter) => [
    `\`${parameter.name}\``,
    `${parameter.required ? "required" : "optional"}, in the ${parameter.in}`,
    typeOf(parameter.schema),
    parameter.description,
  ]);
  return ["### Parameters", table(["parameter", "use", "type", "meaning"], rows)];
}

function responsesOf({ responses = {} }: Operation): Row[] {
  return Object.entries(responses).map(([status, { description, headers = {}, content = {} }]) => [
    status,
    [description, ...Object.entries(headers).map(([name, about]) => `Header \`${name}\`: ${about.description}`)].join(
      " ",
    ),
    Object.values(content)
      .map(({ schema }) => typeOf(schema))
      .join(", "),
  ]);
}

function responseExamples(status: string, { examples = {} }: MediaType): string[] {
  return Object.entries(examples).map(
    ([name, { summary = "", value }]) =>
      `::: details ${status}, \`${name}\`\n${withBadges(summary)}\n\n${code("json", JSON.stringify(value, null, 2))}\n:::`,
  );
}

/** A schema in its own section. */
function described(schema: Schema): (string | undefined)[] {
  const { description, properties, required = [], ...rules } = Object(schema);
  const rows = Object.entries<Schema>(Object(properties)).map(([name, property]) => [
    `\`${name}\``,
    property === false ? "not allowed" : required.includes(name) ? "required" : "optional",
    property === false ? "" : typeOf(property),
    Object(property).description,
  ]);
  return [
    description,
    `Type: ${typeOf(rules)}`,
    rows.length > 0 ? table(["property", "use", "type", "meaning"], rows) : "",
  ];
}

/** A type in one line: a link to its section, or its keywords. */
function typeOf(schema: Schema = true): string {
  if (typeof schema === "boolean") return schema ? "anything" : "nothing";
  const { $ref, type = [], oneOf, anyOf = oneOf, description: _, ...rules } = schema;
  const name = String($ref).replace(schemaPointer, "");
  if ($ref) return `[${name}](#${name.toLowerCase()})`;
  const union = Array.isArray(anyOf) ? anyOf.map(typeOf).join(" or ") : "";
  const texts = Object.entries(rules).map(([keyword, value]) => {
    if (Object(value).$ref) return `${keyword} ${typeOf(Object(value))}`;
    return `${keyword} \`${typeof value === "string" ? value : JSON.stringify(value)}\``;
  });
  return [[type].flat().join(" or "), union, ...texts].filter(Boolean).join(", ");
}

/** The part of the document to which a node refers, otherwise the node. */
function targetOf(node: unknown, document: object): unknown {
  const { $ref } = Object(node);
  if (typeof $ref !== "string" || $ref.startsWith(schemaPointer)) return node;
  const keys = $ref.split("/").slice(1);
  return keys.reduce((parent, key) => Object(parent)[key.replaceAll("~1", "/").replaceAll("~0", "~")], document);
}

function sideBySide(...blocks: string[]): string {
  return `<div class="side-by-side">\n\n${blocks.join("\n\n")}\n\n</div>`;
}

function code(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function curl(method: string, url: string, keyHeader: unknown, contentType?: string, body?: unknown): string {
  const json = JSON.stringify(body, null, 2)?.replaceAll("'", "'\\''");
  const lines = [
    `curl --request ${method.toUpperCase()} '${url}'`,
    ...(keyHeader ? [`--header "${keyHeader}: $COMPLYCUBE_API_KEY"`] : []),
    ...(json ? [`--header 'Content-Type: ${contentType}'`, `--data-raw '${json}'`] : []),
  ];
  return code("sh", lines.join(" \\\n  "));
}

function typescript(method: string, path: string, body?: unknown): string {
  const literal = JSON.stringify(body, null, 2)
    ?.replace(/^( *)"(\w+)":/gm, "$1$2:")
    .replace(/([^{[,])\n/g, "$1,\n")
    .replaceAll("\n", "\n  ");
  const init = literal ? `, {\n  body: ${literal},\n}` : "";
  return code(
    "ts",
    `import { createClient } from "complycube-tokens";

const client = createClient();
const { data, error, response } = await client.${method.toUpperCase()}("${path}"${init});
console.log(response.ok ? data : error);`,
  );
}
