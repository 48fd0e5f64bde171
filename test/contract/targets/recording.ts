import type { RawAnswer } from "../../../scripts/forward.js";
import { redactor, tokens } from "../../../src/transport/redact.js";
import type { Account, Reply, Target } from "./target.js";

/** The answers of a target, without secrets. */
export interface Recording {
  target: string;
  url: string;
  /** By the name of the case; `null` if there was no complete answer. */
  answers: Record<string, RawAnswer | null>;
}

export function recordingOf({ name, url, ...account }: Target, replies: Iterable<[string, Reply]>): Recording {
  const redact = redaction(account);
  const answers = [...replies].map(([sent, { answer }]) => [sent, answer ? redacted(answer, redact) : null]);
  return { target: name, url, answers: Object.fromEntries(answers) };
}

function redacted({ status, headers, body }: RawAnswer, redact: (text: string) => string): RawAnswer {
  const { "set-cookie": _, ...kept } = headers;
  const clean = Object.entries(kept).map(([name, value]) => [name, redact(value)]);
  return { status, headers: Object.fromEntries(clean), body: redact(body) };
}

/**
 * Removes the key, the client ID and tokens from a text. A JWT becomes another JWT, so that an answer stays as valid or
 * invalid as it was.
 */
export function redaction({ apiKey, clientId }: Account): (text: string) => string {
  const { key } = redactor(apiKey);
  return (text) =>
    key(text)
      .replaceAll(clientId, "CLIENT_ID")
      .replace(tokens, (token) => (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? "header.payload.signature" : "[token]"));
}

/** Parses a recording, which may have been edited. */
export function readRecording(text: string): Recording {
  const { target, url, answers } = Object(JSON.parse(text));
  const isAnswer = (answer: unknown) => {
    const { status, headers, body } = Object(answer);
    return answer === null || (Number.isInteger(status) && typeof headers === "object" && typeof body === "string");
  };
  const isRecording = typeof target === "string" && typeof url === "string";
  if (isRecording && Object.values(Object(answers)).every(isAnswer)) return { target, url, answers };
  throw new Error("The file is not a recording. `--record FILE` writes one.");
}
