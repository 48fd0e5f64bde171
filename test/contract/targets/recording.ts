import type { RawAnswer } from "../../../scripts/forward.js";
import { redaction } from "./redaction.js";
import type { Row } from "./run.js";
import type { Target } from "./target.js";

/** What a target answered, without secrets. */
export interface Recording {
  target: Target["name"];
  /** By the name of the case; `null` where there was no whole answer. */
  answers: Record<string, RawAnswer | null>;
}

export function recordingOf(rows: Row[], target: Target): Recording {
  const redact = redaction(target);
  const answers = rows.flatMap(({ name, reply }) => (reply ? [[name, redacted(reply.answer, redact)] as const] : []));
  return { target: target.name, answers: Object.fromEntries(answers) };
}

function redacted(answer: RawAnswer | undefined, redact: (text: string) => string): RawAnswer | null {
  if (!answer) return null;
  const { status, headers, body } = answer;
  const { "set-cookie": _, ...kept } = headers;
  const clean = Object.entries(kept).map(([name, value]) => [name, redact(value)] as const);
  return { status, headers: Object.fromEntries(clean), body: redact(body) };
}

const targets = ["mock", "proxy", "live", "replay"];

/** Whether a file holds what `recordingOf` makes: it may have been edited. */
export function isRecording(value: unknown): value is Recording {
  const { target, answers } = Object(value);
  return targets.includes(target) && isRecord(answers) && Object.values(answers).every(isAnswer);
}

function isAnswer(value: unknown): boolean {
  if (value === null) return true;
  const { status, headers, body } = Object(value);
  const isText = (text: unknown) => typeof text === "string" && !/[\r\n\0]/.test(text);
  const isStatus = Number.isInteger(status) && status >= 200 && status <= 599;
  return isStatus && isRecord(headers) && Object.values(headers).every(isText) && typeof body === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
