import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { validateTokenRequest } from "../../src/generated/validators.js";
import { type Handler, listen, type Received, withServer } from "../support/loopback.js";
import { apiKey, operation, spec } from "../support/prism.js";
import { acceptsConforming, check, type Outcome, targetCases } from "./targets/check.js";
import { isRecording, type Recording, recordingOf } from "./targets/recording.js";
import { liveTarget, proxyTarget, replayTarget, type Target } from "./targets/target.js";

const account = { apiKey, clientId: "5eb04fcd0f3e360008035eb1" };
const token = "eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjF9.c2VjcmV0";
const few = ["request: web", "request: both referrer and app ID", "request: no key", "response: 402 paymentDue"];
const fewCases = targetCases.filter(({ name }) => few.includes(name));

interface ProviderResponse {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}
type Drift = (response: ProviderResponse) => ProviderResponse;

/** A small provider of the contract that is independent of the mock. `drift` changes its responses. */
function provider(drift: Drift = (response) => response): Handler {
  return (response, _, request) => {
    const { status, headers, body } = drift(respond(request));
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };
}

function respond({ method, path, headers, body }: Received): ProviderResponse {
  const error = (status: number, type: string) => ({ status, body: { type, message: `${status}` } });
  if (headers.authorization !== apiKey) return error(401, "unauthorized");
  if (method !== "POST" || path.replace(/\/$/, "") !== `/v1${operation.path}`) return error(404, "resource_not_found");
  const isJson = headers["content-type"] === "application/json";
  const isValid = isJson && validateTokenRequest(parsed(body));
  return isValid ? { status: 200, body: { token } } : error(400, "invalid_request");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The results of the cases: a report of each failure, the reason of each skipped case, `passed` otherwise. */
async function run(target: Target, cases = fewCases) {
  const results: Record<string, string> = {};
  const replies = new Map<string, Outcome["reply"]>();
  const accepts = await acceptsConforming(target);
  for (const testCase of cases) {
    const outcome = await check(testCase, target, accepts);
    if (typeof outcome !== "string") replies.set(testCase.name, outcome.reply);
    results[testCase.name] = typeof outcome === "string" ? outcome : outcome.passed ? "passed" : outcome.report;
  }
  await target.close();
  return { results, recording: recordingOf(replies, target) };
}

function runOn(drift?: Drift, cases = fewCases) {
  return withServer(provider(drift), async ({ url }) => run(await proxyTarget(spec, new URL(url), account), cases));
}

const onDemand = "only the mock returns a status on demand";

it("a provider that fulfils the contract passes every case that does not need a status on demand", async () => {
  const { results } = await runOn(undefined, targetCases);
  const expected = targetCases.map(({ name, prefer }) => [name, prefer === undefined ? "passed" : onDemand]);
  expect(results).toEqual(Object.fromEntries(expected));
});

describe("a provider fails, with the reason, if", () => {
  const onSuccess = (change: object) => (response: ProviderResponse) =>
    response.status === 200 ? { ...response, ...change } : response;
  const onRefusal = (change: object) => (response: ProviderResponse) =>
    response.status === 200 ? response : { ...response, ...change };

  it.each<[string, Drift, RegExp]>([
    ["the token has another name", onSuccess({ body: { sdkToken: token } }), /must have required property 'token'/],
    ["the token is not a JWT", onSuccess({ body: { token: "secret" } }), /must match pattern/],
    [
      "a success is 201",
      onSuccess({ status: 201 }),
      /expected: status 200 .*\n.*status 201[\s\S]*status 201 is not decl/,
    ],
    ["responses are HTML", onSuccess({ headers: { "content-type": "text/html" } }), /media type "text\/html"/],
    ["an error has no type", onRefusal({ body: { message: "m" } }), /must have required property 'type'/],
    ["a bad request is a server error", onRefusal({ status: 500 }), /expected: status 40[01].*\nreceived: status 500/],
    ["a bad request is accepted", onRefusal({ status: 200, body: { token } }), /expected: status 40[01]/],
    ["every refusal is 404", onRefusal({ status: 404 }), /expected: status 40[01].*\nreceived: status 404/],
    ["a success is 501", onSuccess({ status: 501 }), /status 501: not implemented/],
  ])("%s", async (_, drift, reason) => {
    const { results } = await runOn(drift);
    const failures = Object.values(results).filter((result) => result.startsWith("expected: "));
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) expect(failure).toMatch(reason);
  });

  it("it is not reachable", async () => {
    const url = await withServer(provider(), async (server) => server.url);
    const { results } = await run(await proxyTarget(spec, new URL(url), account));
    expect(results["request: web"]).toMatch(/no complete response: .*ECONNREFUSED/);
  });

  it("it never responds", async () => {
    const { port, close } = await listen(createServer((socket) => socket.on("error", () => {}).resume()));
    const target = await proxyTarget(spec, new URL(`http://127.0.0.1:${port}/v1`), account, 50);
    const { results } = await run(target, fewCases.slice(0, 1));
    expect(results["request: web"]).toContain("no complete response: ");
    close();
  });
});

