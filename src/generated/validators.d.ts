// Generated from openapi/tokens.yaml. Do not edit; change the spec and run: npm run generate

import type { components } from "./schema.js";

/** One way in which a value breaks its schema, as Ajv reports it. */
export interface Violation {
  /** The place in the value, as a JSON pointer: `/referrer`; empty for the value itself. */
  instancePath: string;
  /** The place in the schema, as a JSON pointer. */
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message: string;
}

/** Tells whether a value conforms. */
export interface Validator<T> {
  (value: unknown): value is T;
  /** The violations of the latest value, where it was refused. */
  errors: readonly Violation[];
}

export declare const validateTokenRequest: Validator<components["schemas"]["TokenRequest"]>;
export declare const validateWebTokenRequest: Validator<components["schemas"]["WebTokenRequest"]>;
export declare const validateMobileTokenRequest: Validator<components["schemas"]["MobileTokenRequest"]>;
export declare const validateClientId: Validator<components["schemas"]["ClientId"]>;
export declare const validateToken: Validator<components["schemas"]["Token"]>;
export declare const validateError: Validator<components["schemas"]["Error"]>;
export declare const validateKnownErrorType: Validator<components["schemas"]["KnownErrorType"]>;
