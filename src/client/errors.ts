import type { components } from "../generated/schema.js";

const brand = Symbol.for("complycube-tokens.error");

/**
 * The base of every error that this package throws.
 *
 * `instanceof` holds across two installed copies of the package, since it asks for a brand, not for the class.
 *
 * @example
 * try {
 *   await complycube.token.generate(clientId, { referrer });
 * } catch (error) {
 *   if (error instanceof ComplyCubeApiError && error.statusCode === 404) return unknownClient();
 *   throw error;
 * }
 */
export abstract class ComplyCubeError extends Error {
  declare readonly name: string;

  constructor(message: string, fields: object, options?: ErrorOptions) {
    super(printable(message), options);
    Object.assign(this, fields);
  }

  static override [Symbol.hasInstance]<T>(this: Class<T>, value: unknown): value is Narrowed<T> {
    const name = ownBrand(this.prototype);
    // A subclass outside this package has no brand, so its own instances alone are counted.
    if (name === undefined) return Function.prototype[Symbol.hasInstance].call(this, value);
    try {
      for (let link = value; typeof link === "object" && link !== null; link = Object.getPrototypeOf(link)) {
        if (ownBrand(link) === name) return true;
      }
    } catch {
      // A Proxy may throw.
    }
    return false;
  }
}

type Class<T> = { prototype: T & object };
type Narrowed<T> = ComplyCubeError extends T ? AnyComplyCubeError : T;

const longestMessage = 2_000;
const longestEnd = 500;

/**
 * A message as one line of bounded length. Parts of it come from servers, which could forge lines of a log or control a
 * terminal with them. The end is kept, since it says what to do.
 */
function printable(message: string): string {
  const line = message.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  if (line.length <= longestMessage) return line;
  return `${line.slice(0, longestMessage - longestEnd)} … ${line.slice(-longestEnd)}`;
}

/** The closed set: after `instanceof ComplyCubeError`, a `switch` on `name` tells them apart, exhaustively. */
export type AnyComplyCubeError =
  | ComplyCubeConfigError
  | ComplyCubeRequestError
  | ComplyCubeApiError
  | ComplyCubeConnectionError
  | ComplyCubeTimeoutError
  | ComplyCubeResponseError;

/** The fields that a class adds to `Error`. */
type Fields<T> = Omit<T, keyof Error | "isClientError">;

function ownBrand(prototype: object): unknown {
  return Object.getOwnPropertyDescriptor(prototype, brand)?.value;
}

/** An option of the client or of a call is unusable. Nothing was sent. */
export class ComplyCubeConfigError extends ComplyCubeError {
  declare readonly name: "ComplyCubeConfigError";
  /** The option that is at fault. */
  declare readonly option: string;

  constructor(option: string, message: string) {
    super(message, { option });
  }
}

/** The request breaks the contract. It was refused here, and nothing was sent. */
export class ComplyCubeRequestError extends ComplyCubeError {
  declare readonly name: "ComplyCubeRequestError";
  /** The argument or property that is at fault. */
  declare readonly param: string;
  declare readonly attempts: 0;

  constructor(param: string, message: string) {
    super(message, { param, attempts: 0 });
  }
}

/** The kinds of error that the API documents, and any other string: the set is open. */
export type ComplyCubeErrorType = components["schemas"]["KnownErrorType"] | (string & {});

/**
 * The API answered with an error. Branch on `statusCode`: 401 and 403 share their `type`.
 *
 * @see https://docs.complycube.com/documentation/api-reference/errors
 */
export class ComplyCubeApiError extends ComplyCubeError {
  declare readonly name: "ComplyCubeApiError";
  declare readonly statusCode: number;
  /** The kind of error; `undefined` where the body is not of the documented form. */
  declare readonly type: ComplyCubeErrorType | undefined;
  /** The request property that the API found at fault. */
  declare readonly param: string | undefined;
  /** The body: parsed where it is JSON of at most 64 KiB, else the first 2 000 characters of its text. */
  declare readonly responseBody: unknown;
  declare readonly headers: Headers;
  /** How long the API asks to wait before the next try, in milliseconds, where it says so. */
  declare readonly retryAfterMs: number | undefined;
  /** What the API, or a proxy before it, calls this request, where one says so: quote it to support. */
  declare readonly requestId: string | undefined;
  /** How often the request was sent. */
  declare readonly attempts: number;

