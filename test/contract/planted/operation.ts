import { type Planted, remove, rename, set } from "./edit.js";

const post = "#/paths/~1tokens/post";
const scheme = "#/components/securitySchemes/apiKey";
const idempotencyKey = { name: "Idempotency-Key", in: "header", schema: { type: "string" } };
const bearer = { type: "http", scheme: "bearer" };

export const operationChanges: Planted[] = [
  ["an optional parameter is new", [set(`${post}/parameters/1`, idempotencyKey)], "is fine", "breaks"],
  [
    "a required parameter is new",
    [set(`${post}/parameters/1`, { ...idempotencyKey, required: true })],
    "breaks",
    "breaks",
  ],
  [
    "a required parameter of the path's is new",
    [set("#/paths/~1tokens/parameters", [{ ...idempotencyKey, required: true }])],
    "breaks",
    "breaks",
  ],
  ["the path is another", [rename("#/paths/~1tokens", "/sdk-tokens")], "breaks", "breaks"],
  [
    "a path is new",
    [set("#/paths/~1clients", { get: { responses: { "200": { description: "" } } } })],
    "is fine",
    "breaks",
  ],
  ["the method is another", [rename(post, "put")], "breaks", "breaks"],
  [
    "a method is new",
    [set("#/paths/~1tokens/get", { responses: { "200": { description: "" } } })],
    "is fine",
    "breaks",
  ],
  ["the operation has another name", [set(`${post}/operationId`, "createToken")], "breaks", "breaks"],
  ["the key is in another header", [set(`${scheme}/name`, "X-API-Key")], "breaks", "breaks"],
  ["the key is in the query", [set(`${scheme}/in`, "query")], "breaks", "breaks"],
  ["the key is a bearer token", [set(scheme, bearer)], "breaks", "breaks"],
  ["there is no security", [set("#/security", [])], "is fine", "breaks"],
  ["the operation has no security", [set(`${post}/security`, [])], "is fine", "breaks"],
  [
    "a second key is needed",
    [set("#/components/securitySchemes/bearer", bearer), set("#/security", [{ apiKey: [], bearer: [] }])],
    "breaks",
    "is fine",
  ],
  [
    "a second key is an alternative",
    [set("#/components/securitySchemes/bearer", bearer), set("#/security", [{ apiKey: [] }, { bearer: [] }])],
    "is fine",
    "breaks",
  ],
  [
    "another scheme is needed",
    [set("#/components/securitySchemes/bearer", bearer), set("#/security", [{ bearer: [] }])],
    "breaks",
    "breaks",
  ],
  ["the server is another", [set("#/servers/0/url", "https://eu.complycube.com/v1")], "breaks", "breaks"],
  ["a server is new", [set("#/servers/1", { url: "https://eu.complycube.com/v1" })], "is fine", "breaks"],
  [
    "the default server is another",
    [set("#/servers", [{ url: "https://eu.complycube.com/v1" }, { url: "https://api.complycube.com/v1" }])],
    "breaks",
    "breaks",
  ],
  [
    "the operation has a server of its own",
    [set(`${post}/servers`, [{ url: "https://eu.complycube.com/v1" }])],
    "breaks",
    "breaks",
  ],
  ["a parameter is required", [set(`${post}/parameters/0/required`, true)], "breaks", "is fine"],
  ["a parameter's schema is narrowed", [set(`${post}/parameters/0/schema/maxLength`, 64)], "breaks", "is fine"],
  ["a parameter's values are listed", [set(`${post}/parameters/0/schema/enum`, ["a", "b"])], "breaks", "is fine"],
  ["a parameter has no schema's type", [remove(`${post}/parameters/0/schema/type`)], "is fine", "breaks"],
  ["a parameter is in the query", [set(`${post}/parameters/0/in`, "query")], "breaks", "breaks"],
  ["a parameter is explained", [set(`${post}/parameters/0/description`, "Sent back.")], "is fine", "is fine"],
  [
    "the server has a variable",
    [set("#/servers/0", { url: "https://{region}.complycube.com/v1", variables: { region: { default: "api" } } })],
    "breaks",
    "breaks",
  ],
  [
    "the path has a server of its own",
    [set("#/paths/~1tokens/servers", [{ url: "https://eu.complycube.com/v1" }])],
    "breaks",
    "breaks",
  ],
  ["the server is explained", [set("#/servers/0/description", "The only one.")], "is fine", "is fine"],
  ["the security says the same in the operation", [set(`${post}/security`, [{ apiKey: [] }])], "is fine", "is fine"],
  ["no key is an alternative", [set("#/security", [{ apiKey: [] }, {}])], "is fine", "breaks"],
  ["the scheme is explained", [set(`${scheme}/description`, "The key.")], "is fine", "is fine"],
];
