import { serverUrl } from "../generated/server.js";
import { parseUrl } from "../parse-url.js";
import type { ReferrerWarning } from "../referrer/index.js";
import type { CallOptions } from "../transport/call.js";
import type { AttemptReport, RateLimiter } from "../transport/send.js";
import type { Fetch, Transport } from "../transport/transport.js";
import { ComplyCubeConfigError } from "./errors.js";

/** How a client is set up. */
export interface ComplyCubeOptions {
  /** The raw API key, `test_…` or `live_…`. Default: the environment variable `COMPLYCUBE_API_KEY`. */
  apiKey?: string | undefined;
  /**
   * Where the API is, version included. Default: the environment variable `COMPLYCUBE_BASE_URL`, else the spec's server,
   * `https://api.complycube.com/v1`. `http:` is for loopback only, since the key would be readable on its way.
   */
  baseUrl?: string | undefined;
  /** Called once for each attempt, with the URL and the whole request. Default: the platform's `fetch`. */
  fetch?: Fetch | undefined;
  /**
   * Sends each attempt instead of `fetch`, such as `nodeTransport()` of `complycube-tokens/node`. Default: made from `fetch`.
   */
  transport?: Transport | undefined;
  /** The limit of a whole call, retries and waits included, in milliseconds. Default: 30 000. */
  timeoutMs?: number | undefined;
  /** The limit of one attempt, its body included, in milliseconds. Default: 10 000. */
  attemptTimeoutMs?: number | undefined;
  /** How often a failed attempt is repeated at most. Default: 2. */
  maxRetries?: number | undefined;
  /** Awaited before each attempt. Counts towards `timeoutMs`, not `attemptTimeoutMs`. Default: none. */
  rateLimiter?: RateLimiter | undefined;
  /** Called after each attempt. Exceptions are ignored. */
  onAttempt?: ((report: AttemptReport) => void) | undefined;
  /**
   * Allows a `referrer` that matches every site, such as `<all_urls>`: a token that is lost then works for whoever has it.
   * Default: false.
   */
  allowAnyReferrer?: boolean | undefined;
  /**
   * Is told, once for each pattern, of a `referrer` that is valid and probably not meant. Default: a warning of Node's,
   * of the type `ComplyCubeReferrerWarning`. What it throws is ignored.
   */
  onReferrerWarning?: ((warning: ReferrerWarning, referrer: string) => void) | undefined;
  /** Allows a browser, where everyone who opens the page can read the API key. Default: false. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

export interface Settings extends ComplyCubeOptions {
  apiKey: string;
  baseUrl: string;
  timeoutMs: number;
  attemptTimeoutMs: number;
  maxRetries: number;
  allowAnyReferrer: boolean;
}

/** What an option must be, in words, and whether a value is that. */
export type Rule = [must: string, holds: (value: unknown) => boolean];

/** Timers can't keep a longer wait: they end at once above it. */
const longestTimer = 2 ** 31 - 1;
const mostRetries = 10;
const longestKey = 1_000;

export const aFunction: Rule = ["be a function", (value) => typeof value === "function"];
const anything: Rule = ["", () => true];
const trueOrFalse: Rule = ["be true or false", (value) => typeof value === "boolean"];
const milliseconds: Rule = [
  `be milliseconds, from 1 to ${longestTimer}`,
  (value) => typeof value === "number" && value >= 1 && value <= longestTimer,
];
const retries: Rule = [
  `be a whole number from 0 to ${mostRetries}`,
  (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= mostRetries,
];

const callRules: Record<keyof CallOptions, Rule> = {
  signal: ["be an AbortSignal", isAbortSignal],
  timeoutMs: milliseconds,
  maxRetries: retries,
};

const clientRules: Record<keyof ComplyCubeOptions, Rule> = {
  apiKey: [
    `be the raw key alone, without \`Bearer\`, blanks and line breaks, of at most ${longestKey} characters`,
    (value) => typeof value === "string" && value.length <= longestKey && /^(?!bearer\b)[\x21-\x7e]*$/i.test(value),
  ],
  baseUrl: [
    `be an absolute https: URL without credentials, query and fragment, such as ${serverUrl}; ` +
      "http: is for loopback alone, since the key can be read on its way",
    isBaseUrl,
  ],
  fetch: aFunction,
  transport: aFunction,
  timeoutMs: milliseconds,
  attemptTimeoutMs: milliseconds,
  maxRetries: retries,
  rateLimiter: ["have a function `removeTokens`", (value) => typeof Object(value).removeTokens === "function"],
  onAttempt: aFunction,
  allowAnyReferrer: trueOrFalse,
  onReferrerWarning: aFunction,
  dangerouslyAllowBrowser: trueOrFalse,
};

/** @throws ComplyCubeConfigError naming the option, and never quoting the key */
export function readOptions(given: ComplyCubeOptions): Settings {
  const options = checkOptions(given, clientRules, "the client");
  if (options.fetch && options.transport) {
    throw new ComplyCubeConfigError(
      "transport",
      "Pass `fetch` or `transport`, not both: `transport` replaces `fetch`.",
    );
  }
  if (!options.dangerouslyAllowBrowser && isBrowser()) {
    throw new ComplyCubeConfigError(
      "dangerouslyAllowBrowser",
      "This is a browser, where everyone can read the API key. Mint tokens on your server, and send only the token " +
        "to the page. `dangerouslyAllowBrowser: true` allows it all the same.",
    );
  }
  const { timeoutMs = 30_000, attemptTimeoutMs = 10_000, maxRetries = 2, allowAnyReferrer = false } = options;
  const { apiKey = environment("COMPLYCUBE_API_KEY") } = options;
  const { baseUrl = environment("COMPLYCUBE_BASE_URL") || serverUrl } = options;
  if (!apiKey) {
    throw new ComplyCubeConfigError(
      "apiKey",
      "There is no API key: pass `apiKey`, or set the environment variable COMPLYCUBE_API_KEY.",
    );
  }
  checkOptions({ apiKey, baseUrl }, clientRules, "the client");
  const url = new URL(baseUrl).href.replace(/\/+$/, "");
  return Object.assign(options, { apiKey, baseUrl: url, timeoutMs, attemptTimeoutMs, maxRetries, allowAnyReferrer });
}

/** @throws ComplyCubeConfigError naming the option */
export function readCallOptions(options: CallOptions): CallOptions {
  return checkOptions(options, callRules, "a call");
}

/** What is sent, and how: the second argument of `createClient`'s operations. */
export interface RequestOptions extends CallOptions {
  params?: unknown;
  body?: unknown;
}

const requestRules: Record<keyof RequestOptions, Rule> = { params: anything, body: anything, ...callRules };

/** @throws ComplyCubeConfigError naming the option */
export function readRequestOptions(options: RequestOptions): RequestOptions {
  return checkOptions(options, requestRules, "a request");
}

/**
 * Returns a copy of the options without a prototype, so that a polluted `Object.prototype` adds none.
 *
 * @throws ComplyCubeConfigError naming the option
 */
export function checkOptions<T extends object>(
  given: T,
  rules: Record<string, Rule>,
  owner: string,
  required: string[] = [],
): T {
  if (typeof given !== "object" || given === null) {
    throw new ComplyCubeConfigError("options", `The options of ${owner} must be an object.`);
  }
  if (isAbortSignal(given)) {
    throw new ComplyCubeConfigError("options", `The options of ${owner} must be an object. Pass { signal }.`);
  }
  const options: T = { __proto__: null, ...given };
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(rules, name));
  if (unknown !== undefined) {
    const names = Object.keys(rules).join(", ");
    throw new ComplyCubeConfigError(unknown, `\`${unknown}\` is not an option of ${owner}. Valid options: ${names}.`);
  }
  for (const [name, [must, holds]] of Object.entries(rules)) {
    const value: unknown = Reflect.get(options, name);
    // An AbortController, for example, inherits its `signal`.
    if (value === undefined && name in given && !(name in Object.prototype) && Reflect.get(given, name) !== undefined) {
      throw new ComplyCubeConfigError(name, `The options of ${owner} must be a plain object. Pass { ${name} }.`);
    }
    const isWrong = value === undefined ? required.includes(name) : !holds(value);
    if (isWrong) throw new ComplyCubeConfigError(name, `\`${name}\` must ${must}.`);
  }
  return options;
}

/** Not by `instanceof`: a framework or a test environment may have a class of its own. */
function isAbortSignal(value: unknown): boolean {
  const { aborted, addEventListener, throwIfAborted } = Object(value);
  return typeof aborted === "boolean" && [addEventListener, throwIfAborted].every((each) => typeof each === "function");
}

function isBaseUrl(value: unknown): boolean {
  const url = typeof value === "string" ? parseUrl(value) : undefined;
  if (!url || url.username || url.password || /[?#]/.test(url.href)) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname));
}

/** Not a subdomain of localhost: DNS decides where that leads. */
export function isLoopbackHost(hostname: string): boolean {
  return /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}

declare const process: { env: Record<string, string | undefined> };

function environment(name: string): string | undefined {
  try {
    return process.env[name];
  } catch {
    // Browsers have no `process`, and Deno throws where it was not allowed to read the environment.
    return undefined;
  }
}

/** Whether this is a page or one of its workers. Every browser calls itself Mozilla, and no server runtime does. */
export function isBrowser(): boolean {
  return typeof navigator !== "undefined" && navigator.userAgent.startsWith("Mozilla/");
}
