import { type RawAnswer, toPrism } from "../../scripts/forward.js";
import type { Operation } from "../../scripts/generate/openapi.js";

/** Finds what breaks the contract in an answer, and Prism does not report. `answer` is the reason if there is none. */
export function missedByPrism(answer: RawAnswer | string | undefined, { responses = {} }: Operation): string[] {
  if (typeof answer !== "object") return [`no complete answer: ${answer}`];
  const { status, headers } = answer;
  const problems: string[] = [];
  if (status === 501) problems.push("status 501: not implemented");
  // The response `default` describes errors.
  if (status < 400 && !(status in responses)) problems.push(`status ${status} is not declared`);

  const content = (responses[status] ?? responses.default)?.content ?? {};
  const mediaType = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== undefined && !(mediaType in content)) problems.push(`media type ${mediaType} is not declared`);
  if (toPrism(answer).body === undefined) problems.push("the body is not JSON");

  const retryAfter = headers["retry-after"];
  if (retryAfter !== undefined && !/^\d+$/.test(retryAfter) && Number.isNaN(Date.parse(retryAfter))) {
    problems.push(`Retry-After ${JSON.stringify(retryAfter)} is neither seconds nor a date`);
  }
  return problems;
}
