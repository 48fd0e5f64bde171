import { type ContractRequest, conforming } from "../cases/requests.js";
import type { Reply } from "./target.js";

const { web } = { web: Object(conforming.body) };
const withBody = (body: object): ContractRequest => ({ ...conforming, body });

/** What the documentation leaves open, and a request can answer. */
export const questions: Record<string, ContractRequest> = {
  "an unknown client": withBody({ ...web, clientId: "000000000000000000000000" }),
  "neither referrer nor appId": withBody({ clientId: web.clientId }),
  "both referrer and appId": withBody({ ...web, appId: "com.myapp.demo.app" }),
  "a referrer that is not a match pattern": withBody({ ...web, referrer: "www.example.com" }),
  "an empty referrer": withBody({ ...web, referrer: "" }),
  "an empty appId": withBody({ clientId: web.clientId, appId: "" }),
  "an undocumented property": withBody({ ...web, note: "x" }),
  "a key after Bearer": {
    ...conforming,
    headers: { ...conforming.headers, authorization: `Bearer ${conforming.headers.authorization}` },
  },
};

/** Describes an answer without its token. */
export function describeAnswer({ answer }: Reply): string {
  if (!answer) return "no complete answer";
  const { status, headers, body } = answer;
  const { type, message, token } = jsonIn(body);
  const text = token === undefined ? [type, message].filter(Boolean).join(": ") : "a token";
  return `${status} ${text || "no message"}; headers: ${Object.keys(headers).join(", ")}`;
}

function jsonIn(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}
