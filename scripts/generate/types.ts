import { createRequire } from "node:module";
import type { Spec } from "./read-spec.js";

// Required, not imported: to import it, Node would scan the nine megabytes of TypeScript for exports, half a second's work.
const { default: openapiTS, astToString }: typeof import("openapi-typescript") = createRequire(import.meta.url)(
  "openapi-typescript",
);

export async function types({ document }: Spec): Promise<string> {
  // A copy, since openapi-typescript resolves references in place.
  return astToString(await openapiTS(structuredClone(document) as Parameters<typeof openapiTS>[0], { silent: true }));
}
