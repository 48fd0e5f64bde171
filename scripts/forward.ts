import type { IHttpRequest, IHttpResponse } from "@stoplight/prism-http";

/** A response as the server sent it. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Headers that describe one connection, or the body before decoding. */
const notForwarded = [
  "host",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "content-encoding",
  "expect",
];

/** Forwards a request. Prism's own forwarding follows redirects and turns status 501 into a mocked response. */
export async function forward(
  { method, headers = {}, body }: IHttpRequest,
  url: URL,
  timeoutMs = 10_000,
): Promise<RawAnswer> {
  // Prism passes `null` both for the JSON value null and for a missing body.
  const hasBody = body != null || Number(headers["content-length"] ?? 0) > 0;
  const response = await fetch(url, {
    method,
    headers: forwarded(Object.entries(headers)),
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
    ...(hasBody && {
      body: typeof body === "string" && !isJson(headers["content-type"]) ? body : JSON.stringify(body),
    }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(forwarded([...response.headers])),
    body: await response.text(),
  };
}

function forwarded(headers: [string, string][]): [string, string][] {
  return headers.filter(([name]) => !notForwarded.includes(name.toLowerCase()));
}

/** Converts a response to Prism's form. The body is `undefined` if it should be JSON and is not. */
export function toPrism({ status, headers, body }: RawAnswer): IHttpResponse {
  return { statusCode: status, headers, body: parsed(headers["content-type"], body) };
}

function parsed(contentType: string | undefined, body: string): unknown {
  if (!isJson(contentType)) return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export function isJson(contentType = ""): boolean {
  return /^application\/(?:.+\+)?json\b/i.test(contentType);
}
