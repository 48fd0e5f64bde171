/** The result of the client for a response, without retries. */
type Outcome =
  | { token: string }
  | { error: "ComplyCubeApiError"; statusCode: number; type?: string; param?: string; retryAfterMs?: number }
  | { error: "ComplyCubeResponseError"; statusCode: number }
  | { error: "ComplyCubeConnectionError" };

export interface AnswerCase {
  status: number;
  headers: Record<string, string>;
  /** The bytes on the wire. */
  body: string;
  /** The server closes the connection after these bytes. */
  hangsUp?: true;
  /** Part of the violation that Prism must report; `undefined` if the response conforms or Prism misses it. */
  violation?: string;
  /** Part of the violation that only our own check reports. */
  blind?: string;
  outcome: Outcome;
}

const json = { "content-type": "application/json" };
const html = { "content-type": "text/html" };
const token = "header.payload.signature";
const longToken = `${"h".repeat(36)}.${"p".repeat(800)}.${"s".repeat(43)}`;
const everySign = "AZaz09_-.AZaz09_-.AZaz09_-";

const long = "a-é b".repeat(20);

const answer = (status: number, body: unknown, outcome: Outcome, rest: Partial<AnswerCase> = {}): AnswerCase => ({
  status,
  headers: json,
  body: typeof body === "string" ? body : JSON.stringify(body),
  outcome,
  ...rest,
});
const api = (statusCode: number, fields: object = {}): Outcome => ({
  error: "ComplyCubeApiError",
  statusCode,
  ...fields,
});
const broken = (statusCode = 200): Outcome => ({ error: "ComplyCubeResponseError", statusCode });
const hungUp: Outcome = { error: "ComplyCubeConnectionError" };

const error = { type: "t", message: "m" };
const refused = (status: number, fields: object = {}): AnswerCase =>
  answer(status, { ...error, ...fields }, api(status, { type: "t", ...fields }));

/** Responses that conform to the contract. */
export const goodAnswers: Record<string, AnswerCase> = {
  "a token": answer(200, { token }, { token }),
  "a token with every base64url character": answer(200, { token: everySign }, { token: everySign }),
  "a token with parts of one character": answer(200, { token: "a.b.c" }, { token: "a.b.c" }),
  "a token and an unknown property": answer(200, { token, expiresIn: 3600 }, { token }),
  "a content type with a charset": answer(
    200,
    { token },
    { token },
    { headers: { "content-type": "application/json; charset=utf-8" } },
  ),
  "an error with a param": refused(400, { param: "clientId" }),
  "an error and an unknown property": answer(400, { ...error, requestId: "1" }, api(400, { type: "t" })),
  "a token of hundreds of characters": answer(200, { token: longToken }, { token: longToken }),
  "an error with long texts": answer(
    400,
    { type: long, message: long, param: long },
    api(400, { type: long, param: long }),
  ),
  "an error of a known type": answer(401, { ...error, type: "unauthorized" }, api(401, { type: "unauthorized" })),
  ...Object.fromEntries(
    [401, 402, 403, 404, 409, 413, 500, 503].map((status) => [`an error, ${status}`, refused(status)]),
  ),
  "Retry-After in seconds": answer(429, error, api(429, { type: "t", retryAfterMs: 30_000 }), {
    headers: { ...json, "retry-after": "30" },
  }),
  "Retry-After as a date in the past": answer(429, error, api(429, { type: "t", retryAfterMs: 0 }), {
    headers: { ...json, "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" },
  }),
  "429 without Retry-After": refused(429),
  "an undocumented status": refused(418),
};

