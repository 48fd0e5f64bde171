import type { IHttpRequest, IHttpResponse } from "@stoplight/prism-http";

/** An answer as it came from the server. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Of one connection alone, or of the body as it was on the wire. */
const ofTheHop = [
  "host",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "content-encoding",
  "expect",
];

/** Passes a request on. Not as Prism does it, which follows redirects, and hides a 501. */
export async function forward(
  { method, headers, body }: IHttpRequest,
  url: URL,
  timeoutMs = 10_000,
): Promise<RawAnswer> {
  // To Prism, `null` is what is sent, and also that nothing is.
  const hasBody = body != null || Number(headers?.["content-length"] ?? 0) > 0;
  const response = await fetch(url, {
    method,
    headers: passedOn(Object.entries(headers ?? {})),
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
    ...(hasBody && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(passedOn([...response.headers])),
    body: await response.text(),
  };
}

function passedOn(headers: [string, string][]): [string, string][] {
  return headers.filter(([name]) => !ofTheHop.includes(name.toLowerCase()));
}

/** The answer as Prism takes it. */
export function toPrism({ status, headers, body }: RawAnswer): IHttpResponse {
  return { statusCode: status, headers, body: parsed(headers["content-type"], body) };
}

/** `undefined` where the body should be JSON and is not. */
function parsed(contentType: string | undefined, body: string): unknown {
  if (!/^application\/(?:.+\+)?json\b/i.test(contentType ?? "")) return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
