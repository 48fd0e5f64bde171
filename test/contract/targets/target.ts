import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { forward, type RawAnswer } from "../../../scripts/forward.js";
import type { Spec } from "../../../scripts/generate/read-spec.js";
import { type PrismServer, startMock, startProxy } from "../../../scripts/prism-server.js";
import { serverUrl } from "../../../src/generated/server.js";
import { serve } from "../../support/loopback.js";
import { operation } from "../../support/prism.js";
import { writeAnswer } from "../cases/answers.js";
import type { ContractRequest } from "../cases/requests.js";
import { missedByPrism } from "../missed-by-prism.js";
import { type Recording, readRecording } from "./recording.js";

export interface Sent {
  /** The name of the case. */
  name: string;
  request: ContractRequest;
  /** The status and the example that the mock must answer with. */
  prefer?: { code: number; exampleKey: string };
}

export interface Reply {
  /** `undefined` if there was no complete answer. */
  answer: RawAnswer | undefined;
  /** How the request breaks the spec. */
  requestViolations: string[];
  /** How the answer breaks the spec. */
  problems: string[];
}

export interface Account {
  apiKey: string;
  clientId: string;
}

/** A server that the cases of the contract can be sent to. */
export interface Target extends Account {
  name: string;
  /** The base URL for a command that repeats a request. */
  url: string;
  /** Whether `prefer` chooses the answer. */
  canChooseAnswer: boolean;
  send(sent: Sent): Promise<Reply>;
  close(): Promise<void>;
}

/** Opens the target that `npm run test:contract` set in the environment. Default: the mock. */
export async function openTarget(spec: Spec, env: NodeJS.ProcessEnv): Promise<Target> {
  const { CONTRACT_TARGET: name = "mock", CONTRACT_UPSTREAM: upstream = "", CONTRACT_RECORDING: recording = "" } = env;
  const apiKey = env.COMPLYCUBE_API_KEY || madeUp.apiKey;
  const clientId = env.COMPLYCUBE_CLIENT_ID || madeUp.clientId;
  if (name === "proxy") return proxyTarget(spec, new URL(upstream), { apiKey, clientId });
  if (name === "live") return liveTarget(spec, new URL(serverUrl), { apiKey, clientId });
  if (name === "replay") return replayTarget(spec, readRecording(await readFile(recording, "utf8")));
  return mockTarget(spec);
}

const madeUp: Account = { apiKey: "test_key", clientId: "CLIENT_ID" };

export async function mockTarget(spec: Spec, account = madeUp): Promise<Target> {
  const mock = await startMock(spec);
  return {
    ...account,
    name: "mock",
    url: "http://127.0.0.1:4010/v1", // Where `npm run mock` serves the same mock.
    canChooseAnswer: true,
    async send(sent) {
      const answer = await sendTo(mock, sent);
      return { answer, ...violationsIn(mock) };
    },
    close: mock.close,
  };
}

/** Any server, behind Prism. */
export async function proxyTarget(spec: Spec, upstream: URL, account: Account, timeoutMs = 10_000): Promise<Target> {
  const proxy = await startProxy(spec, upstream, { timeoutMs });
  return {
    ...account,
    name: "proxy",
    url: upstream.href.replace(/\/$/, ""),
    canChooseAnswer: false,
    async send(sent) {
      await sendTo(proxy, sent);
      const answer = proxy.exchanges.at(-1)?.upstream;
      const { requestViolations, problems } = violationsIn(proxy);
      return {
        answer: typeof answer === "object" ? answer : undefined,
        requestViolations,
        problems: [...problems, ...missedByPrism(answer, operation)],
      };
    },
    close: proxy.close,
  };
}

/** The sandbox accepts five requests a second. */
const pauseMs = 200;

/** ComplyCube's sandbox. */
export async function liveTarget(
  spec: Spec,
  upstream: URL,
  account: Account,
  pause: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<Target> {
  const target = await proxyTarget(spec, upstream, account);
  return {
    ...target,
    name: "live",
    async send(sent) {
      await pause(pauseMs);
      return target.send(sent);
    },
  };
}

/** The answers of a recording, behind Prism. */
export async function replayTarget(spec: Spec, { target: recorded, url, answers }: Recording): Promise<Target> {
  let current: RawAnswer | null | undefined;
  const upstream = await serve((response) =>
    writeAnswer(response, current ?? { status: 0, headers: {}, body: "", hangsUp: true }),
  );
  const target = await proxyTarget(spec, new URL(upstream.url), madeUp);
  return {
    ...target,
    name: "replay",
    url,
    canChooseAnswer: recorded === "mock",
    send(sent) {
      current = answers[sent.name];
      return target.send(sent);
    },
    async close() {
      await target.close();
      await upstream.close();
    },
  };
}

async function sendTo(server: PrismServer, { request, prefer }: Sent): Promise<RawAnswer> {
  server.exchanges.splice(0);
  const { method, url, headers, body } = request;
  const preferred = prefer && { prefer: `code=${prefer.code}, example=${prefer.exampleKey}` };
  return forward(
    { method: method.toLowerCase() as "post", url: { path: "" }, headers: { ...headers, ...preferred }, body },
    new URL(new URL(url).pathname, server.url),
  );
}

function violationsIn({ exchanges }: PrismServer): { requestViolations: string[]; problems: string[] } {
  const violations = exchanges.flatMap((exchange) => exchange.violations);
  const isOfAnswer = (violation: string) => violation.startsWith("response");
  return {
    requestViolations: violations.filter((violation) => !isOfAnswer(violation)),
    problems: violations.filter(isOfAnswer),
  };
}
