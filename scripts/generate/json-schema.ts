import type { Ajv, AnySchemaObject, Options } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

const id = "spec";

/**
 * An Ajv that knows the spec's schemas by their place in it. Strict, so that a misspelt keyword is an error; formats are
 * annotations, as JSON Schema 2020-12 has it, since checking them would take a dependency at run time.
 */
export function schemasOf(document: object, options: Options = {}): Ajv2020 {
  return addTo(new Ajv2020({ strict: true, validateFormats: false, ...options }), document);
}

export function addTo<T extends Ajv | Ajv2020>(ajv: T, document: object): T {
  // The document around the schemas is no schema; Ajv reads it as one on the way to them.
  ajv.addVocabulary(Object.keys(document));
  ajv.addSchema({ ...document, $id: id } as AnySchemaObject, id, false, false);
  return ajv;
}

/** @param pointer the schema's place in the spec, such as `#/components/schemas/Token` */
export function schemaUri(pointer: string): string {
  return id + encodeURI(pointer);
}
