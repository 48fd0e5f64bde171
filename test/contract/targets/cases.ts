import { isDeepStrictEqual } from "node:util";
import { toPrism } from "../../../scripts/forward.js";
import { documentedAnswers } from "../cases/documented.js";
import { conforming, requestCases } from "../cases/requests.js";
import type { Reply, Sent } from "./target.js";

export interface TargetCase extends Sent {
  /** What is wrong with a reply, its violations aside; `undefined` where nothing is. */
  fault(reply: Required<Reply>): string | undefined;
}

const paths = ["another path", "another version", "another method"];

/** The cases that any provider of the contract can be put to. */
export const targetCases: TargetCase[] = [
  ...Object.entries(requestCases)
    // Those are the router's business: what a provider has at other paths is no part of the contract.
    .filter(([name]) => !paths.includes(name))
    .map(([name, { request, status }]) => ({
      name: `request: ${name}`,
      request,
      fault({ answer }: Required<Reply>) {
        if (status === 200) return answer?.status === 200 ? undefined : `was answered ${answer?.status}, not 200`;
        const isRefused = answer !== undefined && answer.status >= 400 && answer.status < 500;
        return isRefused ? undefined : `was answered ${answer?.status}, not refused`;
      },
    })),
  ...documentedAnswers.map(({ status, example, body, isShown }) => ({
    name: `answer: ${status} ${example}`,
    request: conforming,
    prefer: `code=${status}, example=${example}`,
    fault({ answer }: Required<Reply>) {
      if (answer?.status !== status) return `was answered ${answer?.status}, not ${status}`;
      const isDocumented = !isShown || isDeepStrictEqual(toPrism(answer).body, body);
      return isDocumented ? undefined : "is not the documented answer";
    },
  })),
];
