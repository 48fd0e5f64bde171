import { ComplyCubeResponseError } from "../errors.js";
import { type BodyText, readText } from "./read-text.js";

const longestSuccess = 1024 * 1024;
const longestError = 64 * 1024;

/**
 * The same answer with its body read, so that nothing can stall once the time limits are off.
 *
 * @throws ComplyCubeResponseError where no client of this API could go on: a redirect, or a success that is not JSON
 */
export async function readAnswer(response: Response, attempts: number): Promise<Response> {
  const { status, headers, ok } = response;
  const refuse = (violation: string) =>
    new ComplyCubeResponseError({ statusCode: status, violations: [violation], attempts });

  const headViolation = violationOfHead(response);
  if (headViolation !== undefined) {
    // Not awaited: where somebody has cloned the response, it lasts until the clone is read too.
    response.body?.cancel().catch(() => {});
    throw refuse(headViolation);
  }

  const body = await readText(response, ok ? longestSuccess : longestError);
  const bodyViolation = ok ? violationOfBody(body, response) : undefined;
  if (bodyViolation !== undefined) throw refuse(bodyViolation);

  // Without the reason phrase, which may be text that no `Response` takes, and without what described the body on its way.
  const answer = new Response(body.text === "" ? null : body.text, { status, headers });
  answer.headers.delete("content-length");
  answer.headers.delete("content-encoding");
  return answer;
}

function violationOfHead({ status, headers, type }: Response): string | undefined {
  const isRedirect = type === "opaqueredirect" || (status >= 300 && status < 400);
  if (isRedirect) return `it points ${targetOf(headers)}, and redirects are not followed`;
  return status < 200 || status > 599 ? "it has no status that HTTP defines" : undefined;
}

function targetOf(headers: Headers): string {
  const location = headers.get("location");
  const origin = location !== null && URL.canParse(location) ? new URL(location).origin : "null";
  return origin === "null" ? "elsewhere" : `to ${origin}`;
}

/** All responses are JSON, the documentation says. */
function violationOfBody({ text, complete }: BodyText, { status, headers }: Response): string | undefined {
  if (text === "") return status === 204 ? undefined : "its body is empty";
  if (!complete) return `its body is longer than ${longestSuccess} bytes`;
  const type = headers.get("content-type");
  if (!/^application\/(.+\+)?json\s*(;|$)/i.test(type ?? "")) {
    return `its content type is ${type ?? "missing"}, not application/json`;
  }
  return isJson(text) ? undefined : "its body is not JSON";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
