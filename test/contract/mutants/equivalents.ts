import type { Fate } from "./measure.js";

/** Mutants that no request and no answer can tell from the spec, each with the reason. */
export const equivalents: Record<string, string> = {
  '#/paths/~1tokens/post/responses/429/headers/Retry-After/schema/type: "string" → nothing':
    "The value of a header is always text.",
  '#/paths/~1tokens/post/responses/429/headers/Retry-After/schema/type: "string" → ["string","null"]':
    "The value of a header is always text.",
  "#/paths/~1tokens/post/responses/429/headers/Retry-After/schema/maxLength: nothing → 99":
    "Neither seconds nor a date take a hundred characters.",
  "#/components/schemas/TokenRequest: oneOf → anyOf":
    "Each branch requires what the other one excludes: no body can match both.",
  "#/components/schemas/Error/properties/type/anyOf/0: without this branch":
    "Any string is a type of error, on purpose; the known ones are there for the reader.",
  '#/components/schemas/KnownErrorType/type: "string" → nothing':
    "All of its values are strings, and any string is a type of error anyway.",
  '#/components/schemas/KnownErrorType/type: "string" → "integer"':
    "Whatever it refuses is still a string, and any string is a type of error.",
  '#/components/schemas/KnownErrorType/type: "string" → ["string","null"]':
    "All of its values are strings, and any string is a type of error anyway.",
};

export function kindOf({ mutant, killedBy }: Fate): "killed" | "equivalent" | "survived" {
  if (killedBy !== undefined) return "killed";
  return mutant in equivalents ? "equivalent" : "survived";
}
