import { describe, expect, it, onTestFinished } from "vitest";
import { startMock } from "../../scripts/prism-server.js";
import { validateTokenRequest } from "../../src/generated/validators.js";
import { type Handler, json, type Received, withServer } from "../support/loopback.js";
import { apiKey, operation, spec } from "../support/prism.js";
import { liveTarget, proxyTarget, type Target } from "./targets/target.js";
import { cases, runAll, type Verdict } from "./targets/verdict.js";

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}

type Drift = (answer: Answer) => Answer;

const account = { apiKey, clientId: "5eb04fcd0f3e360008035eb1" };
const token = "header.payload.signature";
const error = { type: "t", message: "m" };

/** One case of each kind. */
const names = ["request: web", "request: both referrer and app ID", "request: no key", "answer: 402 paymentDue"];
const fewCases = cases.filter(({ name }) => names.includes(name));

/** A server that keeps the contract without the mock, unless `drift` changes its answers. */
function provider(drift: Drift = (answer) => answer): Handler {
  return (response, index, request) => {
    const { status, headers, body } = drift(answerTo(request));
    json(status, body, headers)(response, index, request);
  };
}

function answerTo({ headers, body }: Received): Answer {
  if (headers.authorization !== apiKey) return { status: 401, body: error };
  if (headers["content-type"] !== "application/json") return { status: 415, body: error };
  const isValid = validateTokenRequest(JSON.parse(body || "null"));
  return isValid ? { status: 200, body: { token } } : { status: 400, body: error };
}

function verdictsOn(handler: Handler, tested = fewCases): Promise<Verdict[]> {
  return withServer(handler, async ({ url }) => verdictsOf(await proxyTarget(spec, new URL(url), account), tested));
}

const verdictsOf = async (target: Target, tested = fewCases) => (await runAll(target, tested)).verdicts;
const problemsIn = (verdicts: Verdict[]) => verdicts.flatMap((one) => (one.verdict === "failed" ? one.problems : []));
const resultsOf = (verdicts: Verdict[]) => verdicts.map(({ verdict }) => verdict);

it("a server that keeps the contract passes every case that does not need the mock", async () => {
  const verdicts = await verdictsOn(provider(), cases);
  expect(problemsIn(verdicts)).toEqual([]);
  const tested = verdicts.filter(({ verdict }) => verdict === "passed").map(({ name }) => name);
  expect(tested).toEqual(
    cases.filter(({ prefer, isOutsideSpec }) => !prefer && !isOutsideSpec).map(({ name }) => name),
  );
});

it("a proxy in front of the mock has no failure", async () => {
  const mock = await startMock(spec);
  onTestFinished(mock.close);
  const verdicts = await verdictsOf(await proxyTarget(spec, new URL(mock.url), account), cases);
  expect(problemsIn(verdicts)).toEqual([]);
  expect(resultsOf(verdicts)).toContain("passed");
});

describe("reports how a server deviates from the spec:", () => {
  const change =
    (isChanged: (status: number) => boolean, changes: Partial<Answer>): Drift =>
    (answer) =>
      isChanged(answer.status) ? { ...answer, ...changes } : answer;
  const success = (changes: Partial<Answer>) => change((status) => status === 200, changes);
  const refusal = (changes: Partial<Answer>) => change((status) => status !== 200, changes);

  it.each<[string, Drift, RegExp]>([
    ["another name for the token", success({ body: { sdkToken: token } }), /required property 'token'/],
    ["a token that is not a JWT", success({ body: { token: "secret" } }), /must match pattern/],
    ["success with status 201", success({ status: 201 }), /^status 201 instead of 200/],
    ["HTML", success({ headers: { "content-type": "text/html" } }), /media type "text\/html"/],
    ["an error without a type", refusal({ body: { message: "m" } }), /required property 'type'/],
    ["an invalid request that fails with status 500", refusal({ status: 500 }), /^status 500 instead of 40[01]/],
    ["an invalid request that succeeds", refusal({ status: 200, body: { token } }), /^status 200 instead of 40[01]/],
    ["the same status for every refusal", refusal({ status: 404 }), /^status 404 instead of 40[01]/],
    ["a refusal of conforming requests", success({ status: 401, body: error }), /^status 401 instead of 200/],
    ["an operation that is not implemented", success({ status: 501 }), /status 501: not implemented/],
  ])("%s", async (_, drift, problem) => {
    expect(problemsIn(await verdictsOn(provider(drift)))).toContainEqual(expect.stringMatching(problem));
  });

  it("no server", async () => {
    const url = await withServer(
      () => {},
      async (server) => server.url,
    );
    const verdicts = await verdictsOf(await proxyTarget(spec, new URL(url), account));
    expect(resultsOf(verdicts)).not.toContain("passed");
    expect(problemsIn(verdicts)).toContainEqual(expect.stringMatching(/no complete answer: .*ECONNREFUSED/));
  });

  it("no answer", async () => {
    await withServer(
      () => {},
      async ({ url }) => {
        const verdicts = await verdictsOf(await proxyTarget(spec, new URL(url), account, 50), fewCases.slice(0, 1));
        expect(problemsIn(verdicts)).toContainEqual(expect.stringContaining("no complete answer"));
      },
    );
  });
});

it("a failure shows request, answer, rule and a command, without the key, the client ID and a token", async () => {
  const secret = "eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjF9.c2VjcmV0";
  const body = { token: secret, echo: `${apiKey} ${account.clientId}` };
  const [, verdict] = await verdictsOn(
    provider((answer) => ({ status: 200, body: answer.status === 200 ? { token } : body })),
  );
  if (verdict?.verdict !== "failed") throw new Error("expected a failure");
  expect(verdict.message).toMatch(/status 200 instead of 400/);
  expect(verdict.message).toMatch(/Rule: +reject "found 'appId'" with status 400 or 415 or 422 \(ours\)/);
  expect(verdict.message).toMatch(/Request: +POST \/v1\/tokens {"clientId":"CLIENT_ID",/);
  expect(verdict.message).toMatch(/Answer: +200 application\/json {"token":"header.payload.signature","echo":/);
  expect(verdict.message).toMatch(
    /curl -X POST 'http:\/\/127\.0\.0\.1:\d+\/v1\/tokens' -H "authorization: \$COMPLYCUBE_API_KEY" .* -d '{"clientId":/,
  );
  for (const hidden of [apiKey, account.clientId, secret]) expect(verdict.message).not.toContain(hidden);
});

describe("does not count as tested:", () => {
  it("any case beyond the rate limit", async () => {
    const verdicts = await verdictsOn(json(429, error));
    expect(resultsOf(verdicts)).toEqual(fewCases.map(() => "not tested"));
  });

  it("a refusal by a server that refuses every request", async () => {
    const verdicts = await verdictsOn(json(401, error));
    expect(resultsOf(verdicts)).toEqual(["failed", "not tested", "not tested", "not tested"]);
  });
});

it("the live target pauses 200 ms before each request", async () => {
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => pauses.push(milliseconds);
  await withServer(provider(), async ({ url, received }) => {
    const target = await liveTarget(spec, new URL(url), account, pause);
    expect(resultsOf(await verdictsOf(target))).toEqual(["passed", "passed", "passed", "not tested"]);
    expect(pauses).toEqual(received.map(() => 200));
    expect(received[0]?.path).toBe(`/v1${operation.path}`);
  });
});
