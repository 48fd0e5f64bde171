// Generated from openapi/tokens.yaml. Do not edit; change the spec and run: npm run generate

/** The spec's first server. */
export const serverUrl = "https://api.complycube.com/v1";

/** The HTTP methods of the spec's operations. */
export const methods = ["POST"] as const;
