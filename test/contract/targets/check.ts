import { isDeepStrictEqual } from "node:util";
import { type RawAnswer, toPrism } from "../../../scripts/forward.js";
import { curlCommand } from "../../../src/cli/curl.js";
import type { Basis } from "../cases/bodies.js";
import { documentedAnswers } from "../cases/documented.js";
import { conforming, requestCases } from "../cases/requests.js";
import type { ContractRequest } from "../checks/prism.js";
import { type Reply, redaction, type Target } from "./target.js";

export interface TargetCase {
  name: string;
  request: ContractRequest;
  /** The status and the example to ask the mock for. */
  prefer?: string;
  /** What must come back, in words. */
  expected: string;
  basis: Basis;
  isRefusal: boolean;
  isExpected(answer: RawAnswer): boolean;
}

/** The documentation says 400. A server may distinguish the media type and the meaning. */
const badRequests = [400, 415, 422];

/** The cases that every provider of the contract must pass. */
export const targetCases: TargetCase[] = [
  ...Object.entries(requestCases).map(([name, { request, status, basis }]) => {
    const statuses = status === 400 ? badRequests : [status];
    return {
      name: `request: ${name}`,
      request,
      expected: `status ${statuses.join(" or ")}`,
      basis,
      isRefusal: status !== 200,
      isExpected: (answer: RawAnswer) => statuses.includes(answer.status),
    };
  }),
  ...documentedAnswers.map(({ status, example, body, isShown }) => ({
    name: `response: ${status} ${example}`,
    request: conforming,
    prefer: `code=${status}, example=${example}`,
    expected: `status ${status}${isShown ? ` and the body ${JSON.stringify(body)}` : ""}`,
    basis: "documented" as const,
    isRefusal: false,
    isExpected: (answer: RawAnswer) =>
      answer.status === status && (!isShown || isDeepStrictEqual(toPrism(answer).body, body)),
  })),
];

export type Outcome = { passed: true; reply: Reply } | { passed: false; report: string; reply: Reply };

/**
 * Sends a case to a target.
 *
 * @param acceptsConforming whether the target accepts the conforming request; otherwise a refusal proves nothing
 * @returns the outcome, or the reason why the case cannot be tested
 */
export async function check(
  testCase: TargetCase,
  target: Target,
  acceptsConforming: boolean,
): Promise<Outcome | string> {
  const { name, request, prefer, isRefusal, isExpected } = testCase;
  if (prefer !== undefined && !target.canPrefer) return "only the mock returns a status on demand";
  if (isRefusal && !acceptsConforming) return "the target does not accept the conforming request either";
  const reply = await target.send(name, request, prefer);
  const { answer, violations } = reply;
  if (answer?.status === 429 && prefer === undefined) return "the rate limit was reached";
  if (answer && isExpected(answer) && violations.length === 0) return { passed: true, reply };
  return { passed: false, report: report(testCase, target, reply), reply };
}

export async function acceptsConforming(target: Target): Promise<boolean> {
  const { answer, violations } = await target.send("request: web", conforming);
  return answer?.status === 200 && violations.length === 0;
}

const sources: Record<Basis, string> = {
  documented: "ComplyCube documents it",
  ours: "this project is stricter than the documentation",
};

/** Everything needed to understand a failure, without secrets. */
function report({ request, expected, basis }: TargetCase, target: Target, { answer, violations }: Reply): string {
  const { method, url, headers, body } = request;
  const lines = [
    `expected: ${expected} (${sources[basis]})`,
    `received: ${answer ? `status ${answer.status}, ${answer.headers["content-type"]}, ${answer.body}` : "nothing"}`,
    ...violations.map((violation) => `violation: ${violation}`),
    `request:  ${method} ${new URL(url).pathname} ${JSON.stringify(body) ?? ""}`,
    `repeat:   ${curlCommand(url, { method, headers, body: JSON.stringify(body) ?? "" })}`,
  ];
  return redaction(target.account)(lines.join("\n"));
}
