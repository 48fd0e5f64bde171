import type { RawAnswer } from "../../../scripts/forward.js";
import { redactor } from "../../../src/transport/redact.js";
import type { Row } from "./run.js";
import type { Target } from "./target.js";

/** What a target answered, without secrets. */
export interface Recording {
  target: Target["name"];
  /** By the name of the case; `null` where there was no whole answer. */
  answers: Record<string, RawAnswer | null>;
}

export function isRecording(value: unknown): value is Recording {
  const { target, answers } = Object(value);
  return typeof target === "string" && typeof answers === "object" && answers !== null;
}

const jwt = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Takes the key, the client and each token out, and leaves an answer as right or as wrong as it was. */
export function recordingOf(rows: Row[], { name, apiKey, clientId }: Target): Recording {
  const tokens = rows.flatMap(({ reply }) => tokenIn(reply?.answer?.body)).sort((a, b) => b.length - a.length);
  const redact = (text: string) =>
    tokens
      .reduce((rest, token) => rest.replaceAll(token, placeholderOf(token)), redactor(apiKey).key(text))
      .replaceAll(clientId, "CLIENT_ID");
  const answers = rows.flatMap(({ name, reply }) => (reply ? [[name, redacted(reply.answer, redact)] as const] : []));
  return { target: name, answers: Object.fromEntries(answers) };
}

function redacted(answer: RawAnswer | undefined, redact: (text: string) => string): RawAnswer | null {
  if (!answer) return null;
  const { status, headers, body } = answer;
  const { "set-cookie": _, ...kept } = headers;
  const clean = Object.entries(kept).map(([name, value]) => [name, redact(value)] as const);
  return { status, headers: Object.fromEntries(clean), body: redact(body) };
}

function placeholderOf(token: string): string {
  return jwt.test(token) ? "header.payload.signature" : "[token]";
}

function tokenIn(body = ""): string[] {
  try {
    const { token } = Object(JSON.parse(body));
    return typeof token === "string" && token !== "" ? [token] : [];
  } catch {
    return [];
  }
}
