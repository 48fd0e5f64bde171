import type { Oas3Rule } from "@redocly/openapi-core";
import type { AnySchemaObject, Options } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { messageOf } from "../cli.js";

const id = "spec";

/** The annotations that OpenAPI adds to JSON Schema. */
const openapiAnnotations = ["example", "externalDocs", "xml", "discriminator"];
export const annotations = ["title", "description", "default", "examples", ...openapiAnnotations];

/**
 * An Ajv that knows the spec's schemas by their JSON pointers. It is strict, so that a misspelt keyword is an error. Formats
 * are annotations, as in JSON Schema 2020-12, because checking them needs a dependency at run time.
 */
export function ajvOf(document: object, options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false, ...options });
  // Ajv reads the document around the schemas as a schema.
  ajv.addVocabulary([...new Set([...Object.keys(document), ...openapiAnnotations])]);
  ajv.addSchema({ ...document, $id: id } as AnySchemaObject, id, false, false);
  return ajv;
}

/** @param pointer the schema's place in the spec, such as `#/components/schemas/Token` */
export function schemaUri(pointer: string): string {
  return id + encodeURI(pointer);
}

/**
 * A lint rule: every schema compiles in Ajv's strict mode. If a request schema does not compile, Prism accepts every body.
 * The innermost schema comes first. The schemas around it fail for the same reason, which is reported once.
 */
export const schemaCompiles: Oas3Rule = () => {
  let ajv: Ajv2020;
  const reasons = new Set<string>();
  return {
    Root(root) {
      ajv = ajvOf(root);
    },
    Schema: {
      leave(schema, { report, location }) {
        try {
          if (!ajv.validateSchema(schema)) throw new Error(ajv.errorsText(ajv.errors, { dataVar: "schema" }));
          ajv.compile({ $ref: schemaUri(location.pointer) });
        } catch (error) {
          const reason = messageOf(error);
          if (!reasons.has(reason)) {
            report({ message: `The schema does not compile: ${reason}.`, location: location.key() });
          }
          reasons.add(reason);
        }
      },
    },
  };
};
