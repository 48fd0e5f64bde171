import type { Oas3_1Definition } from "@redocly/openapi-core";

/**
 * The document as the page shows it. Servers and keys become text: Swagger UI has forms for them, which send nothing here,
 * hide what is said about a key, and show the Markdown of a server as it is typed.
 */
export function shownDocument(document: Oas3_1Definition): Oas3_1Definition {
  const { info = { title: "", version: "" }, servers = [], security: _, components = {}, ...rest } = document;
  const { securitySchemes, schemas, ...otherComponents } = components;
  const description = [info.description, ...serverText(servers), ...keyText(securitySchemes)];
  return {
    ...rest,
    info: { ...info, description: description.filter(Boolean).join("\n\n") },
    components: { ...otherComponents, ...(schemas && { schemas: named(schemas) }) },
  };
}

type Components = NonNullable<Oas3_1Definition["components"]>;

function serverText(servers: NonNullable<Oas3_1Definition["servers"]>): string[] {
  return section(
    "Server",
    servers.map(({ url, description = "" }) => `\`${url}\`\n\n${description}`),
  );
}

function keyText(schemes: Components["securitySchemes"] = {}): string[] {
  const texts = Object.entries(schemes).flatMap(([name, scheme]) => {
    if ("$ref" in scheme) return [];
    const place = scheme.type === "apiKey" ? `\`${scheme.name}\` in the ${scheme.in}` : `\`${name}\`, ${scheme.type}`;
    return [`${place}\n\n${scheme.description ?? ""}`];
  });
  return section("Authentication", texts);
}

function section(title: string, texts: string[]): string[] {
  return texts.length > 0 ? [`## ${title}`, ...texts] : [];
}

/** Each schema with its name as its title: where a reference was resolved, Swagger UI has only the title to show. */
function named(schemas: NonNullable<Components["schemas"]>): NonNullable<Components["schemas"]> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      typeof schema === "object" && !("$ref" in schema) ? { title: name, ...schema } : schema,
    ]),
  );
}
