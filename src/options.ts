import { ComplyCubeConfigError } from "./errors.js";
import { serverUrl } from "./generated/server.js";
import { isBrowser } from "./is-browser.js";
import { parseUrl } from "./parse-url.js";
import { isLoopback } from "./referrer/host.js";
import type { ReferrerWarning } from "./referrer/index.js";
import type { AttemptReport } from "./transport/attempt-report.js";
import type { CallInit, Fetch } from "./transport/fetch.js";
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

export interface Settings {
  apiKey: string;
  baseUrl: string;
  fetch: Fetch | undefined;
  timeoutMs: number;
  attemptTimeoutMs: number;
  maxRetries: number;
  rateLimiter: RateLimiter | undefined;
  onAttempt: ComplyCubeOptions["onAttempt"];
  allowAnyReferrer: boolean;
  onReferrerWarning: ComplyCubeOptions["onReferrerWarning"];
}

/** The longest wait that timers can keep; they end at once above it. */
const longestTimer = 2 ** 31 - 1;
const mostRetries = 10;

const clientOptions = {
  apiKey: true,
  baseUrl: true,
  fetch: true,
  timeoutMs: true,
  attemptTimeoutMs: true,
  maxRetries: true,
  rateLimiter: true,
  onAttempt: true,
  allowAnyReferrer: true,
  onReferrerWarning: true,
  dangerouslyAllowBrowser: true,
} satisfies Record<keyof ComplyCubeOptions, true>;

const callOptions = { signal: true, timeoutMs: true, maxRetries: true } satisfies Record<keyof CallOptions, true>;

/** @throws ComplyCubeConfigError naming the option, and never quoting the key */
export function readOptions(options: ComplyCubeOptions): Settings {
  refuseUnknown(options, clientOptions, "the client");
  refuseBrowser(readBoolean("dangerouslyAllowBrowser", options.dangerouslyAllowBrowser));
  return {
    apiKey: readKey(options.apiKey ?? environment("COMPLYCUBE_API_KEY")),
    baseUrl: readBaseUrl(options.baseUrl ?? (environment("COMPLYCUBE_BASE_URL") || serverUrl)),
    fetch: readFunction("fetch", options.fetch),
    rateLimiter: readRateLimiter(options.rateLimiter),
    onAttempt: readFunction("onAttempt", options.onAttempt),
    allowAnyReferrer: readBoolean("allowAnyReferrer", options.allowAnyReferrer),
    onReferrerWarning: readFunction("onReferrerWarning", options.onReferrerWarning),
    timeoutMs: readMs("timeoutMs", options.timeoutMs) ?? 30_000,
    attemptTimeoutMs: readMs("attemptTimeoutMs", options.attemptTimeoutMs) ?? 10_000,
    maxRetries: readMaxRetries(options.maxRetries) ?? 2,
  };
}

/** @throws ComplyCubeConfigError naming the option */
export function readCallOptions(options: CallOptions): CallInit {
  refuseUnknown(options, callOptions, "a call");
  const { signal, timeoutMs, maxRetries } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new ComplyCubeConfigError("signal", "`signal` must be an AbortSignal.");
  }
  return { signal: signal ?? null, timeoutMs: readMs("timeoutMs", timeoutMs), maxRetries: readMaxRetries(maxRetries) };
}

function refuseUnknown(options: object, known: object, owner: string): void {
  if (typeof options !== "object" || options === null) {
    throw new ComplyCubeConfigError("options", `The options of ${owner} must be an object.`);
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  const names = Object.keys(known).join(", ");
  throw new ComplyCubeConfigError(unknown, `\`${unknown}\` is no option of ${owner}; the options are ${names}.`);
}

function refuseBrowser(allowed: boolean): void {
  if (allowed || !isBrowser()) return;
  throw new ComplyCubeConfigError(
    "dangerouslyAllowBrowser",
    "This is a browser, where everyone can read the API key. Mint tokens on your server, and send only the token " +
      "to the page. `dangerouslyAllowBrowser: true` allows it all the same.",
  );
}

function readKey(key: unknown): string {
  const refuse = (message: string) => new ComplyCubeConfigError("apiKey", message);
  if (key === undefined || key === "") {
    throw refuse("There is no API key: pass `apiKey`, or set the environment variable COMPLYCUBE_API_KEY.");
  }
  if (typeof key !== "string") throw refuse(`\`apiKey\` must be a string, not ${typeof key}.`);
  if (/^bearer\b/i.test(key)) throw refuse("`apiKey` must be the raw key: leave `Bearer` out.");
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw refuse("`apiKey` has blanks, line breaks or characters that no header can carry: copy the key alone.");
  }
  return key;
}

function readBaseUrl(baseUrl: unknown): string {
  const refuse = (message: string) => new ComplyCubeConfigError("baseUrl", `\`baseUrl\` ${message}`);
  const url = typeof baseUrl === "string" ? parseUrl(baseUrl) : undefined;
  if (url === undefined) throw refuse(`must be an absolute URL, such as ${serverUrl}.`);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refuse("must begin with https://.");
  if (url.username || url.password) throw refuse("must have no credentials: the key goes into `apiKey`.");
  if (/[?#]/.test(url.href)) throw refuse("must have no query and no fragment.");
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw refuse("must begin with https://, since the key is readable on its way otherwise; http:// is for loopback.");
  }
  return url.href.replace(/\/+$/, "");
}

function readBoolean(option: "allowAnyReferrer" | "dangerouslyAllowBrowser", value: unknown): boolean {
  if (value === undefined || typeof value === "boolean") return value ?? false;
  throw new ComplyCubeConfigError(option, `\`${option}\` must be true or false.`);
}

function readFunction<T>(option: "fetch" | "onAttempt" | "onReferrerWarning", value: T): T {
  if (value === undefined || typeof value === "function") return value;
  throw new ComplyCubeConfigError(option, `\`${option}\` must be a function, not ${typeof value}.`);
}

function readRateLimiter(limiter: RateLimiter | undefined): RateLimiter | undefined {
  if (limiter === undefined || typeof limiter?.removeTokens === "function") return limiter;
  throw new ComplyCubeConfigError("rateLimiter", "`rateLimiter` must have a function `removeTokens`.");
}

function readMs(option: "timeoutMs" | "attemptTimeoutMs", ms: unknown): number | undefined {
  if (ms === undefined || (typeof ms === "number" && ms >= 1 && ms <= longestTimer)) return ms;
  throw new ComplyCubeConfigError(option, `\`${option}\` must be milliseconds, from 1 to ${longestTimer}.`);
}

function readMaxRetries(retries: unknown): number | undefined {
  const isWhole = typeof retries === "number" && Number.isInteger(retries);
  if (retries === undefined || (isWhole && retries >= 0 && retries <= mostRetries)) return retries;
  throw new ComplyCubeConfigError("maxRetries", `\`maxRetries\` must be a whole number from 0 to ${mostRetries}.`);
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
