import { type Validator, violationsOf } from "../validation.js";

/** What is wrong with a request's body. */
export interface Fault {
  message: string;
  /** The property that is at fault. */
  param?: string;
}

interface Body {
  isRequired: boolean;
  validate: Validator<unknown>;
}

/** Finds what is wrong with the text of a body; `undefined` if it conforms. */
export function faultOf(text: string, mediaType: string | null, { isRequired, validate }: Body): Fault | undefined {
  if (text === "") return isRequired ? { message: "The body is missing" } : undefined;
  if (!/^application\/json\s*(?:;|$)/i.test(mediaType ?? "")) {
    return { message: `The content type must be application/json, not ${mediaType ?? "absent"}` };
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return { message: `The body is not JSON: ${Object(error).message}` };
  }
  return validate(body) ? undefined : faultIn(violationsOf(validate));
}

/** The violation to report. A union reports one for each of its branches, and then its own. */
function faultIn(violations: { path: string; message: string }[]): Fault {
  const texts = violations.slice(0, Math.max(1, violations.length - 1)).map((violation) => JSON.stringify(violation));
  const unique: typeof violations = [...new Set(texts)].map((text) => JSON.parse(text));
  // What was sent shows which branch was meant.
  const ofSent = unique.filter(({ message }) => message !== "is missing");
  const [first, ...others] = ofSent.length > 0 ? ofSent : unique;
  const { path, message }: (typeof violations)[number] = Object(first);
  const isChoice = /missing|not allowed/.test(message) && unique.every((one) => one.message === message);
  if (others.length > 0 && isChoice) {
    const names = unique.map((violation) => violation.path);
    // Each branch forbids what another one requires.
    if (ofSent.length > 0) names.reverse();
    return { message: `Give exactly one of ${names.join(" and ")}`, param: path };
  }
  return path === "" ? { message: `The body ${message}` } : { message: `'${path}' ${message}`, param: path };
}

/** The example of a refusal, which says what is wrong with this request. */
export function explained(example: unknown, { message, param }: Fault): object {
  return { type: "invalid_request", ...Object(example), message, param };
}
