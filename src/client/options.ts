import { serverUrl } from "../generated/server.js";
import { parseUrl } from "../parse-url.js";
import type { ReferrerWarning } from "../referrer/index.js";
import type { CallOptions } from "../transport/call.js";
import type { AttemptReport, RateLimiter } from "../transport/send.js";
import type { Fetch, Transport } from "../transport/transport.js";
import { ComplyCubeConfigError } from "./errors.js";

/** The options of a client. */
export interface ComplyCubeOptions {
  /** The raw API key, `test_…` or `live_…`. Default: the environment variable `COMPLYCUBE_API_KEY`. */
  apiKey?: string | undefined;
  /**
   * The URL of the API, including its version. `http:` is allowed for loopback only, because the key would be readable on
   * the network. Default: the environment variable `COMPLYCUBE_BASE_URL`, otherwise `https://api.complycube.com/v1`.
   */
  baseUrl?: string | undefined;
  /** Called once for each attempt, with the URL and the whole request. Default: the platform's `fetch`. */
  fetch?: Fetch | undefined;
  /** Sends each attempt instead of `fetch`, such as `nodeTransport()` of `complycube-tokens/node`. Default: uses `fetch`. */
  transport?: Transport | undefined;
  /** Maximum time for one call, including retries and waits, in milliseconds. Default: 30 000. */
  timeoutMs?: number | undefined;
  /** Maximum time for one attempt, including its body, in milliseconds. Default: 10 000. */
  attemptTimeoutMs?: number | undefined;
  /** Maximum number of retries after a failed attempt. Default: 2. */
  maxRetries?: number | undefined;
  /** Awaited before each attempt. Counts towards `timeoutMs`, not `attemptTimeoutMs`. Default: none. */
  rateLimiter?: RateLimiter | undefined;
  /** Called after each attempt. Exceptions are ignored. */
  onAttempt?: ((report: AttemptReport) => void) | undefined;
  /**
   * Allows a `referrer` that matches every site, such as `<all_urls>`. A leaked token then works on any site.
   * Default: false.
   */
  allowAnyReferrer?: boolean | undefined;
  /**
   * Called once per `referrer` that is valid but looks like a mistake. Exceptions are ignored. Default: emits a Node.js
   * process warning of type `ComplyCubeReferrerWarning`.
   */
  onReferrerWarning?: ((warning: ReferrerWarning, referrer: string) => void) | undefined;
  /** Allows the client to run in a browser, where everyone who opens the page can read the API key. Default: false. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** The options of a client, with defaults applied. */
export interface Settings extends ComplyCubeOptions {
  apiKey: string;
  baseUrl: string;
  timeoutMs: number;
  attemptTimeoutMs: number;
  maxRetries: number;
  allowAnyReferrer: boolean;
}

/** What an option must be, in words, and a function that checks it. */
export type Rule = [requirement: string, isMet: (value: unknown) => boolean];

/** A longer timer fires at once. */
const longestTimerMs = 2 ** 31 - 1;
const mostRetries = 10;
const longestKey = 1_000;

export const isFunction: Rule = ["be a function", (value) => typeof value === "function"];
const isAnything: Rule = ["", () => true];
export const isBoolean: Rule = ["be true or false", (value) => typeof value === "boolean"];
const isMilliseconds: Rule = [
  `be a number of milliseconds from 1 to ${longestTimerMs}`,
  (value) => typeof value === "number" && value >= 1 && value <= longestTimerMs,
];
const isRetries: Rule = [
  `be a whole number from 0 to ${mostRetries}`,
  (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= mostRetries,
];

const callRules: Record<keyof CallOptions, Rule> = {
  signal: ["be an AbortSignal", isAbortSignal],
  timeoutMs: isMilliseconds,
  maxRetries: isRetries,
};

const clientRules: Record<keyof ComplyCubeOptions, Rule> = {
  apiKey: [
    `be the raw API key, without \`Bearer\`, spaces or line breaks, and at most ${longestKey} characters long`,
    (value) => typeof value === "string" && value.length <= longestKey && /^(?!bearer\b)[\x21-\x7e]*$/i.test(value),
  ],
  baseUrl: [
    `be an absolute https: URL without credentials, query or fragment, such as ${serverUrl}. ` +
      "http: is allowed for loopback only, because the key would be readable on the network",
    isBaseUrl,
  ],
  fetch: isFunction,
  transport: isFunction,
  timeoutMs: isMilliseconds,
  attemptTimeoutMs: isMilliseconds,
  maxRetries: isRetries,
  rateLimiter: ["have a method `removeTokens`", (value) => typeof Object(value).removeTokens === "function"],
  onAttempt: isFunction,
  allowAnyReferrer: isBoolean,
  onReferrerWarning: isFunction,
  dangerouslyAllowBrowser: isBoolean,
};

/** What documentation and templates write in place of a key. */
const placeholder = /^[<{[$]*(?:your[-_](?:secret[-_])?|(?:(?:your|my)[-_]?)?(?:complycube[-_])?api[-_]?)key[>}\]]*$/i;

/** @throws ComplyCubeConfigError naming the option. The message never contains the key. */
export function readOptions(given: ComplyCubeOptions): Settings {
  const options = checkOptions(given, clientRules, "the client");
  if (options.fetch && options.transport) {
    throw configError("transport", "Pass `fetch` or `transport`, not both: `transport` replaces `fetch`.");
  }
  if (!options.dangerouslyAllowBrowser && isBrowser()) {
    throw configError(
      "dangerouslyAllowBrowser",
      "This is a browser, where everyone can read the API key. Mint tokens on your server and send only the token to " +
        "the page. Set `dangerouslyAllowBrowser: true` to allow it anyway.",
    );
  }
  const { timeoutMs = 30_000, attemptTimeoutMs = 10_000, maxRetries = 2, allowAnyReferrer = false } = options;
  const { apiKey = environment("COMPLYCUBE_API_KEY") } = options;
  const { baseUrl = environment("COMPLYCUBE_BASE_URL") || serverUrl } = options;
  if (!apiKey) {
    throw configError(
      "apiKey",
      "The API key is missing. Pass `apiKey` or set the environment variable COMPLYCUBE_API_KEY.",
    );
  }
  checkOptions({ apiKey, baseUrl }, clientRules, "the client");
  if (/^["'`]|["'`]$/.test(apiKey)) throw configError("apiKey", "The API key has quotes around it. Remove them.");
  if (placeholder.test(apiKey)) {
    throw configError("apiKey", `The API key is the placeholder ${apiKey}. Pass the key of your ComplyCube account.`);
  }
  const url = new URL(baseUrl).href.replace(/\/+$/, "");
  return Object.assign(options, { apiKey, baseUrl: url, timeoutMs, attemptTimeoutMs, maxRetries, allowAnyReferrer });
}

/** @throws ComplyCubeConfigError naming the option */
export function readCallOptions(options: CallOptions): CallOptions {
  return checkOptions(options, callRules, "a call");
}

/** The second argument of `createClient`'s methods. */
export interface RequestOptions extends CallOptions {
  params?: unknown;
  body?: unknown;
}

const requestRules: Record<keyof RequestOptions, Rule> = { params: isAnything, body: isAnything, ...callRules };

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
  if (typeof given !== "object" || given === null || isAbortSignal(given)) {
    const name = isAbortSignal(given) ? "signal" : Object.keys(rules)[0];
    throw configError("options", `The options of ${owner} are not an object. Pass an object, such as { ${name} }.`);
  }
  const options: T = { __proto__: null, ...given };
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(rules, name));
  if (unknown !== undefined) {
    const names = Object.keys(rules).join(", ");
    throw configError(unknown, `Unknown option \`${unknown}\` of ${owner}. Valid options: ${names}.`);
  }
  for (const [name, [requirement, isMet]] of Object.entries(rules)) {
    const value: unknown = Reflect.get(options, name);
    // An AbortController, for example, inherits its `signal`.
    if (value === undefined && name in given && !(name in Object.prototype) && Reflect.get(given, name) !== undefined) {
      throw configError(name, `The options of ${owner} are not a plain object. Pass { ${name} }.`);
    }
    const isWrong = value === undefined ? required.includes(name) : !isMet(value);
    if (isWrong) throw configError(name, `\`${name}\` must ${requirement}.`);
  }
  return options;
}

function configError(option: string, message: string): ComplyCubeConfigError {
  return new ComplyCubeConfigError({ option, message });
}

/** Does not use `instanceof`, because a framework or a test environment may have its own class. */
function isAbortSignal(value: unknown): boolean {
  const { aborted, addEventListener, throwIfAborted } = Object(value);
  return typeof aborted === "boolean" && [addEventListener, throwIfAborted].every((each) => typeof each === "function");
}

function isBaseUrl(value: unknown): boolean {
  const url = typeof value === "string" ? parseUrl(value) : undefined;
  if (!url || url.username || url.password || /[?#]/.test(url.href)) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname));
}

/** Excludes subdomains of localhost: DNS decides where those lead. */
export function isLoopbackHost(hostname: string): boolean {
  return /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}

/** Also true in a web worker. Every browser calls itself Mozilla; no server runtime does. */
export function isBrowser(): boolean {
  return typeof navigator !== "undefined" && navigator.userAgent.startsWith("Mozilla/");
}

declare const process: { env: Record<string, string | undefined> };

function environment(name: string): string | undefined {
  try {
    return process.env[name];
  } catch {
    // Browsers have no `process`. Deno throws without permission to read the environment.
    return undefined;
  }
}
