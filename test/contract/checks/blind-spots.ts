import { type RawAnswer, toPrism } from "../../../scripts/forward.js";

type Declared = Record<string, { content?: Record<string, unknown> }>;

/** The violations of a response that Prism does not report, or hides behind its own response. */
export function blindSpots(answer: RawAnswer | string | undefined, declared: Declared): string[] {
  if (typeof answer !== "object") return [`no complete response: ${answer}`];
  const { status, headers } = answer;
  const found: string[] = [];
  if (status === 501) found.push("status 501: not implemented");
  // `default` describes errors.
  if (status < 400 && !(status in declared)) found.push(`status ${status} is not declared`);

  const content = (declared[status] ?? declared.default)?.content ?? {};
  const mediaType = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== undefined && !(mediaType in content)) found.push(`media type ${mediaType} is not declared`);
  if (toPrism(answer).body === undefined) found.push("the body is not JSON");

  const retryAfter = headers["retry-after"];
  if (retryAfter !== undefined && !/^\d+$/.test(retryAfter) && Number.isNaN(Date.parse(retryAfter))) {
    found.push(`Retry-After ${JSON.stringify(retryAfter)} is neither seconds nor a date`);
  }
  return found;
}
