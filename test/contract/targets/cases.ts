import { isDeepStrictEqual } from "node:util";
import { type RawAnswer, toPrism } from "../../../scripts/forward.js";
import { documentedAnswers } from "../cases/documented.js";
import { conforming, requestCases } from "../cases/requests.js";
import type { Sent } from "./target.js";

export interface TargetCase extends Sent {
  /** Whether a refusal is expected. */
  isRefusal: boolean;
  /** What is wrong with an answer, its violations aside; `undefined` where nothing is. */
  fault(answer: RawAnswer): string | undefined;
}

/** 400 is documented; a server may tell the media type and the meaning apart. */
const badRequests = [400, 415, 422];

function faultOfStatus({ status }: RawAnswer, expected: number[]): string | undefined {
  return expected.includes(status) ? undefined : `was answered ${status}, not ${expected.join(" or ")}`;
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
      isRefusal: status !== 200,
      fault: (answer: RawAnswer) => faultOfStatus(answer, status === 400 ? badRequests : [status]),
    })),
  ...documentedAnswers.map(({ status, example, body, isShown }) => ({
    name: `answer: ${status} ${example}`,
    request: conforming,
    prefer: `code=${status}, example=${example}`,
    isRefusal: false,
    fault(answer: RawAnswer) {
      const isDocumented = !isShown || isDeepStrictEqual(toPrism(answer).body, body);
      return faultOfStatus(answer, [status]) ?? (isDocumented ? undefined : "is not the documented answer");
    },
  })),
];

const few = ["request: web", "request: both referrer and app ID", "request: no key", "answer: 402 paymentDue"];

/** One of each kind, for the tests of the targets themselves. */
export const fewCases = targetCases.filter(({ name }) => few.includes(name));
