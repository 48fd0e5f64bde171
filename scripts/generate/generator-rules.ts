import type { Oas3Rule, Plugin } from "@redocly/openapi-core";
import { messageOf } from "../cli.js";
import { schemasOf, schemaUri } from "./json-schema.js";

/** Other files would be missing from the published spec, and from Prism's view of it. */
const oneFile: Oas3Rule = () => ({
  ref(node, { report, location }) {
    if (!node.$ref.startsWith("#")) {
      report({ message: `$ref "${node.$ref}" leaves the spec, which is one file.`, location: location.child("$ref") });
    }
  },
});

/**
 * Every schema compiles in Ajv's strict mode. Prism answers any body with success where a request schema does not, and no
 * linter finds all of the reasons. Children come first, so the innermost schema that fails is the one that is named.
 */
const schemaCompiles: Oas3Rule = () => {
  let ajv: ReturnType<typeof schemasOf>;
  const failed: string[] = [];
  return {
    Root(root) {
      ajv = schemasOf(root);
    },
    Schema: {
      leave(schema, { report, location }) {
        if (failed.some((pointer) => pointer.startsWith(`${location.pointer}/`))) return;
        const failure = whyNot(ajv, schema, location.pointer);
        if (failure === undefined) return;
        failed.push(location.pointer);
        report({ message: `The schema does not compile: ${failure}.`, location: location.key() });
      },
    },
  };
};

function whyNot(ajv: ReturnType<typeof schemasOf>, schema: object | boolean, pointer: string): string | undefined {
  if (ajv.validateSchema(schema) !== true) return ajv.errorsText(ajv.errors, { dataVar: "schema" });
  try {
    ajv.compile({ $ref: schemaUri(pointer) });
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

export const generatorRules: Plugin = {
  id: "generator",
  rules: { oas3: { "one-file": oneFile, "schema-compiles": schemaCompiles } },
};