it("a failure names the request, the source of the rule and a curl command, without secrets", async () => {
  const { results } = await runOn((response) => ({ ...response, status: 500, body: { echo: apiKey, token } }));
  const report = results["request: web"] ?? "";
  expect(report).toContain(`request:  POST /v1${operation.path} {"clientId":"CLIENT_ID"`);
  expect(report).toContain("(ComplyCube documents it)");
  expect(report).toMatch(/repeat: {3}curl .*\n.*\$COMPLYCUBE_API_KEY/);
  for (const secret of [apiKey, token, account.clientId]) expect(report).not.toContain(secret);
});

describe("refusals prove nothing if", () => {
  const error = { type: "t", message: "m" };

  it("the rate limit is reached", async () => {
    const { results } = await runOn(() => ({ status: 429, body: error }));
    expect(Object.values(results)).not.toContain("passed");
    expect(results["request: web"]).toBe("the rate limit was reached");
  });

  it("everything is refused", async () => {
    const { results } = await runOn(() => ({ status: 401, body: error }));
    expect(results["request: no key"]).toBe("the target does not accept the conforming request either");
  });
});

it("the live target waits between requests", async () => {
  const waits: number[] = [];
  const pause = async (ms: number) => void waits.push(ms);
  await withServer(provider(), async ({ url, received }) => {
    await run(await liveTarget(spec, new URL(url), account, pause));
    expect(waits).toEqual(received.map(() => 200));
  });
});

describe("a recording", () => {
  const leaky: Drift = ({ status, headers }) => ({
    status,
    headers: { ...headers, "x-echo": `${apiKey} ${account.clientId}`, "set-cookie": `session=${apiKey}` },
    body: { type: "t", message: `${apiKey} ${account.clientId}`, token, copy: `of ${token}`, data: [{ token }] },
  });
  const replay = async (recording: Recording) =>
    run(await replayTarget(spec, recording, { apiKey: "test_another", clientId: "ANOTHER" }));

  it("contains no key, client ID, token or cookie", async () => {
    const text = JSON.stringify((await runOn(leaky)).recording);
    expect(text).toContain("header.payload.signature");
    for (const secret of [apiKey, account.clientId, token, "session="]) expect(text).not.toContain(secret);
  });

  it.each<[string, Drift]>([
    ["that fulfils the contract", leaky],
    ["whose status drifts", (response) => ({ ...response, status: response.status === 200 ? 201 : 500 })],
    ["whose token is not a JWT", (response) => ({ ...response, body: { token: "a secret", type: 1 } })],
  ])("of a provider %s passes and fails the same cases", async (_, drift) => {
    const { results, recording } = await runOn(drift);
    const passed = (all: Record<string, string>) => Object.entries(all).filter(([, result]) => result === "passed");
    expect(passed((await replay(JSON.parse(JSON.stringify(recording)))).results)).toEqual(passed(results));
  });

  it("fails a case that it lacks", async () => {
    const { recording } = await runOn();
    const { "request: no key": _, ...answers } = recording.answers;
    const { results } = await replay({ ...recording, answers });
    expect(results["request: no key"]).toContain("no complete response");
  });

  it.each([
    ["another target", { target: "x", answers: {} }],
    ["a list", { target: "mock", answers: [] }],
    ["a number as response", { target: "mock", answers: { a: 5 } }],
    ["an invalid status", { target: "mock", answers: { a: { status: 99_999, headers: {}, body: "" } } }],
    ["a header of two lines", { target: "mock", answers: { a: { status: 200, headers: { b: "c\nd" }, body: "" } } }],
  ])("is not valid with %s", (_, value) => {
    expect(isRecording(value)).toBe(false);
  });
});
