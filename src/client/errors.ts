import type { components } from "../generated/schema.js";

const brand = Symbol.for("complycube-tokens.error");

/**
 * The base class of every error that this package throws.
 *
 * `instanceof` also works across two installed copies of the package, because it compares a brand instead of the class.
 *
 * @example
 * import { ComplyCube, ComplyCubeApiError } from "complycube-tokens";
 *
 * try {
 *   const token = await new ComplyCube().token.generate("CLIENT_ID", {
 *     appId: "com.myapp.demo.app",
 *   });
 *   console.log(token.length);
 * } catch (error) {
 *   if (!(error instanceof ComplyCubeApiError)) throw error;
 *   console.log(error.statusCode, error.type);
 * }
 */
export abstract class ComplyCubeError extends Error {
  declare readonly name: string;

  constructor({ message, cause, ...fields }: { message: string; cause?: unknown; [field: string]: unknown }) {
    super(printable(message), cause === undefined ? {} : { cause });
    Object.assign(this, fields);
  }

  static override [Symbol.hasInstance]<T>(this: Class<T>, value: unknown): value is Narrowed<T> {
    const name = ownBrand(this.prototype);
    // A subclass outside this package has no brand, so only its own instances count.
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
 * Returns the message as one line of bounded length, because a server's text could forge log lines or control a terminal.
 * The end is kept: it says what to do.
 */
function printable(message: string): string {
  const line = message.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  if (line.length <= longestMessage) return line;
  return `${line.slice(0, longestMessage - longestEnd)} … ${line.slice(-longestEnd)}`;
}

/** The closed set of errors: after `instanceof ComplyCubeError`, a `switch` on `name` is exhaustive. */
export type AnyComplyCubeError =
  | ComplyCubeConfigError
  | ComplyCubeRequestError
  | ComplyCubeApiError
  | ComplyCubeConnectionError
  | ComplyCubeTimeoutError
  | ComplyCubeResponseError;

/** The properties that a class adds to `Error`. */
type Fields<T> = Omit<T, keyof Error | "isClientError">;
type Init<T> = Fields<T> & { message: string };

function ownBrand(prototype: object): unknown {
  return Object.getOwnPropertyDescriptor(prototype, brand)?.value;
}

/** An option of the client or of a call is invalid. Nothing was sent. */
export class ComplyCubeConfigError extends ComplyCubeError {
  declare readonly name: "ComplyCubeConfigError";
  /** The name of the invalid option. */
  declare readonly option: string;

  constructor(init: Init<ComplyCubeConfigError>) {
    super(init);
  }
}

/** The request breaks the contract. Nothing was sent. */
export class ComplyCubeRequestError extends ComplyCubeError {
  declare readonly name: "ComplyCubeRequestError";
  /** The name of the invalid argument or property. */
  declare readonly param: string;
  /** The request was not sent. */
  declare readonly attempts: 0;

  constructor(init: Omit<Init<ComplyCubeRequestError>, "attempts">) {
    super({ ...init, attempts: 0 });
  }
}

/** The error types that the API documents. The set is open: any other string is possible. */
export type ComplyCubeErrorType = components["schemas"]["KnownErrorType"] | (string & {});

/**
 * The API answered with an error. Branch on `statusCode`: 401 and 403 share their `type`.
 *
 * @see https://docs.complycube.com/documentation/api-reference/errors
 */
export class ComplyCubeApiError extends ComplyCubeError {
  declare readonly name: "ComplyCubeApiError";
  /** The HTTP status code, such as 429. */
  declare readonly statusCode: number;
  /** The error type; `undefined` if the body does not have the documented form. */
  declare readonly type: ComplyCubeErrorType | undefined;
  /** The request property that the API rejects, if it names one. */
  declare readonly param: string | undefined;
  /** The body: parsed if it is JSON of at most 64 KiB, otherwise the first 2 000 characters of its text. */
  declare readonly responseBody: unknown;
  /** The response's headers. */
  declare readonly headers: Headers;
  /** The wait that the API's `Retry-After` header asks for, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
  /** The ID that the API or a proxy gave this request. Quote it to ComplyCube's support. */
  declare readonly requestId: string | undefined;
  /** The number of times the request was sent. */
  declare readonly attempts: number;

  constructor(init: Init<ComplyCubeApiError>) {
    super(init);
  }

  /** Whether the status is below 500, so that the request is at fault and not the server. */
  isClientError(): boolean {
    return this.statusCode < 500;
  }
}

/** The request could not be sent, or the connection broke during the response. `cause` is a copy of the original error. */
export class ComplyCubeConnectionError extends ComplyCubeError {
  declare readonly name: "ComplyCubeConnectionError";
  /** The number of times the request was sent. */
  declare readonly attempts: number;

  constructor(init: Init<ComplyCubeConnectionError> & { cause: unknown }) {
    super(init);
  }
}

/** No complete response arrived in time. */
export class ComplyCubeTimeoutError extends ComplyCubeError {
  declare readonly name: "ComplyCubeTimeoutError";
  /** The option whose limit was reached: that of the whole call, or that of one attempt. */
  declare readonly limit: "timeoutMs" | "attemptTimeoutMs";
  /** The limit, in milliseconds. */
  declare readonly limitMs: number;
  /** What the call was waiting for: the rate limiter, the status, the rest of the body, or the next attempt. */
  declare readonly phase: "slot" | "answer" | "body" | "back-off";
  /** The number of times the request was sent. */
  declare readonly attempts: number;

  constructor(fields: Fields<ComplyCubeTimeoutError>) {
    const { limit, limitMs, phase, attempts } = fields;
    const message =
      `Timed out after ${limitMs} ms (${limit}) while ${activities[phase]}${afterAttempts(attempts)}. ` +
      `Increase \`${limit}\` to allow more.`;
    super({ message, limit, limitMs, phase, attempts });
  }
}

const activities: Record<ComplyCubeTimeoutError["phase"], string> = {
  slot: "waiting for `rateLimiter`",
  answer: "waiting for the response",
  body: "reading the body",
  "back-off": "waiting to retry",
};

/** The response breaks the contract: a redirect, a body that is not JSON, or a success without a token. */
export class ComplyCubeResponseError extends ComplyCubeError {
  declare readonly name: "ComplyCubeResponseError";
  /** The HTTP status code, such as 200 or 302. */
  declare readonly statusCode: number;
  /** What is wrong with the response. */
  declare readonly violations: readonly string[];
  /** The first 200 characters of the body, without the API key and tokens. */
  declare readonly excerpt: string;
  /** The number of times the request was sent. */
  declare readonly attempts: number;

  constructor(fields: Fields<ComplyCubeResponseError>) {
    const { statusCode, violations, attempts } = fields;
    const message =
      `The response breaks the contract: ${violations.join("; ")} (status code ${statusCode}${afterAttempts(attempts)}). ` +
      "Check that `baseUrl` is ComplyCube's API and not a proxy or a sign-in page.";
    super({ message, ...fields });
  }
}

/** Part of a message: ` after 3 attempts`, or nothing for the first attempt. */
export function afterAttempts(attempts: number): string {
  return attempts < 2 ? "" : ` after ${attempts} attempts`;
}

// Minifiers rename classes, but not the keys of an object.
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
