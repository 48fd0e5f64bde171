import type { ContractRequest } from "../judges/prism.js";
import { bodies } from "./bodies.js";

export interface RequestCase {
  request: ContractRequest;
  /** 200 where the request conforms. */
  status: number;
  /** Words of the violation that is named. */
  violation?: string;
}

/** The address that the documentation gives. */
const url = "https://api.complycube.com/v1/tokens";
const headers = {
  authorization: "test_Y29udHJhY3Q+dGVzdHM/==",
  accept: "application/json",
  "content-type": "application/json",
};
const { authorization: _, ...keyless } = headers;
const long = "a-é b".repeat(20);
const web = { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" };

/** The documented request for a web page. */
export const conforming: ContractRequest = { method: "POST", url, headers, body: web };

export const requestCases: Record<string, RequestCase> = {
  ...Object.fromEntries(
    Object.entries(bodies).map(([name, { body, violation }]) => [
      name,
      { request: withBody(body), ...(violation === undefined ? { status: 200 } : { status: 400, violation }) },
    ]),
  ),
  "an ID of one character": { request: withBody({ clientId: "1", appId: "1" }), status: 200 },
  "the shortest pattern": { request: withBody({ ...web, referrer: "*://a/" }), status: 200 },
  "values of a hundred characters": {
    request: withBody({ clientId: long, referrer: `https://${"a.".repeat(50)}example/*` }),
    status: 200,
  },
  "an app ID of a hundred characters": { request: withBody({ clientId: "a b-é", appId: long }), status: 200 },
  "a page for a body": {
    request: { ...conforming, headers: { ...headers, "content-type": "text/html", "content-length": "9" } },
    status: 400,
    violation: "Supported content types: application/json",
  },
  "http, a port and a query": { request: withBody({ ...web, referrer: "http://a:1/*?b=[c]|d e" }), status: 200 },
  "a trailing slash": { request: { ...conforming, url: `${url}/` }, status: 200 },
  "no body": { request: { method: "POST", url, headers }, status: 400, violation: "Body parameter is required" },
  "another content type": {
    request: { ...conforming, headers: { ...headers, "content-type": "text/plain", "content-length": "9" } },
    status: 400,
    violation: "Supported content types: application/json",
  },
  "no key": { request: { ...conforming, headers: keyless }, status: 401, violation: "Invalid security scheme used" },
  "a key in another header": {
    request: { ...conforming, headers: { ...keyless, "x-api-key": headers.authorization } },
    status: 401,
    violation: "Invalid security scheme used",
  },
  "another method": { request: { ...conforming, method: "PUT" }, status: 405, violation: "no answer" },
  "another path": {
    request: { ...conforming, url: "https://api.complycube.com/v1/token" },
    status: 404,
    violation: "no answer",
  },
  "another version": {
    request: { ...conforming, url: "https://api.complycube.com/v2/tokens" },
    status: 404,
    violation: "no answer",
  },
};

function withBody(body: unknown): ContractRequest {
  return { method: "POST", url, headers: { ...headers, "content-length": "9" }, body };
}
