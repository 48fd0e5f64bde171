import { bodies } from "./bodies.js";
import { documentedRequests, documentedUrl } from "./documented.js";

export interface ContractRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** The parsed body; `undefined` for none. */
  body?: unknown;
}

export interface RequestCase {
  request: ContractRequest;
  /** 200 if the request conforms. */
  status: number;
  /** Part of the violation that Prism must report. */
  violation?: string;
  /** The path or the method is not in the spec, so only the mock must answer with `status`. */
  isOutsideSpec?: true;
}

const headers = {
  authorization: "test_Y29udHJhY3Q+dGVzdHM/==",
  accept: "application/json",
  "content-type": "application/json",
};
const { authorization: key, ...keyless } = headers;
const { web } = documentedRequests;
const long = "a-é b".repeat(20);

/** The documented request for a web page. */
export const conforming: ContractRequest = { method: "POST", url: documentedUrl, headers, body: web };

// Prism takes the body null for a missing one, unless the content has a length.
const withBody = (body: unknown, more: Record<string, string> = {}): ContractRequest => ({
  ...conforming,
  headers: { ...headers, "content-length": "9", ...more },
  body,
});
const accepted = (body: object): RequestCase => ({ request: withBody(body), status: 200 });
const badRequest = (violation: string, request: ContractRequest): RequestCase => ({ request, status: 400, violation });
const unauthorized = (headers: Record<string, string>): RequestCase => ({
  request: { ...conforming, headers },
  status: 401,
  violation: "Invalid security scheme used",
});
const outsideSpec = (status: number, request: Partial<ContractRequest>): RequestCase => ({
  request: { ...conforming, ...request },
  status,
  isOutsideSpec: true,
});

export const requestCases: Record<string, RequestCase> = {
  ...Object.fromEntries(
    Object.entries(bodies).map(([name, { body, violation }]) => [
      name,
      violation === undefined ? { request: withBody(body), status: 200 } : badRequest(violation, withBody(body)),
    ]),
  ),
  "IDs of one character": accepted({ clientId: "1", appId: "1" }),
  "the shortest pattern": accepted({ ...web, referrer: "*://a/" }),
  "values of a hundred characters": accepted({ clientId: long, referrer: `https://${"a.".repeat(50)}example/*` }),
  "an app ID of a hundred characters": accepted({ clientId: "a b-é", appId: long }),
  "a pattern with http, a port and a query": accepted({ ...web, referrer: "http://a:1/*?b=[c]|d e" }),
  "a trailing slash": { request: { ...conforming, url: `${documentedUrl}/` }, status: 200 },
  "no body": badRequest("Body parameter is required", { method: "POST", url: documentedUrl, headers }),
  "the content type text/plain": badRequest("Supported content types", withBody(web, { "content-type": "text/plain" })),
  "the content type text/html": badRequest("Supported content types", withBody(web, { "content-type": "text/html" })),
  "no key": unauthorized(keyless),
  "a key in another header": unauthorized({ ...keyless, "x-api-key": key }),
  "another method": outsideSpec(405, { method: "PUT" }),
  "another path": outsideSpec(404, { url: documentedUrl.replace(/s$/, "") }),
  "another version": outsideSpec(404, { url: documentedUrl.replace("/v1/", "/v2/") }),
};
