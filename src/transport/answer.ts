import { ComplyCubeResponseError } from "../errors.js";
import { readText } from "./read-text.js";

const longestSuccess = 1024 * 1024;
const longestError = 64 * 1024;

/**
 * The same answer with its body read, so that nothing can stall after the time limits are off; or an error where no client
 * of this API could go on: a redirect, or a success that is not JSON. All responses are JSON, the documentation says.
 */
export async function readAnswer(response: Response, attempts: number): Promise<Response> {
  const { status, statusText, headers, ok } = response;
  const refuse = (violation: string) =>
    new ComplyCubeResponseError({ statusCode: status, violations: [violation], attempts });

  if (status < 200 || status > 599 || (status >= 300 && status < 400)) {
    await response.body?.cancel();
    throw refuse(
      status >= 600 ? "no such HTTP status" : `it redirects${toOrigin(headers)}, and redirects are not followed`,
    );
  }

  const { text, complete } = await readText(response, ok ? longestSuccess : longestError);
  if (ok && text !== "") {
    if (!complete) throw refuse(`its body is longer than ${longestSuccess} bytes`);
    const type = headers.get("content-type");
    if (!/^application\/(.+\+)?json\s*(;|$)/i.test(type ?? ""))
      throw refuse(`its content type is ${type ?? "missing"}, not JSON`);
    if (!isJson(text)) throw refuse("its body is not JSON");
  }
  return new Response(text === "" ? null : text, { status, statusText, headers });
}

function toOrigin(headers: Headers): string {
  const location = headers.get("location");
  return location !== null && URL.canParse(location) ? ` to ${new URL(location).origin}` : "";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
