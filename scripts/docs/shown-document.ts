import type { Oas3_1Definition } from "@redocly/openapi-core";

/**
 * Returns the document to show. Servers and security schemes become text, because Swagger UI shows forms for them, which
 * hide a scheme's description and do not render Markdown.
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

/** Sets each schema's title to its name, because Swagger UI shows only the title of a resolved reference. */
function named(schemas: NonNullable<Components["schemas"]>): NonNullable<Components["schemas"]> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      typeof schema === "object" && !("$ref" in schema) ? { title: name, ...schema } : schema,
    ]),
  );
}
