const isText = "The value of a header is always text.";
const isString = "All values are strings, and the set of error types is open to any string.";

/** Mutants that no request or response can distinguish from the spec, with the reason. */
export const equivalents: Record<string, string> = {
  '#/paths/~1tokens/post/responses/429/headers/Retry-After/schema/type: "string" → nothing': isText,
  '#/paths/~1tokens/post/responses/429/headers/Retry-After/schema/type: "string" → ["string","null"]': isText,
  "#/paths/~1tokens/post/responses/429/headers/Retry-After/schema/maxLength: nothing → 99":
    "Neither seconds nor a date have a hundred characters.",
  "#/components/schemas/TokenRequest: oneOf → anyOf":
    "Each branch requires a property that the other branch forbids, so no body matches both.",
  "#/components/schemas/Error/properties/type/anyOf/0: without this branch":
    "The set of error types is open. The known types are listed for readers.",
  '#/components/schemas/KnownErrorType/type: "string" → nothing': isString,
  '#/components/schemas/KnownErrorType/type: "string" → "integer"': isString,
  '#/components/schemas/KnownErrorType/type: "string" → ["string","null"]': isString,
};
