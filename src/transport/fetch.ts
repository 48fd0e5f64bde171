import type { ComplyCubeTimeoutError } from "../errors.js";

/** The platform's `fetch`, as it is called here. */
export type Fetch<Init = RequestInit> = (url: string, init: Init) => Promise<Response>;

/** A call as it enters the transport. */
export interface CallInit extends RequestInit {
  /** Overrides the client's `timeoutMs` for this call. */
  timeoutMs?: number | undefined;
  /** Overrides the client's `maxRetries` for this call. */
  maxRetries?: number | undefined;
}

/** A call under way. */
export interface Call {
  /** The caller's signal: its abort ends the call, with its reason. */
  readonly signal: AbortSignal | null | undefined;
  readonly timeoutMs: number;
  /** When `timeoutMs` is over, in the platform's time. */
  readonly expiresAt: number;
  /** How often the request was sent. */
  attempts: number;
  /** What the call is waiting for. */
  phase: ComplyCubeTimeoutError["phase"];
}

/** Sends the request of a call once. */
export type Attempt = (url: string, init: RequestInit, call: Call) => Promise<Response>;

/** What the transport takes from the platform, so that a test can bring its own time and chance. */
export interface Platform {
  fetch: Fetch;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Milliseconds since 1970, for dates that a server names. */
  wallClock(): number;
  /** Calls back after so many milliseconds, unless it is called off with the function that it returns. */
  after(ms: number, callback: () => void): () => void;
  /** A number from 0 up to 1. */
  random(): number;
}

export const systemPlatform: Platform = {
  // Looked up at each call, so that a `fetch` that is replaced later, as tests and tracers do, is used.
  fetch: (url, init) => globalThis.fetch(url, init),
  now: () => performance.now(),
  wallClock: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** What the transport knows of an answer beside the answer itself. */
interface Notes {
  /** How often its request was sent. */
  attempts: number;
  retryAfterMs: number | undefined;
}

const notes = new WeakMap<Response, Notes>();

export function setNotes(response: Response, noted: Notes): Response {
  notes.set(response, noted);
  return response;
}

export function notesOn(response: Response): Notes {
  return notes.get(response) ?? { attempts: 1, retryAfterMs: undefined };
}
