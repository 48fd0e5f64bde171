import { conforming } from "../cases/requests.js";
import type { ContractRequest } from "../judges/prism.js";
import { type TargetCase, targetCases } from "./cases.js";
import type { Reply, Target } from "./target.js";

export interface Row {
  name: string;
  verdict: "passed" | "failed" | "not tested";
  /** Why it failed, or was not tested. */
  why?: string;
  reply?: Reply;
}

/** Puts a target to the cases, one after the other. */
export async function runOn(target: Target, cases = targetCases, onRow: (row: Row) => void = () => {}): Promise<Row[]> {
  const rows: Row[] = [];
  for (const one of cases) {
    const row = await rowOf(target, one);
    rows.push(row);
    onRow(row);
  }
  return rows;
}

async function rowOf(target: Target, { fault, ...sent }: TargetCase): Promise<Row> {
  const { name, request, prefer } = sent;
  if (prefer !== undefined && !target.canForce) {
    return { name, verdict: "not tested", why: "no server can be asked for a status" };
  }
  const reply = await target.send({ ...sent, request: addressed(request, target) });
  const faults = [fault({ answer: reply.answer, violations: reply.violations }), ...reply.violations].filter(Boolean);
  return faults.length === 0
    ? { name, verdict: "passed", reply }
    : { name, verdict: "failed", why: faults.join("; "), reply };
}

/** With the key and the client of the target, where a request has any. */
export function addressed({ method, url, headers, body }: ContractRequest, target: Target): ContractRequest {
  const { authorization = "" } = conforming.headers;
  const swap = (text: string) => text.replaceAll(authorization, target.apiKey);
  return {
    method,
    url,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, swap(value)])),
    body: JSON.parse(JSON.stringify(body ?? null).replaceAll('"CLIENT_ID"', JSON.stringify(target.clientId))),
  };
}
