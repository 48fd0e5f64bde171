import { type Planted, remove, rename, set } from "./edit.js";

const post = "#/paths/~1tokens/post";
const responses = `${post}/responses`;
const ok = `${responses}/200/content/application~1json`;
const tooMany = `${responses}/429`;
const schemas = "#/components/schemas";
const token = `${schemas}/Token/properties/token`;
const error = `${schemas}/Error`;
const type = `${error}/properties/type`;
const closed = `${error}/properties/severity`;
const values = `${schemas}/KnownErrorType/enum`;
const closedType = { type: "string", enum: ["invalid_request", "unauthorized"] };

export const responseChanges: Planted[] = [
  ["a required property is gone", [remove(token), set(`${schemas}/Token/required`, [])], "breaks", "is fine"],
  ["an optional property is gone", [remove(`${error}/properties/param`)], "breaks", "is fine"],
  ["a property is renamed", [rename(`${error}/properties/param`, "parameter")], "breaks", "breaks"],
  ["a property is no longer required", [remove(`${schemas}/Token/required`)], "breaks", "is fine"],
  [
    "a new property is required",
    [
      set(`${schemas}/Token/properties/expires`, { type: "string" }),
      set(`${schemas}/Token/required`, ["token", "expires"]),
    ],
    "is fine",
    "breaks",
  ],
  ["a property is forbidden", [set(`${error}/properties/param`, false)], "breaks", "is fine"],
  ["the type is another", [set(`${token}/type`, "integer")], "breaks", "breaks"],
  ["a type is added", [set(`${token}/type`, ["string", "null"])], "breaks", "is fine"],
  ["no type is given", [remove(`${token}/type`)], "breaks", "is fine"],
  ["the pattern is gone", [remove(`${token}/pattern`)], "breaks", "is fine"],
  ["the pattern is another", [set(`${token}/pattern`, "^[A-Za-z0-9_-]+$")], "breaks", "breaks"],
  ["minLength is new", [set(`${token}/minLength`, 1)], "is fine", "breaks"],
  ["maxLength is new", [set(`${token}/maxLength`, 4096)], "is fine", "breaks"],
  ["additional properties are closed", [set(`${error}/additionalProperties`, false)], "is fine", "breaks"],
  ["the status is gone", [remove(`${responses}/402`)], "breaks", "is fine"],
  ["the success has another status", [rename(`${responses}/200`, "201")], "breaks", "breaks"],
  ["default is gone", [remove(`${responses}/default`)], "breaks", "is fine"],
  ["the media type is another", [rename(ok, "application/problem+json")], "breaks", "breaks"],
  ["the body is gone", [remove(`${responses}/200/content`)], "breaks", "is fine"],
  ["no schema is given", [remove(`${ok}/schema`)], "breaks", "is fine"],
  ["any value is possible", [set(`${ok}/schema`, true)], "breaks", "is fine"],
  [
    "another schema is possible too",
    [set(`${error}/properties/detail/anyOf/2`, { type: "string" })],
    "breaks",
    "is fine",
  ],
  ["the schema is another", [set(`${ok}/schema/$ref`, error)], "breaks", "breaks"],
  ["a header is gone", [remove(`${tooMany}/headers`)], "breaks", "is fine"],
  ["a header is another", [rename(`${tooMany}/headers/Retry-After`, "X-Retry")], "breaks", "breaks"],
  ["a header is always sent", [set(`${tooMany}/headers/Retry-After/required`, true)], "is fine", "breaks"],
  ["a header's type is another", [set(`${tooMany}/headers/Retry-After/schema/type`, "integer")], "breaks", "breaks"],
  ["an open set of values has one more", [set(`${values}/5`, "payment_required")], "is fine", "is fine"],
  ["an open set of values has other ones", [set(`${values}/0`, "payment_required")], "is fine", "is fine"],
  ["an open set of values is closed", [set(type, closedType)], "is fine", "breaks"],
  ["a branch of an open set is gone", [remove(`${type}/anyOf/0`)], "is fine", "is fine"],
  ["a description is another", [set(`${token}/description`, "A token.")], "is fine", "is fine"],
  ["an example is another", [set(`${ok}/examples/form/value/token`, "a.b.c")], "is fine", "is fine"],
  ["the operation is deprecated", [set(`${post}/deprecated`, true)], "is fine", "is fine"],
  ["a property is marked as deprecated", [set(`${token}/deprecated`, true)], "is fine", "is fine"],
  ["a closed set of values has one more", [set(`${closed}/enum/2`, "payment_required")], "breaks", "is fine"],
  ["a closed set of values is open", [remove(`${closed}/enum`)], "breaks", "is fine"],
  ["a property may have any value", [set(token, true)], "breaks", "is fine"],
  ["a number need not be whole", [set(`${schemas}/Error/properties/code/type`, "number")], "breaks", "is fine"],
  ["a number has no limit", [remove(`${schemas}/Error/properties/code/maximum`)], "breaks", "is fine"],
  [
    "a list may hold other items",
    [set(`${schemas}/Error/properties/causes/items/type`, "integer")],
    "breaks",
    "breaks",
  ],
  ["a list may hold any item", [remove(`${schemas}/Error/properties/causes/items`)], "breaks", "is fine"],
  ["a header may have any value", [remove(`${tooMany}/headers/Retry-After/schema`)], "breaks", "is fine"],
  ["a header is new", [set(`${responses}/200/headers`, { ETag: { schema: { type: "string" } } })], "is fine", "breaks"],
  ["a status is new", [set(`${responses}/422`, { description: "" })], "is fine", "breaks"],
  ["a status stands for a range", [rename(`${responses}/402`, "4XX")], "breaks", "breaks"],
  ["an example is new", [set(`${ok}/examples/other`, { value: { token: "a.b.c" } })], "is fine", "is fine"],
];
