import { type Planted, remove, rename, set } from "./edit.js";

const post = "#/paths/~1tokens/post";
const json = `${post}/requestBody/content/application~1json`;
const schemas = "#/components/schemas";
const web = `${schemas}/WebTokenRequest`;
const referrer = `${web}/properties/referrer`;

export const requestChanges: Planted[] = [
  [
    "a required property is new",
    [set(`${web}/properties/locale`, { type: "string" }), set(`${web}/required`, ["clientId", "referrer", "locale"])],
    "breaks",
    "breaks",
  ],
  ["an optional property is new", [set(`${web}/properties/locale`, { type: "string" })], "is fine", "breaks"],
  ["a property is no longer required", [set(`${web}/required`, ["clientId"])], "is fine", "breaks"],
  [
    "a property that was required is gone",
    [remove(referrer), set(`${web}/required`, ["clientId"])],
    "breaks",
    "breaks",
  ],
  [
    "a property is renamed",
    [rename(referrer, "referer"), set(`${web}/required`, ["clientId", "referer"])],
    "breaks",
    "breaks",
  ],
  [
    "a property becomes a forbidden one",
    [set(referrer, false), set(`${web}/required`, ["clientId"])],
    "breaks",
    "breaks",
  ],
  [
    "a forbidden property is no longer named in a closed schema",
    [remove(`${web}/properties/appId`)],
    "is fine",
    "is fine",
  ],
  ["a forbidden property is allowed", [set(`${web}/properties/appId`, { type: "string" })], "is fine", "breaks"],
  ["minLength rises", [set(`${referrer}/minLength`, 8)], "breaks", "is fine"],
  ["minLength is gone", [remove(`${referrer}/minLength`)], "is fine", "breaks"],
  ["the pattern is another", [set(`${referrer}/pattern`, "^https://")], "breaks", "breaks"],
  ["the pattern is gone", [remove(`${referrer}/pattern`)], "is fine", "breaks"],
  ["maxLength is new", [set(`${referrer}/maxLength`, 2048)], "breaks", "is fine"],
  ["a format is new", [set(`${referrer}/format`, "uri")], "breaks", "is fine"],
  ["an enum is new", [set(`${referrer}/enum`, ["<all_urls>", "https://www.example.com/*"])], "breaks", "is fine"],
  ["a const is new", [set(`${referrer}/const`, "<all_urls>")], "breaks", "is fine"],
  ["a not is new", [set(`${referrer}/not`, { const: "<all_urls>" })], "breaks", "is fine"],
  ["an allOf is new", [set(`${referrer}/allOf`, [{ minLength: 8 }])], "breaks", "is fine"],
  ["a shared property is narrowed", [set(`${schemas}/ClientId/pattern`, "^[0-9a-f]{24}$")], "breaks", "is fine"],
  ["the type is another", [set(`${referrer}/type`, "integer")], "breaks", "breaks"],
  ["a type is added", [set(`${referrer}/type`, ["string", "null"])], "is fine", "breaks"],
  ["no type is given", [remove(`${referrer}/type`)], "is fine", "breaks"],
  ["additional properties are open", [remove(`${web}/additionalProperties`)], "is fine", "breaks"],
  [
    "additional properties have a schema",
    [set(`${web}/additionalProperties`, { type: "string" })],
    "is fine",
    "breaks",
  ],
  [
    "additional properties have another schema",
    [set(`${web}/additionalProperties`, { type: "string", maxLength: 8 })],
    "is fine",
    "breaks",
  ],
  ["maxProperties is new", [set(`${web}/maxProperties`, 1)], "breaks", "is fine"],
  ["a dependentRequired is new", [set(`${web}/dependentRequired`, { clientId: ["appId"] })], "breaks", "is fine"],
  ["a branch of oneOf is gone", [remove(`${schemas}/TokenRequest/oneOf/1`)], "breaks", "is fine"],
  ["no schema is given", [remove(`${json}/schema`)], "is fine", "breaks"],
  ["any value is allowed", [set(`${json}/schema`, true)], "is fine", "breaks"],
  [
    "a schema is given in place",
    [set(`${web}/properties/clientId`, { type: "string", minLength: 1 })],
    "is fine",
    "is fine",
  ],
  [
    "a schema has another name",
    [rename(web, "BrowserTokenRequest"), set(`${schemas}/TokenRequest/oneOf/0/$ref`, `${schemas}/BrowserTokenRequest`)],
    "is fine",
    "is fine",
  ],
  ["a schema is new and not used", [set(`${schemas}/Unused`, { type: "string" })], "is fine", "is fine"],
  ["the body is optional", [set(`${post}/requestBody/required`, false)], "is fine", "breaks"],
  ["there is no body", [remove(`${post}/requestBody`)], "breaks", "breaks"],
  ["the media type is another", [rename(json, "application/x-www-form-urlencoded")], "breaks", "breaks"],
  ["a media type is new", [set(`${post}/requestBody/content/application~1xml`, {})], "is fine", "breaks"],
  [
    "unevaluated properties are closed",
    [set(`${schemas}/TokenRequest/unevaluatedProperties`, false)],
    "breaks",
    "is fine",
  ],
  ["property names have a pattern", [set(`${web}/propertyNames`, { pattern: "^[a-z]" })], "breaks", "is fine"],
  [
    "a schema depends on a property",
    [set(`${web}/dependentSchemas`, { clientId: { maxProperties: 1 } })],
    "breaks",
    "is fine",
  ],
  [
    "a condition is new",
    [set(`${web}/if`, { required: ["clientId"] }), set(`${web}/then`, { maxProperties: 2 })],
    "breaks",
    "is fine",
  ],
  // Fine in truth: Redocly compares one combinator with another by name, and errs on the safe side.
  ["the choice is of any of the branches", [rename(`${schemas}/TokenRequest/oneOf`, "anyOf")], "breaks", "breaks"],
  [
    "a branch of oneOf is new",
    [set(`${schemas}/TokenRequest/oneOf/2`, { $ref: `${schemas}/Error` })],
    "is fine",
    "breaks",
  ],
  ["a property may have any value", [set(referrer, true)], "is fine", "breaks"],
  [
    "a property is one of an open set",
    [set(referrer, { anyOf: [{ const: "<all_urls>", type: "string" }, { type: "string" }] })],
    "is fine",
    "breaks",
  ],
];
