import type { ServerResponse } from "node:http";
import type { RawAnswer } from "../../../scripts/forward.js";

export interface AnswerCase extends RawAnswer {
  /** The server closes the connection after the body. */
  hangsUp?: true;
  /** Part of what is wrong with the answer; `undefined` if it conforms. */
  problem?: string;
}

const json = { "content-type": "application/json" };
const html = { "content-type": "text/html" };
const problemJson = { "content-type": "application/problem+json" };
const token = "header.payload.signature";
const error = { type: "t", message: "m" };
const long = "a-é b".repeat(20);
const documentedStatuses = [400, 401, 402, 403, 404, 413, 429, 500, 503];

function answer(status: number, body: unknown, rest: Partial<AnswerCase> = {}): AnswerCase {
  return { status, headers: json, body: typeof body === "string" ? body : JSON.stringify(body), ...rest };
}
const bad = (problem: string, status: number, body: unknown, rest: Partial<AnswerCase> = {}) =>
  answer(status, body, { problem, ...rest });
const invalidToken = (value: unknown) =>
  bad(typeof value === "string" ? "must match pattern" : "must be string", 200, { token: value });
const invalidError = (problem: string, fields: object) => bad(problem, 400, { ...error, ...fields });
const eachStatus = (name: string, statuses: number[], make: (status: number) => AnswerCase) =>
  Object.fromEntries(statuses.map((status) => [`${name}, ${status}`, make(status)]));

export const answers: Record<string, AnswerCase> = {
  "a token": answer(200, { token }),
  "a token with every character of base64url": answer(200, { token: "AZaz09_-.AZaz09_-.AZaz09_-" }),
  "a token with parts of one character": answer(200, { token: "a.b.c" }),
  "a token of 881 characters": answer(200, { token: `${"h".repeat(36)}.${"p".repeat(800)}.${"s".repeat(43)}` }),
  "a token and an unknown property": answer(200, { token, expiresIn: 3600 }),
  "a token with a charset": answer(200, { token }, { headers: { "content-type": "application/json; charset=utf-8" } }),
  "an error with a param": answer(400, { ...error, param: "clientId" }),
  "an error with long texts": answer(400, { type: long, message: long, param: long }),
  "an error and an unknown property": answer(400, { ...error, requestId: "1" }),
  "an error of a known type": answer(401, { ...error, type: "unauthorized" }),
  ...eachStatus("an error", [...documentedStatuses, 409, 418], (status) => answer(status, error)),
  "seconds in Retry-After": answer(429, error, { headers: { ...json, "retry-after": "30" } }),
  "a date in Retry-After": answer(429, error, { headers: { ...json, "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" } }),

  "no token": bad("required property 'token'", 200, {}),
  "null for the token": invalidToken(null),
  "a number for the token": invalidToken(1),
  "a list for the token": invalidToken([token]),
  "an empty token": invalidToken(""),
  "a token that is not a JWT": invalidToken("secret"),
  "a token of two parts": invalidToken("a.b"),
  "a token of four parts": invalidToken("a.b.c.d"),
  "a token with an empty first part": invalidToken(".b.c"),
  "a token with an empty second part": invalidToken("a..c"),
  "a token with an empty third part": invalidToken("a.b."),
  "a space before the token": invalidToken(" a.b.c"),
  "a space after the token": invalidToken("a.b.c "),
  "a plus in the first part of the token": invalidToken("a+.b.c"),
  "a plus in the second part of the token": invalidToken("a.b+.c"),
  "a plus in the third part of the token": invalidToken("a.b.c+"),
  "a list of tokens": bad("must be object", 200, [{ token }]),
  "the token without an object": bad("must be object", 200, JSON.stringify(token)),
  "null for the answer": bad("must be object", 200, null),
  "no body": bad("not JSON", 200, ""),
  "incomplete JSON": bad("not JSON", 200, '{"token":"hea'),
  "HTML for a token": bad('media type "text/html"', 200, "<p>", { headers: html }),
  "no content type": bad('media type ""', 200, { token }, { headers: {} }),
  "a token as problem+json": bad("media type", 200, { token }, { headers: problemJson }),
  "a token with status 201": bad("status 201", 201, { token }),
  "no body with status 204": bad("status 204", 204, ""),
  "a redirect": bad("status 302", 302, "", { headers: { location: "/elsewhere" } }),
  "status 501": bad("status 501", 501, error),
  ...eachStatus("HTML for an error", [...documentedStatuses, 418], (status) =>
    bad('media type "text/html"', status, "<p>", { headers: html }),
  ),
  "an error as problem+json": bad("media type", 400, error, { headers: problemJson }),
  ...eachStatus("an error without a type", documentedStatuses, (status) =>
    bad("required property 'type'", status, { message: "m" }),
  ),
  "an error without a message": bad("required property 'message'", 400, { type: "t" }),
  "a number for the type": invalidError("must be string", { type: 1 }),
  "null for the type": invalidError("must be string", { type: null }),
  "a number for the message": invalidError("must be string", { message: 1 }),
  "null for the message": invalidError("must be string", { message: null }),
  "null for the param": invalidError("must be string", { param: null }),
  "a list for the param": invalidError("must be string", { param: [] }),
  "null for the error": bad("must be object", 400, null),
  "a list of errors": bad("must be object", 400, [error]),
  "words in Retry-After": bad("Retry-After", 429, error, { headers: { ...json, "retry-after": "30 minutes" } }),
  "a connection closed before the answer": bad("no complete answer", 0, "", { hangsUp: true }),
  "a connection closed in the body": bad("no complete answer", 200, '{"token":', {
    headers: { ...json, "content-length": "99" },
    hangsUp: true,
  }),
};

/** Sends an answer as it is described. */
export function writeAnswer(response: ServerResponse, { status, headers, body, hangsUp }: AnswerCase): void {
  if (!hangsUp) response.writeHead(status, headers).end(body);
  else if (body === "") response.destroy();
  else response.writeHead(status, headers).write(body, () => response.destroy());
}
