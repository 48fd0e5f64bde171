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
  Example({ externalValue }, { report, location }) {
    if (externalValue !== undefined) {
      report({
        message: "An external example leaves the spec, which is one file.",
        location: location.child("externalValue"),
      });
    }
  },
});

/**
 * Every schema compiles in Ajv's strict mode. Prism answers any body with success where a request schema does not, and no
 * linter finds all of the reasons. The innermost schema comes first, and fails those around it for the same reason.
 */
const schemaCompiles: Oas3Rule = () => {
  let ajv: ReturnType<typeof schemasOf>;
  const reasons = new Set<string>();
  return {
    Root(root) {
      ajv = schemasOf(root);
    },
    Schema: {
      leave(schema, { report, location }) {
        const reason = whyNot(ajv, schema, location.pointer);
        if (reason === undefined || reasons.has(reason)) return;
        reasons.add(reason);
        report({ message: `The schema does not compile: ${reason}.`, location: location.key() });
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
