import type { ContractRequest } from "../checks/prism.js";
import { type Basis, bodies } from "./bodies.js";

export interface RequestCase {
  request: ContractRequest;
  /** 200 if the request conforms. */
  status: number;
  /** Part of the violation that must be reported. */
  violation?: string;
  basis: Basis;
}

/** The URL in the documentation. */
const url = "https://api.complycube.com/v1/tokens";
const headers = {
  authorization: "test_Y29udHJhY3Q+dGVzdHM/==",
  accept: "application/json",
  "content-type": "application/json",
};
const { authorization: _, ...withoutKey } = headers;
const long = "a-é b".repeat(20);
const web = { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" };
const unsupported = "Supported content types: application/json";
const withType = (type: string) => ({ ...headers, "content-type": type, "content-length": "9" });

/** The documented request for a web page. */
export const conforming: ContractRequest = { method: "POST", url, headers, body: web };

function withBody(body: unknown): ContractRequest {
  return { method: "POST", url, headers: { ...headers, "content-length": "9" }, body };
}

const accepted = (request: ContractRequest, basis: Basis = "documented"): RequestCase => ({
  request,
  status: 200,
  basis,
});
const refused = (request: ContractRequest, status: number, violation: string): RequestCase => ({
  request,
  status,
  violation,
  basis: "documented",
});

export const requestCases: Record<string, RequestCase> = {
  ...Object.fromEntries(
    Object.entries(bodies).map(([name, { body, violation, basis }]) => [
      name,
      { request: withBody(body), basis, ...(violation === undefined ? { status: 200 } : { status: 400, violation }) },
    ]),
  ),
  "an ID of one character": accepted(withBody({ clientId: "1", appId: "1" })),
  "the shortest pattern": accepted(withBody({ ...web, referrer: "*://a/" })),
  "values of a hundred characters": accepted(
    withBody({ clientId: long, referrer: `https://${"a.".repeat(50)}example/*` }),
  ),
  "an app ID of a hundred characters": accepted(withBody({ clientId: "a b-é", appId: long })),
  "a pattern with http, a port and a query": accepted(withBody({ ...web, referrer: "http://a:1/*?b=[c]|d e" })),
  "a path with a trailing slash": accepted({ ...conforming, url: `${url}/` }),
  "no body": refused({ method: "POST", url, headers }, 400, "Body parameter is required"),
  "a body of type text/plain": refused({ ...conforming, headers: withType("text/plain") }, 400, unsupported),
  "a body of type text/html": refused({ ...conforming, headers: withType("text/html") }, 400, unsupported),
  "no key": refused({ ...conforming, headers: withoutKey }, 401, "Invalid security scheme used"),
  "a key in another header": refused(
    { ...conforming, headers: { ...withoutKey, "x-api-key": headers.authorization } },
    401,
    "Invalid security scheme used",
  ),
};

/** The contract does not say what other paths and methods do, so only the mock is tested with these. */
export const routingCases: Record<string, RequestCase> = {
  "another method": refused({ ...conforming, method: "PUT" }, 405, "no response"),
  "another path": refused({ ...conforming, url: url.replace(/s$/, "") }, 404, "no response"),
  "another version": refused({ ...conforming, url: url.replace("/v1/", "/v2/") }, 404, "no response"),
};