  constructor(said: string, advice: string, fields: Fields<ComplyCubeApiError>) {
    super(`${said} (status code ${fields.statusCode}${afterAttempts(fields.attempts)}). ${advice}`, fields);
  }

  /** Whether the request is at fault, rather than the server. */
  isClientError(): boolean {
    return this.statusCode < 500;
  }
}

/** The request could not be sent, or its answer broke off. `cause` is the platform's own error, or the rate limiter's. */
export class ComplyCubeConnectionError extends ComplyCubeError {
  declare readonly name: "ComplyCubeConnectionError";
  /** How often the request was sent. */
  declare readonly attempts: number;

  constructor(what: string, reason: string, advice: string, { attempts, cause }: { attempts: number; cause: unknown }) {
    super(`${what}${afterAttempts(attempts)}: ${reason}. ${advice}`, { attempts }, { cause });
  }
}

/** No complete answer came in time. */
export class ComplyCubeTimeoutError extends ComplyCubeError {
  declare readonly name: "ComplyCubeTimeoutError";
  /** The option whose limit was reached: that of the whole call, or that of its last attempt. */
  declare readonly limit: "timeoutMs" | "attemptTimeoutMs";
  /** The limit, in milliseconds. */
  declare readonly limitMs: number;
  /** What the call was waiting for: the rate limiter, the answer, the rest of its body, or the time of the next attempt. */
  declare readonly phase: "slot" | "answer" | "body" | "back-off";
  /** How often the request was sent. */
  declare readonly attempts: number;

  constructor({ limit, limitMs, phase, attempts }: Fields<ComplyCubeTimeoutError>) {
    const what = limit === "timeoutMs" ? "The call" : `Attempt ${attempts}`;
    const waiting = {
      slot: "waiting for `rateLimiter`",
      answer: "no answer yet",
      body: "an incomplete body",
      "back-off": "waiting to try again",
    }[phase];
    super(
      `${what} took longer than ${limit}, ${limitMs} ms: ${waiting}${afterAttempts(attempts)}. ` +
        `Raise \`${limit}\` where it may take longer.`,
      { limit, limitMs, phase, attempts },
    );
  }
}

/** The answer breaks the contract: a success without a token, a redirect, a body that is not JSON. */
export class ComplyCubeResponseError extends ComplyCubeError {
  declare readonly name: "ComplyCubeResponseError";
  declare readonly statusCode: number;
  /** What is wrong with the answer, one sentence each. */
  declare readonly violations: readonly string[];
  /** The beginning of its body, at most 200 characters, without anything that could be a token or the key. */
  declare readonly excerpt: string;
  /** How often the request was sent. */
  declare readonly attempts: number;

  constructor(fields: Fields<ComplyCubeResponseError>) {
    const { statusCode, violations, attempts } = fields;
    super(
      `The answer${afterAttempts(attempts)} (status code ${statusCode}) breaks the contract: ${violations.join("; ")}. ` +
        "Check that `baseUrl` is the API itself, with no proxy or sign-in page before it.",
      fields,
    );
  }
}

/** Only worth saying of several. */
function afterAttempts(attempts: number): string {
  return attempts < 2 ? "" : ` after ${attempts} attempts`;
}

// On the prototypes, and as text: a class's own name does not survive minifying.
for (const [name, { prototype }] of Object.entries({
  ComplyCubeError,
  ComplyCubeConfigError,
  ComplyCubeRequestError,
  ComplyCubeApiError,
  ComplyCubeConnectionError,
  ComplyCubeTimeoutError,
  ComplyCubeResponseError,
})) {
  Object.defineProperty(prototype, "name", { value: name, writable: true });
  Object.defineProperty(prototype, brand, { value: name });
}
