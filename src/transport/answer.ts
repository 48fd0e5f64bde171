import { ComplyCubeResponseError } from "../errors.js";
import { parseUrl } from "../parse-url.js";
import { excerptOf } from "./excerpt.js";
import { type BodyText, readText } from "./read-text.js";
import type { Redactor } from "./redact.js";

const longestSuccess = 1024 * 1024;
const longestError = 64 * 1024;
/** A page of a gateway says what it has to say at its beginning, and ends up in a log. */
const longestPage = 2_000;

/**
 * The same answer with its body read, so that nothing can stall once the time limits are off, and without the API key,
 * which a server may echo.
 *
 * @throws ComplyCubeResponseError where no client of this API could go on: a redirect, or a success that is not JSON
 */
export async function readAnswer(response: Response, attempts: number, redact: Redactor): Promise<Response> {
  const { status, ok } = response;
  const refuse = (violation: string, text = "") => {
    const excerpt = excerptOf(redact.key(text));
    return new ComplyCubeResponseError({
      statusCode: status,
      violations: [redact.secrets(violation)],
      excerpt,
      attempts,
    });
  };

  const headViolation = violationOfHead(response);
  if (headViolation !== undefined) {
    // Not awaited: where somebody has cloned the response, it lasts until the clone is read too.
    response.body?.cancel().catch(() => {});
    throw refuse(headViolation);
  }

  const body = await readText(response, ok ? longestSuccess : longestError);
  const bodyViolation = ok ? violationOfBody(body, response) : undefined;
  if (bodyViolation !== undefined) throw refuse(bodyViolation, body.text);

  const text = ok ? redact.key(body.text) : errorText(redact.secrets(body.text));
  // The body is not put into a new response: that would be a stream once more, and costs more than all the rest here.
  return Object.assign(redact.head(response), { text: async () => text, json: async () => JSON.parse(text) });
}

function errorText(text: string): string {
  return isJson(text) ? text : text.slice(0, longestPage);
}

function violationOfHead({ status, type, headers }: Response): string | undefined {
  const isRedirect = type === "opaqueredirect" || (status >= 300 && status < 400);
  if (isRedirect) return `it points ${targetOf(headers)}, and redirects are not followed`;
  return status < 200 || status > 599 ? "it has no status that HTTP defines" : undefined;
}

function targetOf(headers: Headers): string {
  const target = parseUrl(headers.get("location") ?? "");
  return target === undefined || target.origin === "null" ? "elsewhere" : `to ${target.origin}`;
}

/** All responses are JSON, the documentation says. */
function violationOfBody({ text, complete, isUtf8 }: BodyText, { status, headers }: Response): string | undefined {
  if (text === "") return status === 204 ? undefined : "its body is empty";
  if (!complete) return `its body is longer than ${longestSuccess} bytes`;
  const type = headers.get("content-type");
  if (!/^application\/(.+\+)?json\s*(;|$)/i.test(type ?? "")) {
    return `its content type is ${type ?? "missing"}, not application/json`;
  }
  if (!isUtf8) return "its body is not UTF-8";
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
