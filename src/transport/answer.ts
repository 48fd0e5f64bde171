import { ComplyCubeResponseError } from "../client/errors.js";
import { parseUrl } from "../parse-url.js";
import { type Redactor, withoutTokens } from "./redact.js";
import type { TransportResponse } from "./transport.js";

/** A response whose body has been read. It does not contain the API key. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly statusText: string;
  /** Builds the headers on demand: a mint that succeeds does not need them. */
  headers(): Headers;
  /** The body. An error that is not JSON is cut to 2 000 characters. */
  readonly text: string;
  /** The parsed body of a success. */
  readonly data: unknown;
  readonly attempts: number;
  readonly retryAfterMs: number | undefined;
}

const longestSuccess = 1024 * 1024;
const longestError = 64 * 1024;
const longestPage = 2_000; // An error that is not JSON, such as a gateway's page.
const longestExcerpt = 200;

/**
 * Reads a response completely, so that nothing can stall after the time limits end.
 *
 * @throws ComplyCubeResponseError for a redirect, an undefined status, or a success that is not JSON
 */
export async function readAnswer(
  response: TransportResponse,
  attempts: number,
  redact: Redactor,
  wallClock: number,
): Promise<Answer> {
  const { status } = response;
  const ok = status >= 200 && status <= 299;
  const responseError = (violation: string, text = "") =>
    new ComplyCubeResponseError({
      statusCode: status,
      violations: [redact.secrets(violation)],
      excerpt: excerptOf(redact.key(text)),
      attempts,
    });

  const headViolation = headViolationOf(response, redact);
  if (headViolation !== undefined) throw responseError(headViolation);
  const body = await readText(response, ok ? longestSuccess : longestError);
  const { text, data } = ok ? success() : error();
  return {
    status,
    ok,
    statusText: redact.secrets(response.statusText),
    headers: () => redact.headers(response.headers),
    text,
    data,
    attempts,
    retryAfterMs: ok ? undefined : readRetryAfter(response.headers.get("retry-after"), wallClock),
  };

  function success() {
    if (status === 204 || status === 205) return { text: "", data: undefined };
    const text = redact.key(body.text);
    const violation = bodyViolationOf(body, response.headers.get("content-type"));
    if (violation !== undefined) throw responseError(violation, text);
    const json = parseJson(text);
    if (json === undefined) throw responseError("the body is not JSON", text);
    return { text, data: json.value };
  }
  function error() {
    const text = redact.secrets(body.text);
    const isPage = text.length > longestPage && parseJson(text) === undefined;
    return { text: isPage ? text.slice(0, longestPage) : text, data: undefined };
  }
}

function headViolationOf({ status, type, headers }: TransportResponse, redact: Redactor): string | undefined {
  const isRedirect = type === "opaqueredirect" || (status >= 300 && status < 400);
  const isDefined = Number.isInteger(status) && status >= 200 && status <= 599;
  if (!isRedirect) return isDefined ? undefined : "HTTP does not define its status";
  // Redacts before parsing, because a URL has its host in lower case.
  const { origin = "null" } = parseUrl(redact.secrets(headers.get("location") ?? "")) ?? {};
  return `it is a redirect${origin === "null" ? "" : ` to ${origin}`}, which is not followed`;
}

/** ComplyCube documents that all responses are JSON. */
function bodyViolationOf(
  { text, isWhole, isUtf8 }: Awaited<ReturnType<typeof readText>>,
  type: string | null,
): string | undefined {
  if (text === "") return "the body is empty";
  if (!isWhole) return `the body is longer than ${longestSuccess} bytes`;
  if (!/^application\/(.+\+)?json\s*(;|$)/i.test(type ?? "")) {
    return `the content type is ${type?.slice(0, 100) ?? "missing"}, not application/json`;
  }
  return isUtf8 ? undefined : "the body is not UTF-8";
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

// Both keep a byte-order mark, which RFC 8259 forbids in JSON.
const strictDecoder = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
const lenientDecoder = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });

async function readText(response: TransportResponse, limit: number) {
  const bytes = await response.read(limit + 1);
  const isWhole = bytes.length <= limit;
  const kept = isWhole ? bytes : bytes.subarray(0, limit);
  try {
    return { text: strictDecoder.decode(kept), isWhole, isUtf8: true };
  } catch {
    return { text: lenientDecoder.decode(kept), isWhole, isUtf8: false };
  }
}

/**
 * Reads `Retry-After` as a wait in milliseconds from `wallClock`. Returns `undefined` unless the value is whole seconds, at
 * most ten digits, or an HTTP date (RFC 9110, section 10.2.3).
 */
export function readRetryAfter(value: string | null, wallClock: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,10}$/.test(value)) return Number(value) * 1000;
  const date = new Date(value);
  // `Date` accepts other formats and shifts days that do not exist. Only an HTTP date survives the round trip.
  if (Number.isNaN(date.getTime()) || date.toUTCString() !== value) return undefined;
  return Math.max(0, date.getTime() - wallClock);
}

/** The form of a token in the contract. A success that breaks the contract may still hold one. */
const tokenForm = /[\w-]+\.[\w-]+\.[\w-]+/g;

/** The beginning of a body, for an error message. */
export function excerptOf(text: string): string {
  return withoutTokens(text.slice(0, 8 * longestExcerpt))
    .replace(tokenForm, "[token]")
    .slice(0, longestExcerpt);
}
