import { ComplyCubeConfigError } from "./client/errors.js";
import { checkOptions, type Rule } from "./client/options.js";
import { operations } from "./generated/operations.js";
import { explained, faultOf } from "./mock/fault.js";
import { issuedNow } from "./mock/issued-now.js";

/** Selects the answer to a valid request. */
export interface MockOptions {
  /** The status of the answer to a valid request, such as 429. Default: the success. */
  status?: number | undefined;
  /** The name of the answer in the spec's examples, such as `unknownClient`. Default: the first one of the status. */
  example?: string | undefined;
}

type Operation = (typeof operations)[number];

const statusRule = "be a status from 200 to 599";
const isStatus = (value: unknown) => Number.isInteger(value) && Number(value) >= 200 && Number(value) < 600;

const rules: Record<keyof MockOptions, Rule> = {
  status: [statusRule, isStatus],
  example: ["be the name of an example", (value) => typeof value === "string"],
};

/**
 * Creates a `fetch` that answers like ComplyCube's API, without a network. It checks each request by the contract: it answers
 * 401 if the key is missing, and 400 with the name of the field if the body is wrong.
 *
 * It answers a valid request with an example of the spec. The default is a realistic, unsigned token that expires in an hour.
 * As in Prism, a request can select its answer: `Prefer: code=429, example=rateLimited`.
 *
 * @throws ComplyCubeConfigError naming the invalid option
 * @example
 * import { ComplyCube } from "complycube-tokens";
 * import { mockFetch } from "complycube-tokens/mock";
 *
 * const fetch = mockFetch({ status: 429 });
 * const complycube = new ComplyCube({ apiKey: "test_key", fetch, maxRetries: 0 });
 * await complycube.token
 *   .generate("CLIENT_ID", { appId: "com.myapp.demo.app" })
 *   .catch((error) => error.statusCode);
 * // 429
 */
export function mockFetch(
  options: MockOptions = {},
): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  if (typeof options === "string" || options instanceof URL || options instanceof Request) {
    throw new ComplyCubeConfigError({ option: "fetch", message: "`mockFetch` creates a `fetch`. Write mockFetch()." });
  }
  const preferred = checkOptions(options, rules, "mockFetch");
  const problems = operations.map((operation) => unknownExample(operation, preferred));
  if (problems.every(Boolean)) throw new ComplyCubeConfigError({ option: "example", message: `${problems[0]}.` });
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    return await answerTo(request, preferred);
  };
}

async function answerTo(request: Request, options: MockOptions): Promise<Response> {
  const { pathname } = new URL(request.url);
  const atPath = operations.filter(({ pattern }) => pattern.test(pathname));
  const operation = atPath.find(({ method }) => method === request.method);
  if (!operation) {
    const list = operations.map(({ method, path }) => `${method} ${path}`).join(", ");
    return failure(atPath.length > 0 ? 405 : 404, `${request.method} ${pathname} is not in the contract: ${list}`);
  }
  if (operation.keyHeaders.some((name) => !request.headers.get(name))) return exampleOf(operation, { status: 401 });
  const text = await request.text();
  const fault = operation.body && faultOf(text, request.headers.get("content-type"), operation.body);
  if (fault) return json(400, explained(firstOf(examplesOf(operation, 400)), fault));

  const preferred = { ...options, ...preferenceOf(request.headers.get("prefer") ?? "") };
  if (!isStatus(preferred.status ?? 200)) return failure(422, `In Prefer, code must ${statusRule}`);
  const unknown = unknownExample(operation, preferred);
  return unknown ? failure(404, unknown) : exampleOf(operation, preferred);
}

/** Reads a header of the form `code=429, example=rateLimited`, like Prism. */
function preferenceOf(header: string): MockOptions {
  const [, code] = /\bcode="?([^",;\s]+)/.exec(header) ?? [];
  const [, example] = /\bexample="?([^",;\s]+)/.exec(header) ?? [];
  return { ...(code && { status: Number(code) }), ...(example && { example }) };
}

/** The examples of a status, by name. */
function examplesOf({ examples }: Operation, status: number): Record<string, unknown> {
  const responses = new Map<string, Record<string, unknown>>(Object.entries(examples));
  return Object(
    [`${status}`, `${Math.trunc(status / 100)}XX`, "default"].map((key) => responses.get(key)).find(Boolean),
  );
}

const firstOf = (named: Record<string, unknown>) => Object.values(named)[0];

/** Says that an operation has no such example; `undefined` if it has. */
function unknownExample(operation: Operation, { status = operation.success, example }: MockOptions) {
  const named = examplesOf(operation, status);
  if (example === undefined || Object.hasOwn(named, example)) return undefined;
  return `Status ${status} has no example ${JSON.stringify(example)}. It has: ${Object.keys(named).join(", ")}`;
}

function exampleOf(operation: Operation, { status = operation.success, example }: MockOptions): Response {
  const named = examplesOf(operation, status);
  const body = example === undefined ? issuedNow(firstOf(named)) : named[example];
  return json(status, body, new Map(Object.entries(operation.headers)).get(`${status}`));
}

/** An error that is not in the contract. */
function failure(status: number, message: string): Response {
  return json(status, { type: status === 404 ? "resource_not_found" : "invalid_request", message });
}

const withoutBody = [204, 205, 304];

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const text = withoutBody.includes(status) ? null : JSON.stringify(body);
  return new Response(text, { status, headers: { "content-type": "application/json", ...headers } });
}
