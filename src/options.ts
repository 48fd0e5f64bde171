import { ComplyCubeConfigError } from "./errors.js";
import { serverUrl } from "./generated/server.js";
import { isBrowser } from "./is-browser.js";
import { parseUrl } from "./parse-url.js";
import { isLoopback } from "./referrer/host.js";
import type { ReferrerWarning } from "./referrer/index.js";
import type { AttemptReport } from "./transport/attempt-report.js";
import type { Fetch } from "./transport/fetch.js";
import type { RateLimiter } from "./transport/rate-limit.js";

/** How a client is set up. */
export interface ComplyCubeOptions {
  /** The raw API key, `test_…` or `live_…`. Default: the environment variable `COMPLYCUBE_API_KEY`. */
  apiKey?: string | undefined;
  /**
   * Where the API is, version included. Default: the environment variable `COMPLYCUBE_BASE_URL`, else the spec's server,
   * `https://api.complycube.com/v1`. `http:` is for loopback only, since the key would be readable on its way.
   */
  baseUrl?: string | undefined;
  /** Replaces the platform's `fetch`: it is called once for each attempt, with the URL and all that is to be sent. */
  fetch?: Fetch | undefined;
  /** The limit of a whole call, retries and waits included, in milliseconds. Default: 30 000. */
  timeoutMs?: number | undefined;
  /** The limit of one attempt, its body included, in milliseconds. Default: 10 000. */
  attemptTimeoutMs?: number | undefined;
  /** How often a failed attempt is repeated at most. Default: 2. */
  maxRetries?: number | undefined;
  /** Is waited for before each attempt; the wait counts into `timeoutMs`, not into `attemptTimeoutMs`. Default: none. */
  rateLimiter?: RateLimiter | undefined;
  /** Is told of each attempt when it has ended. What it throws is ignored. */
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

/** How one call differs from the client's set-up. */
export interface CallOptions {
  /** Ends the call when it is aborted; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Overrides the client's `timeoutMs`, in milliseconds. */
  timeoutMs?: number | undefined;
  /** Overrides the client's `maxRetries`. */
  maxRetries?: number | undefined;
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

export const aFunction: Rule = ["be a function", (value) => typeof value === "function"];
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
  // Not by `instanceof`: a `Request` that a framework or a test environment has made may bring a class of its own.
  signal: ["be an AbortSignal", (value) => typeof Object(value).throwIfAborted === "function"],
  timeoutMs: milliseconds,
  maxRetries: retries,
};

const clientRules: Record<keyof ComplyCubeOptions, Rule> = {
  apiKey: [
    "be the raw key alone, without `Bearer`, blanks and line breaks",
    (value) => typeof value === "string" && /^(?!bearer\b)[\x21-\x7e]*$/i.test(value),
  ],
  baseUrl: [
    `be an absolute https: URL without credentials, query and fragment, such as ${serverUrl}; ` +
      "http: is for loopback alone, since the key can be read on its way",
    isBaseUrl,
  ],
  fetch: aFunction,
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
export function readOptions(options: ComplyCubeOptions): Settings {
  checkOptions(options, clientRules, "the client");
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
  return { ...options, apiKey, baseUrl: url, timeoutMs, attemptTimeoutMs, maxRetries, allowAnyReferrer };
}

/** @throws ComplyCubeConfigError naming the option */
export function readCallOptions(options: CallOptions): CallOptions {
  checkOptions(options, callRules, "a call");
  return options;
}

export function checkOptions(
  options: object,
  rules: Record<string, Rule>,
  owner: string,
  required: string[] = [],
): void {
  if (typeof options !== "object" || options === null) {
    throw new ComplyCubeConfigError("options", `The options of ${owner} must be an object.`);
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(rules, name));
  if (unknown !== undefined) {
    const names = Object.keys(rules).join(", ");
    throw new ComplyCubeConfigError(unknown, `\`${unknown}\` is no option of ${owner}; the options are ${names}.`);
  }
  for (const [name, [must, holds]] of Object.entries(rules)) {
    const value: unknown = Reflect.get(options, name);
    const isWrong = value === undefined ? required.includes(name) : !holds(value);
    if (isWrong) throw new ComplyCubeConfigError(name, `\`${name}\` must ${must}.`);
  }
}

function isBaseUrl(value: unknown): boolean {
  const url = typeof value === "string" ? parseUrl(value) : undefined;
  if (!url || url.username || url.password || /[?#]/.test(url.href)) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
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
