import { isDeepStrictEqual } from "node:util";
import { toPrism } from "../../../scripts/forward.js";
import { documentedAnswers, documentedRequests } from "../cases/documented.js";
import { type ContractRequest, conforming, type RequestCase, requestCases } from "../cases/requests.js";
import { redaction } from "./recording.js";
import type { Account, Reply, Sent, Target } from "./target.js";

/** A request, with the answer that the contract demands. */
export interface Case extends Sent {
  /** The statuses that conform. */
  statuses: number[];
  /** Part of the violation that Prism must report about the request. */
  violation?: string;
  /** The documented body, or the properties that it must have. */
  body?: Record<string, unknown>;
  isWholeBody?: boolean;
  headers?: Record<string, string>;
  isOutsideSpec?: true;
}

export const conformingCase: Case = { name: "request: web", request: conforming, statuses: [200] };

export const cases: Case[] = [
  ...Object.entries(requestCases).map(([name, { status, ...rest }]: [string, RequestCase]) => ({
    name: `request: ${name}`,
    // The documentation says 400. A server may also distinguish media type and meaning.
    statuses: status === 400 ? [400, 415, 422] : [status],
    ...rest,
  })),
  ...documentedAnswers.map(({ status, example, body, isShown, headers }) => ({
    name: `answer: ${status} ${example}`,
    request: conforming,
    prefer: { code: status, exampleKey: example },
    statuses: [status],
    body,
    isWholeBody: isShown,
    ...(headers && { headers }),
  })),
];

/** What is wrong with the reply to a case; nothing if it conforms. */
export function problemsOf({ statuses, violation, body, isWholeBody, headers = {} }: Case, reply: Reply): string[] {
  const { answer, requestViolations, problems } = reply;
  if (!answer) return problems;
  const found = [...problems];
  if (!statuses.includes(answer.status)) found.unshift(`status ${answer.status} instead of ${statuses.join(" or ")}`);
  const isReported =
    violation === undefined
      ? requestViolations.length === 0
      : requestViolations.some((text) => text.includes(violation));
  if (!isReported) {
    found.push(`Prism reports ${JSON.stringify(requestViolations)} about the request, not ${violation ?? "nothing"}`);
  }
  const answered = toPrism(answer).body;
  if (body && !isDeepStrictEqual(answered, isWholeBody ? body : { ...Object(answered), ...body })) {
    found.push(`the body is not the documented ${JSON.stringify(body)}`);
  }
  for (const [name, value] of Object.entries(headers)) {
    if (answer.headers[name] !== value) found.push(`the header ${name} is not ${value}`);
  }
  return found;
}

export type Verdict = { name: string } & (
  | { verdict: "passed" }
  | { verdict: "failed"; problems: string[]; message: string }
  | { verdict: "not tested"; reason: string }
);

export interface Runner {
  /** Replies by case name. */
  replies: Map<string, Reply>;
  send(sent: Sent): Promise<Reply>;
  run(testCase: Case): Promise<Verdict>;
}

/** Runs cases one after another, and closes the target. */
export async function runAll(target: Target, tested: Case[]): Promise<Runner & { verdicts: Verdict[] }> {
  const runner = createRunner(target);
  const verdicts: Verdict[] = [];
  for (const testCase of tested) verdicts.push(await runner.run(testCase));
  await target.close();
  return { ...runner, verdicts };
}

/** Sends cases to a target, each once. */
export function createRunner(target: Target): Runner {
  const replies = new Map<string, Reply>();

  async function send(sent: Sent): Promise<Reply> {
    const reply = replies.get(sent.name) ?? (await target.send({ ...sent, request: addressed(sent.request, target) }));
    replies.set(sent.name, reply);
    return reply;
  }

  /** A server that refuses every request proves nothing by refusing an invalid one. */
  async function acceptsConforming(): Promise<boolean> {
    return problemsOf(conformingCase, await send(conformingCase)).length === 0;
  }

  async function run(testCase: Case): Promise<Verdict> {
    const { name, statuses, prefer, isOutsideSpec } = testCase;
    const notTested = (reason: string): Verdict => ({ name, verdict: "not tested", reason });
    if (prefer && !target.canChooseAnswer) return notTested("only the mock can be asked for an answer");
    if (isOutsideSpec && target.name !== "mock") return notTested("the contract covers no other paths and methods");
    if (!prefer && !statuses.includes(200) && !(await acceptsConforming())) {
      return notTested("the server refuses conforming requests, too");
    }
    const reply = await send(testCase);
    if (reply.answer?.status === 429 && !prefer) return notTested("the rate limit was reached");
    const redact = redaction(target);
    const problems = problemsOf(testCase, reply).map(redact);
    if (problems.length === 0) return { name, verdict: "passed" };
    return { name, verdict: "failed", problems, message: redact(explain(target, testCase, reply, problems)) };
  }

  return { replies, send, run };
}

/** Sets the key and the client ID of an account. */
function addressed(request: ContractRequest, { apiKey, clientId }: Account): ContractRequest {
  const { method, url, headers, body } = request;
  const withKey = (text: string) => text.replaceAll(conforming.headers.authorization ?? "", apiKey);
  return {
    method,
    url,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, withKey(value)])),
    ...(body !== undefined && {
      body: JSON.parse(JSON.stringify(body).replaceAll('"CLIENT_ID"', JSON.stringify(clientId))),
    }),
  };
}

function explain(target: Target, testCase: Case, { answer }: Reply, problems: string[]): string {
  const { request, statuses, violation } = testCase;
  const rule = violation === undefined ? "answer" : `reject "${violation}"`;
  return `${problems.join("\n")}

Rule:     ${rule} with status ${statuses.join(" or ")} (${sourceOf(testCase)})
Request:  ${request.method} ${new URL(request.url).pathname} ${JSON.stringify(request.body) ?? "without a body"}
Answer:   ${answer ? `${answer.status} ${answer.headers["content-type"] ?? ""} ${answer.body}` : "none"}
Repeat:   ${curl(target, testCase)}`;
}

/** Who set the rule of a case. The spec explains ours. */
function sourceOf({ request, violation, prefer }: Case): string {
  const documentedRules = /'clientId'|must be|content types|security scheme|Body parameter/;
  const isDocumented =
    violation === undefined
      ? prefer || Object.values(documentedRequests).some((body) => isDeepStrictEqual(body, request.body))
      : documentedRules.test(violation);
  return isDocumented ? "documented by ComplyCube" : "ours";
}

/** A command that repeats a request. The shell inserts the key. */
function curl({ url }: Target, { request, prefer }: Case): string {
  const { "content-length": _, ...headers } = request.headers;
  const sent = { ...headers, ...(prefer && { prefer: `code=${prefer.code}, example=${prefer.exampleKey}` }) };
  const options = Object.entries(sent).map(([name, value]) =>
    value === conforming.headers.authorization
      ? `-H "${name}: $COMPLYCUBE_API_KEY"`
      : `-H ${quoted(`${name}: ${value}`)}`,
  );
  const body = request.body === undefined ? [] : ["-d", quoted(JSON.stringify(request.body))];
  const address = url + new URL(request.url).pathname.replace(/^\/v\d+/, "");
  return ["curl", "-X", request.method, quoted(address), ...options, ...body].join(" ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
