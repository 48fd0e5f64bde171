import { setTimeout } from "node:timers/promises";
import { forward, type RawAnswer } from "../../../scripts/forward.js";
import type { Spec } from "../../../scripts/generate/read-spec.js";
import { type PrismServer, startMock, startProxy } from "../../../scripts/prism-server.js";
import { blindSpots } from "../judges/blind-spots.js";
import { startUpstream } from "../upstream.js";
import type { Recording } from "./recording.js";
import type { Reply, Sent, Target } from "./target.js";

interface Account {
  apiKey: string;
  clientId: string;
}

/** The sandbox takes five requests a second. */
const millisecondsBetween = 200;

export async function mockTarget(spec: Spec, account: Account): Promise<Target> {
  const mock = await startMock(spec);
  return {
    ...account,
    name: "mock",
    canForce: true,
    async send(sent) {
      const answer = await sendTo(mock, sent);
      return { answer, violations: violationsOfAnswers(mock) };
    },
    close: mock.close,
  };
}

/** Any server, with Prism in front of it. */
export async function proxyTarget(spec: Spec, upstream: URL, account: Account, timeoutMs?: number): Promise<Target> {
  const proxy = await startProxy(spec, upstream, { ...(timeoutMs !== undefined && { timeoutMs }) });
  const declared = spec.resolved.paths?.["/tokens"]?.post?.responses ?? {};
  return {
    ...account,
    name: "proxy",
    canForce: false,
    async send(sent) {
      await sendTo(proxy, sent);
      const answer = proxy.exchanges.at(-1)?.upstream;
      const violations = [...violationsOfAnswers(proxy), ...blindSpots(answer, declared)];
      return { answer: typeof answer === "object" ? answer : undefined, violations };
    },
    close: proxy.close,
  };
}

/** ComplyCube's sandbox, at the pace that it allows. */
export async function liveTarget(
  spec: Spec,
  account: Account,
  upstream: URL,
  pause: (milliseconds: number) => Promise<void> = setTimeout,
): Promise<Target> {
  const target = await proxyTarget(spec, upstream, account);
  return {
    ...target,
    name: "live",
    async send(sent): Promise<Reply> {
      await pause(millisecondsBetween);
      return target.send(sent);
    },
  };
}

/** The answers of a recording, with Prism in front of them as it was. */
export async function replayTarget(spec: Spec, recording: Recording, account: Account): Promise<Target> {
  const upstream = await startUpstream();
  const target = await proxyTarget(spec, upstream.url, account);
  return {
    ...target,
    name: "replay",
    canForce: recording.target === "mock",
    async send(sent) {
      const answer = recording.answers[sent.name];
      upstream.answer = answer ?? { status: 0, headers: {}, body: "", hangsUp: true };
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
  const { "content-length": _, ...sent } = headers;
  const path = new URL(url).pathname.replace(/^\/v1/, "");
  return forward(
    {
      method: method.toLowerCase() as "post",
      url: { path },
      headers: { ...sent, ...(prefer !== undefined && { prefer }) },
      body: body === undefined ? body : JSON.stringify(body),
    },
    new URL(server.url + path),
  );
}

/** Those of a request are what a case is about. */
function violationsOfAnswers({ exchanges }: PrismServer): string[] {
  return exchanges.flatMap(({ violations }) => violations.filter((text) => text.startsWith("response")));
}
