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
  const { status, statusText, headers, ok } = response;
  const refuse = (violation: string) =>
    new ComplyCubeResponseError({ statusCode: status, violations: [violation], attempts });

  const headViolation = violationOfHead(response);
  if (headViolation !== undefined) {
    // Not awaited: where somebody has cloned the response, it lasts until the clone is read too.
    response.body?.cancel().catch(() => {});
    throw refuse(headViolation);
  }

  const body = await readText(response, ok ? longestSuccess : longestError);
  const bodyViolation = ok ? violationOfBody(body, headers.get("content-type")) : undefined;
  if (bodyViolation !== undefined) throw refuse(bodyViolation);

  return new Response(body.text === "" ? null : body.text, { status, statusText, headers });
}

function violationOfHead({ status, headers, type }: Response): string | undefined {
  if (status >= 600) return "there is no such status";
  if (type !== "opaqueredirect" && (status < 300 || status >= 400)) return undefined;
  const location = headers.get("location");
  const target = location !== null && URL.canParse(location) ? ` to ${new URL(location).origin}` : "";
  return `it redirects${target}, and redirects are not followed`;
}

/** All responses are JSON, the documentation says. */
function violationOfBody({ text, complete }: BodyText, contentType: string | null): string | undefined {
  if (text === "") return undefined;
  if (!complete) return `its body is longer than ${longestSuccess} bytes`;
  if (!/^application\/(.+\+)?json\s*(;|$)/i.test(contentType ?? "")) {
    return `its content type is ${contentType ?? "missing"}, not application/json`;
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
