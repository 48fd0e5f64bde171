// Generated from openapi/tokens.yaml. Do not edit; change the spec and run: npm run generate

import type { components } from "./schema.js";
import {
  absent,
  all,
  anyOf,
  defined,
  literal,
  nonEmpty,
  object,
  oneOf,
  optional,
  pattern,
  string,
  type Validator,
} from "../validation.js";

type Schemas = components["schemas"];

export const validateClientId: Validator<Schemas["ClientId"]> = /* @__PURE__ */ all(string, nonEmpty);

export const validateWebTokenRequest: Validator<Schemas["WebTokenRequest"]> = /* @__PURE__ */ object(
  {
    clientId: validateClientId,
    referrer: /* @__PURE__ */ all(string, nonEmpty, /* @__PURE__ */ pattern(/^(<all_urls>$|(\*|https?):\/\/[^/]+\/)/u)),
  },
  absent,
);

export const validateMobileTokenRequest: Validator<Schemas["MobileTokenRequest"]> = /* @__PURE__ */ object(
  {
    clientId: validateClientId,
    appId: /* @__PURE__ */ all(string, nonEmpty),
  },
  absent,
);

export const validateTokenRequest: Validator<Schemas["TokenRequest"]> = /* @__PURE__ */ oneOf(
  validateWebTokenRequest,
  validateMobileTokenRequest,
);

export const validateToken: Validator<Schemas["Token"]> = /* @__PURE__ */ object({
  token: /* @__PURE__ */ all(string, /* @__PURE__ */ pattern(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/u)),
});

export const validateKnownErrorType: Validator<Schemas["KnownErrorType"]> = /* @__PURE__ */ all(
  string,
  /* @__PURE__ */ literal(
    "invalid_request",
    "unauthorized",
    "resource_not_found",
    "rate_limit_exceeded",
    "internal_server_error",
  ),
);

export const validateError: Validator<Schemas["Error"]> = /* @__PURE__ */ object({
  type: /* @__PURE__ */ all(defined, /* @__PURE__ */ anyOf(validateKnownErrorType, string)),
  message: string,
  param: /* @__PURE__ */ optional(string),
});
