import { conforming } from "../cases/requests.js";
import type { ContractRequest } from "../judges/prism.js";
import { redaction } from "./redaction.js";
import { addressed } from "./run.js";
import type { Target } from "./target.js";

const body = { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" };
const withBody = (body: object): ContractRequest => ({ ...conforming, body });

/** What nobody here knows, and a request can tell. */
const questions: Record<string, ContractRequest> = {
  "an unknown client": withBody({ ...body, clientId: "000000000000000000000000" }),
  "neither referrer nor appId": withBody({ clientId: "CLIENT_ID" }),
  "both referrer and appId": withBody({ ...body, appId: "com.myapp.demo.app" }),
  "a referrer that is no match pattern": withBody({ ...body, referrer: "www.example.com" }),
  "an empty referrer": withBody({ ...body, referrer: "" }),
  "an empty appId": withBody({ clientId: "CLIENT_ID", appId: "" }),
  "a property that is not documented": withBody({ ...body, note: "x" }),
  "a key with Bearer before it": {
    ...conforming,
    headers: { ...conforming.headers, authorization: `Bearer ${conforming.headers.authorization}` },
  },
};

/** Asks them one after the other; the answers are for people, and no verdicts. */
export async function answersTo(target: Target): Promise<[question: string, answer: string][]> {
  const rows: [string, string][] = [];
  for (const [question, request] of Object.entries(questions)) {
    const { answer } = await target.send({ name: question, request: addressed(request, target) });
    rows.push([question, answer ? `${answer.status} ${said(answer.body)}` : "no whole answer"]);
  }
  const { answer } = await target.send({ name: "headers", request: addressed(conforming, target) });
  rows.push(["the content type", answer?.headers["content-type"] ?? "none"]);
  rows.push(["the headers", Object.keys(answer?.headers ?? {}).join(", ") || "none"]);
  rows.push(["how ports in a referrer are matched", "not tested: a page would have to use the token"]);
  return rows.map(([question, answer]) => [question, redaction(target)(answer)]);
}

function said(body: string): string {
  try {
    const { type, message, token } = Object(JSON.parse(body));
    return token === undefined ? [type, message].filter(Boolean).join(": ") : "a token";
  } catch {
    return "what is not JSON";
  }
}
