import type * as complycubeTokens from "complycube-tokens";
import type * as tokenHandler from "complycube-tokens/handler";
import type { nodeTransport } from "complycube-tokens/node";
import type * as referrerRules from "complycube-tokens/referrer";

/** The package as a runtime has loaded it, and where the stub server is. */
export interface Subject {
  complycube: typeof complycubeTokens;
  referrer: typeof referrerRules;
  handler: typeof tokenHandler;
  /** Absent where the runtime has no `node:https`. */
  nodeTransport?: typeof nodeTransport;
  baseUrl: string | undefined;
  isBrowser?: boolean;
}

/** What holds in every runtime. The stub server answers by the client's ID, and refuses any request that is not right. */
export const assertions: Record<string, (subject: Subject) => Promise<void>> = {
  "mints a token for the web": async (subject) => {
    equal(await generate(subject, "CLIENT_ID", { referrer: "https://www.example.com/*" }), token);
  },
  "mints a token for mobile": async (subject) => {
    equal(await generate(subject, "CLIENT_ID", { appId: "com.example.app" }), token);
  },
  "names an error of the API": async (subject) => {
    const error = await failure(subject, "UNKNOWN");
    if (!(error instanceof subject.complycube.ComplyCubeApiError)) throw error;
    equal([error.statusCode, error.type, error.isClientError()], [404, "resource_not_found", true]);
    identified(subject, error, "ComplyCubeApiError");
  },
  "does not follow a redirect": async (subject) => {
    identified(subject, await failure(subject, "REDIRECTED"), "ComplyCubeResponseError");
  },
  "names a connection that breaks off": async (subject) => {
    identified(subject, await failure(subject, "BROKEN_OFF"), "ComplyCubeConnectionError");
  },
  "ends a call that gets no answer": async (subject) => {
    identified(subject, await failure(subject, "UNANSWERED", { timeoutMs: 50 }), "ComplyCubeTimeoutError");
  },
  "rejects an aborted call with the signal's reason": async (subject) => {
    const reason = new Error("The visitor left.");
    equal((await failure(subject, "CLIENT_ID", { signal: AbortSignal.abort(reason) })) === reason, true);
  },
  "does the same over nodeTransport, if it has node:https": async (subject) => {
    if (!subject.nodeTransport) return;
    const transport = subject.nodeTransport();
    equal(await generate(subject, "CLIENT_ID", { appId: "com.example.app" }, {}, { transport }), token);
    for (const [clientId, name] of Object.entries({
      UNKNOWN: "ComplyCubeApiError",
      REDIRECTED: "ComplyCubeResponseError",
      BROKEN_OFF: "ComplyCubeConnectionError",
    })) {
      identified(subject, await failure(subject, clientId, {}, { transport }), name);
    }
    const error = await failure(subject, "UNANSWERED", { timeoutMs: 50 }, { transport });
    identified(subject, error, "ComplyCubeTimeoutError");
  },
  "refuses a wrong request before it is sent": async (subject) => {
    const referrer: string = "www.example.com";
    const error = await generate(subject, "CLIENT_ID", { referrer }).catch((reason: unknown) => reason);
    identified(subject, error, "ComplyCubeRequestError");
  },
  "refuses to run in a browser, and only there, unless it is allowed": async ({ complycube, isBrowser }) => {
    const { ComplyCube, ComplyCubeConfigError } = complycube;
    let refused: unknown;
    try {
      new ComplyCube({ apiKey: "test_key" });
    } catch (error) {
      refused = error;
    }
    const refusal = refused instanceof ComplyCubeConfigError && refused.option === "dangerouslyAllowBrowser";
    equal(refusal, isBrowser ?? false);
    if (!isBrowser) equal(refused, undefined);
  },
  "answers a page's request with a token or a code, and ends the mint where the request is aborted": async (
    subject,
  ) => {
    equal(await asked(subject, "CLIENT_ID"), [200, { token, clientId: "CLIENT_ID" }]);
    equal(await asked(subject, "UNKNOWN"), [502, { code: "mint_failed" }]);
    equal(await asked(subject, "CLIENT_ID", { method: "PUT" }), [405, { code: "method_not_allowed" }]);
    const left = new AbortController();
    const answer = asked(subject, "UNANSWERED", { signal: left.signal });
    left.abort();
    equal(await answer, [503, { code: "unavailable" }]);
  },
  "parses a referrer": async ({ referrer: { parseReferrer } }) => {
    equal(parseReferrer("https://*.example.com/*").ok, true);
    equal(parseReferrer("www.example.com").ok, false);
  },
};

const token = "header.payload.signature";

/** Puts every assertion to the subject; gives the names of those that hold, which are all unless it rejects. */
export async function holdAll(subject: Subject): Promise<string[]> {
  const held: string[] = [];
  for (const [name, assertion] of Object.entries(assertions)) {
    try {
      await assertion(subject);
    } catch (error) {
      throw new Error(`${name}: ${error}`);
    }
    held.push(name);
  }
  return held;
}

type Scope = complycubeTokens.TokenScope;

async function generate(subject: Subject, clientId: string, scope: Scope, call = {}, options = {}): Promise<string> {
  return await clientOf(subject, options).token.generate(clientId, scope, call);
}

function clientOf({ complycube, baseUrl, isBrowser }: Subject, options = {}): complycubeTokens.ComplyCube {
  const browser = isBrowser ? { dangerouslyAllowBrowser: true } : {};
  return new complycube.ComplyCube({ apiKey: "test_key", baseUrl, maxRetries: 0, ...browser, ...options });
}

async function failure(subject: Subject, clientId: string, call = {}, options = {}): Promise<unknown> {
  try {
    await generate(subject, clientId, { appId: "com.example.app" }, call, options);
  } catch (error) {
    return error;
  }
  throw new Error("resolved");
}

/** What the mint route answers; `onError` is silent, since a command's output is its report. */
async function asked(subject: Subject, clientId: string, init: RequestInit = {}): Promise<[number, unknown]> {
  const scope = { appId: "com.example.app" };
  const authorize = () => clientId;
  const handle = subject.handler.createTokenHandler({ complycube: clientOf(subject), scope, authorize, onError() {} });
  const response = await handle(new Request("https://www.example.com/api/token", { method: "POST", ...init }));
  return [response.status, await response.json()];
}

/** Minified or not, an error has its name, and is an instance of its own class and the base alone. */
function identified({ complycube }: Subject, error: unknown, name: string): void {
  if (!(error instanceof complycube.ComplyCubeError)) throw error;
  equal(error.name, name);
  const classes = Object.entries(complycube).filter(([key]) => key.endsWith("Error"));
  const own = classes.filter(([, value]) => error instanceof value);
  equal(own.map(([key]) => key).sort(), [name, "ComplyCubeError"].sort());
}

function equal(actual: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (one !== other) throw new Error(`${one}, and not ${other}`);
}
