/** Mutants that no request and no answer can distinguish from the spec, with the reason. */
export const equivalents: Record<string, string> = {
  '#/paths/~1tokens/post/responses/429/headers/Retry-After/schema/type: "string" → nothing':
    "A header's value is always a string.",
  '#/paths/~1tokens/post/responses/429/headers/Retry-After/schema/type: "string" → ["string","null"]':
    "A header's value is always a string.",
  "#/paths/~1tokens/post/responses/429/headers/Retry-After/schema/maxLength: nothing → 99":
    "Neither seconds nor a date have a hundred characters.",
  "#/components/schemas/TokenRequest: oneOf → anyOf":
    "Each branch requires a property that the other forbids, so no body matches both.",
  "#/components/schemas/Error/properties/type/anyOf/0: without this branch":
    "Any string is valid. The known types only inform the reader.",
  '#/components/schemas/KnownErrorType/type: "string" → nothing': "Any string is valid, and every known type is one.",
  '#/components/schemas/KnownErrorType/type: "string" → "integer"': "Any string is valid, and every known type is one.",
  '#/components/schemas/KnownErrorType/type: "string" → ["string","null"]':
    "Any string is valid, and every known type is one.",
};
