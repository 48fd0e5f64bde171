import type * as complycubeTokens from "complycube-tokens";
import type * as tokenHandler from "complycube-tokens/handler";
import type * as node from "complycube-tokens/node";
import type * as referrerRules from "complycube-tokens/referrer";

/** The package as one runtime loads it. */
export interface Loaded {
  complycube: typeof complycubeTokens;
  referrer: typeof referrerRules;
  handler: typeof tokenHandler;
  /** Absent if the runtime has no `node:https`. */
  node?: typeof node;
  /** The URL of the server in `runtimes.test.ts`, which answers by client ID. */
  baseUrl: string | undefined;
  isBrowser?: boolean;
}

/** The package over one transport. */
interface Subject extends Loaded {
  options: complycubeTokens.ComplyCubeOptions;
}

/** What must hold in every runtime, over each transport. */
export const assertions: Record<string, (subject: Subject) => Promise<void>> = {
  "mints a token for a web page": async (subject) => {
    equal(await generate(subject, "CLIENT_ID", { referrer: "https://www.example.com/*" }), token);
  },
  "mints a token for a mobile app": async (subject) => {
    equal(await generate(subject, "CLIENT_ID"), token);
  },
  "reports an API error with its status and type": async (subject) => {
    const error = await failure(subject, "UNKNOWN");
    if (!(error instanceof subject.complycube.ComplyCubeApiError)) throw error;
    equal([error.statusCode, error.type, error.isClientError()], [404, "resource_not_found", true]);
    isOnly(subject, error, "ComplyCubeApiError");
  },
  "does not follow a redirect": async (subject) => {
    isOnly(subject, await failure(subject, "REDIRECTED"), "ComplyCubeResponseError");
  },
  "reports a broken connection": async (subject) => {
    isOnly(subject, await failure(subject, "DISCONNECTED"), "ComplyCubeConnectionError");
  },
  "ends an unanswered call after `timeoutMs`": async (subject) => {
    const error = await failure(subject, "UNANSWERED", undefined, { timeoutMs: 50 });
    isOnly(subject, error, "ComplyCubeTimeoutError");
  },
  "rejects an aborted call with the signal's reason": async (subject) => {
    const reason = new Error("The user left.");
    const error = await failure(subject, "CLIENT_ID", undefined, { signal: AbortSignal.abort(reason) });
    equal(error === reason, true);
  },
  "refuses an invalid request before it is sent": async (subject) => {
    const referrer: string = "www.example.com";
    isOnly(subject, await failure(subject, "CLIENT_ID", { referrer }), "ComplyCubeRequestError");
  },
  "requires `dangerouslyAllowBrowser` in a browser, and nowhere else": async ({ complycube, isBrowser = false }) => {
    let refusal: unknown;
    try {
      new complycube.ComplyCube({ apiKey: "test_key" });
    } catch (error) {
      refusal = error;
    }
    const option = refusal instanceof complycube.ComplyCubeConfigError ? refusal.option : refusal;
    equal(option, isBrowser ? "dangerouslyAllowBrowser" : undefined);
  },
  "answers a page's request with a token or a code, and stops when the request is aborted": async (subject) => {
    equal(await handled(subject, "CLIENT_ID"), [200, { token, clientId: "CLIENT_ID" }]);
    equal(await handled(subject, "UNKNOWN"), [502, { code: "mint_failed" }]);
    equal(await handled(subject, "CLIENT_ID", { method: "PUT" }), [405, { code: "method_not_allowed" }]);
    const controller = new AbortController();
    const answer = handled(subject, "UNANSWERED", { signal: controller.signal });
    controller.abort();
    equal(await answer, [503, { code: "unavailable" }]);
  },
  "parses a referrer": async ({ referrer: { parseReferrer } }) => {
    equal(parseReferrer("https://*.example.com/*").ok, true);
    equal(parseReferrer("www.example.com").ok, false);
  },
};

const token = "header.payload.signature";
const app = { appId: "com.example.app" };

/** Runs every assertion over each transport. Returns the names of those that passed, and rejects with the first failure. */
export async function runAll(loaded: Loaded): Promise<string[]> {
  const transports = [{}, ...(loaded.node ? [{ transport: loaded.node.nodeTransport() }] : [])];
  const passed: string[] = [];
  for (const [name, assertion] of Object.entries(assertions)) {
    try {
      for (const options of transports) await assertion({ ...loaded, options });
    } catch (error) {
      throw new Error(`${name}: ${error}`);
    }
    passed.push(name);
  }
  return passed;
}

function client({ complycube, baseUrl, isBrowser = false, options }: Subject): complycubeTokens.ComplyCube {
  const dangerouslyAllowBrowser = isBrowser ? { dangerouslyAllowBrowser: true } : {};
  return new complycube.ComplyCube({
    apiKey: "test_key",
    baseUrl,
    maxRetries: 0,
    ...dangerouslyAllowBrowser,
    ...options,
  });
}

async function generate(subject: Subject, clientId: string, scope: complycubeTokens.TokenScope = app, call = {}) {
  return await client(subject).token.generate(clientId, scope, call);
}

async function failure(...call: Parameters<typeof generate>): Promise<unknown> {
  try {
    await generate(...call);
  } catch (error) {
    return error;
  }
  throw new Error("resolved");
}

/** The handler's status and body. */
async function handled(subject: Subject, clientId: string, init: RequestInit = {}): Promise<[number, unknown]> {
  const handle = subject.handler.createTokenHandler({
    complycube: client(subject),
    scope: app,
    authorize: () => clientId,
    // Quiet, because the last line of the output is the report.
    onError() {},
  });
  const response = await handle(new Request("https://www.example.com/api/token", { method: "POST", ...init }));
  return [response.status, await response.json()];
}

/** Asserts that an error has its name and is an instance of its class and the base class alone, minified or not. */
function isOnly({ complycube }: Subject, error: unknown, name: string): void {
  if (!(error instanceof complycube.ComplyCubeError)) throw error;
  equal(error.name, name);
  const classes = Object.entries(complycube).filter(([key]) => key.endsWith("Error"));
  const matching = classes.filter(([, value]) => error instanceof value);
  equal(matching.map(([key]) => key).sort(), [name, "ComplyCubeError"].sort());
}

function equal(actual: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (one !== other) throw new Error(`expected ${other}, got ${one}`);
}
