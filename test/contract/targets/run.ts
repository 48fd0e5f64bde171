import { conforming } from "../cases/requests.js";
import type { ContractRequest } from "../judges/prism.js";
import { type TargetCase, targetCases } from "./cases.js";
import { redaction } from "./redaction.js";
import type { Reply, Target } from "./target.js";

export interface Row {
  name: string;
  verdict: "passed" | "failed" | "not tested";
  /** Why it failed, or was not tested. */
  why?: string;
  reply?: Reply;
}

/** Puts a target to the cases, one after the other. */
export async function runOn(
  target: Target,
  cases = targetCases,
  onRow: (row: Row, index: number) => void = () => {},
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const one of cases) {
    const row = await rowOf(target, one, rows);
    rows.push(row);
    onRow(row, rows.length - 1);
  }
  return rows;
}

const notTested = (name: string, why: string): Row => ({ name, verdict: "not tested", why });

async function rowOf(target: Target, { fault, isRefusal, ...sent }: TargetCase, before: Row[]): Promise<Row> {
  const { name, request, prefer } = sent;
  if (prefer !== undefined && !target.canForce) return notTested(name, "no server can be asked for a status");
  // Who refuses everything refuses what is wrong too.
  if (isRefusal && before[0]?.verdict !== "passed") return notTested(name, "what conforms is not taken either");
  const reply = await target.send({ ...sent, request: addressed(request, target) });
  const { answer, violations } = reply;
  if (answer?.status === 429 && prefer === undefined) return notTested(name, "the rate limit was reached");
  const faults = [answer && fault(answer), ...violations].filter((text) => text !== undefined);
  return faults.length === 0
    ? { name, verdict: "passed", reply }
    : { name, verdict: "failed", why: redaction(target)(faults.join("; ")), reply };
}

/** With the key and the client of the target, where a request has any. */
export function addressed({ method, url, headers, body }: ContractRequest, target: Target): ContractRequest {
  const { authorization = "" } = conforming.headers;
  const swap = (text: string) => text.replaceAll(authorization, target.apiKey);
  return {
    method,
    url,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, swap(value)])),
    body:
      body === undefined
        ? body
        : JSON.parse(JSON.stringify(body).replaceAll('"CLIENT_ID"', JSON.stringify(target.clientId))),
  };
}
