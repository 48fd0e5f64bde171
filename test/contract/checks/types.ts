import { types } from "../../../scripts/generate/artefacts.js";
import type { Spec } from "../../../scripts/generate/read-spec.js";
import { compile } from "../../support/compile.js";

const bodies = "test/contract/cases/bodies.ts";

/** Whether the types of a changed spec accept and reject the same bodies as the types of the spec. */
export async function typesAgree(document: Spec["document"]): Promise<boolean> {
  const schema = await types({ document });
  const { errors } = compile({ [bodies]: undefined, "src/generated/schema.ts": schema }, { types: [] });
  return errors.length === 0;
}
