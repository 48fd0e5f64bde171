import type { RawAnswer } from "../../../scripts/forward.js";
import { type Account, type Reply, redaction, type Target } from "./target.js";

/** The responses of a target, without secrets. */
export interface Recording {
  target: Target["name"];
  /** By the name of the case; `null` if no complete response arrived. */
  answers: Record<string, RawAnswer | null>;
}

export function recordingOf(replies: Map<string, Reply>, { name, account }: Target): Recording {
  const answers = [...replies].map(([name, { answer }]) => [name, answer ? redacted(answer, account) : null] as const);
  return { target: name, answers: Object.fromEntries(answers) };
}

function redacted({ status, headers, body }: RawAnswer, account: Account): RawAnswer {
  const redact = redaction(account);
  const { "set-cookie": _, ...kept } = headers;
  const clean = Object.entries(kept).map(([name, value]) => [name, redact(value)] as const);
  return { status, headers: Object.fromEntries(clean), body: redact(body) };
}

/** Whether a value is a recording. The file may have been edited. */
export function isRecording(value: unknown): value is Recording {
  const { target, answers } = Object(value);
  const isTarget = ["mock", "proxy", "live", "replay"].includes(target);
  return isTarget && isRecord(answers) && Object.values(answers).every((answer) => answer === null || isAnswer(answer));
}

function isAnswer(value: unknown): boolean {
  const { status, headers, body } = Object(value);
  const isText = (text: unknown) => typeof text === "string" && !/[\r\n\0]/.test(text);
  const isStatus = Number.isInteger(status) && status >= 200 && status <= 599;
  return isStatus && isRecord(headers) && Object.values(headers).every(isText) && typeof body === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
