// Generated from openapi/tokens.yaml. Do not edit; change the spec and run: npm run generate

import { examples } from "./examples.js";
import { validateTokenRequest } from "./validators.js";

/** The spec's operations, for the mock. */
export const operations = [
  {
    method: "POST",
    path: "/v1/tokens",
    pattern: /\/v1\/tokens\/?$/,
    keyHeaders: ["authorization"],
    body: { isRequired: true, validate: validateTokenRequest },
    success: 200,
    examples: examples["generateToken"].responses,
    headers: { "429": { "retry-after": "30" } },
  },
];