/** Responses that break the contract. */
export const badAnswers: Record<string, AnswerCase> = {
  "no token": answer(200, {}, broken(), { violation: "required property 'token'" }),
  "null for the token": answer(200, { token: null }, broken(), { violation: "must be string" }),
  "a number for the token": answer(200, { token: 1 }, broken(), { violation: "must be string" }),
  "a list for the token": answer(200, { token: [token] }, broken(), { violation: "must be string" }),
  "an empty token": answer(200, { token: "" }, broken(), { violation: "must match pattern" }),
  "a token that is not a JWT": answer(200, { token: "secret" }, broken(), { violation: "must match pattern" }),
  "a token of two parts": answer(200, { token: "a.b" }, broken(), { violation: "must match pattern" }),
  "a token of four parts": answer(200, { token: "a.b.c.d" }, broken(), { violation: "must match pattern" }),
  "a token with an empty first part": answer(200, { token: ".b.c" }, broken(), { violation: "must match pattern" }),
  "a token with an empty second part": answer(200, { token: "a..c" }, broken(), { violation: "must match pattern" }),
  "a token with an empty third part": answer(200, { token: "a.b." }, broken(), { violation: "must match pattern" }),
  "a space before the token": answer(200, { token: " a.b.c" }, broken(), { violation: "must match pattern" }),
  "a space after the token": answer(200, { token: "a.b.c " }, broken(), { violation: "must match pattern" }),
  ...Object.fromEntries(
    ["a+.b.c", "a.b+.c", "a.b.c+"].map((foreign) => [
      `a token with a character outside base64url, ${foreign}`,
      answer(200, { token: foreign }, broken(), { violation: "must match pattern" }),
    ]),
  ),
  "a list of tokens": answer(200, [{ token }], broken(), { violation: "must be object" }),
  "a bare string": answer(200, JSON.stringify(token), broken(), { violation: "must be object" }),
  null: answer(200, null, broken(), { violation: "must be object" }),
  "no body": answer(200, "", broken(), { blind: "not JSON" }),
  "half of a JSON text": answer(200, '{"token":"hea', broken(), { blind: "not JSON" }),
  "an HTML page": answer(200, "<p>", broken(), { headers: html, violation: 'media type "text/html"' }),
  "no content type": answer(200, { token }, broken(), { headers: {}, violation: 'media type ""' }),
  "a token of type application/problem+json": answer(
    200,
    { token },
    { token },
    {
      headers: { "content-type": "application/problem+json" },
      blind: "media type",
    },
  ),
  "a token with status 201": answer(201, { token }, { token }, { blind: "status 201" }),
  "status 204 without a body": answer(204, "", broken(204), { blind: "status 204" }),
  "a redirect": answer(302, "", broken(302), { headers: { location: "/v1/tokens/" }, blind: "status 302" }),
  "an HTML page with an undocumented status": answer(418, "<p>", api(418), {
    headers: html,
    violation: 'media type "text/html"',
  }),
  "status 501": answer(501, error, api(501, { type: "t" }), { blind: "status 501" }),
  ...Object.fromEntries(
    [400, 401, 402, 403, 404, 413, 429, 500, 503].map((status) => [
      `an HTML page, ${status}`,
      answer(status, "<p>", api(status), { headers: html, violation: 'media type "text/html"' }),
    ]),
  ),
  "an error of type application/problem+json": answer(400, error, api(400, { type: "t" }), {
    headers: { "content-type": "application/problem+json" },
    blind: "media type",
  }),
  ...Object.fromEntries(
    [400, 401, 402, 403, 404, 413, 429, 500, 503].map((status) => [
      `an error without a type, ${status}`,
      answer(status, { message: "m" }, api(status), { violation: "required property 'type'" }),
    ]),
  ),
  "an error without a message": answer(400, { type: "t" }, api(400, { type: "t" }), {
    violation: "required property 'message'",
  }),
  "a number for the type": answer(400, { ...error, type: 1 }, api(400), { violation: "must be string" }),
  "a number for the message": answer(400, { ...error, message: 1 }, api(400, { type: "t" }), {
    violation: "must be string",
  }),
  "null for the type": answer(400, { ...error, type: null }, api(400), { violation: "must be string" }),
  "null for the message": answer(400, { ...error, message: null }, api(400, { type: "t" }), {
    violation: "must be string",
  }),
  "null for the param": answer(400, { ...error, param: null }, api(400, { type: "t" }), {
    violation: "must be string",
  }),
  "null instead of an error": answer(400, null, api(400), { violation: "must be object" }),
  "a list for the param": answer(400, { ...error, param: [] }, api(400, { type: "t" }), {
    violation: "must be string",
  }),
  "a list of errors": answer(400, [error], api(400), { violation: "must be object" }),
  "Retry-After in words": answer(429, error, api(429, { type: "t" }), {
    headers: { ...json, "retry-after": "30 minutes" },
    blind: "Retry-After",
  }),
  "a closed connection before the response": answer(0, "", hungUp, { hangsUp: true, blind: "no complete response" }),
  "a closed connection in the response": answer(200, '{"token":', hungUp, {
    headers: { ...json, "content-length": "99" },
    hangsUp: true,
    blind: "no complete response",
  }),
};
