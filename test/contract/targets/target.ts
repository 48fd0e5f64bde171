import { setTimeout } from "node:timers/promises";
import { forward, type RawAnswer } from "../../../scripts/forward.js";
import type { Spec } from "../../../scripts/generate/read-spec.js";
import { type PrismServer, startMock, startProxy } from "../../../scripts/prism-server.js";
import { redactor, tokens } from "../../../src/transport/redact.js";
import { serve } from "../../support/loopback.js";
import { operation } from "../../support/prism.js";
import { conforming } from "../cases/requests.js";
import { blindSpots } from "../checks/blind-spots.js";
import type { ContractRequest } from "../checks/prism.js";
import type { Recording } from "./recording.js";

export interface Account {
  apiKey: string;
  /** The client to mint tokens for. */
  clientId: string;
}

/** A response, with everything in it that breaks the contract. */
export interface Reply {
  /** `undefined` if no complete response arrived. */
  answer: RawAnswer | undefined;
  violations: string[];
}

/** A server that the contract cases can be sent to. */
export interface Target {
  name: "mock" | "proxy" | "live" | "replay";
  account: Account;
  /** Whether `prefer` selects the status and the example of a response. */
  canPrefer: boolean;
  /** @param name the case, by which a recording finds its response */
  send(name: string, request: ContractRequest, prefer?: string): Promise<Reply>;
  close(): Promise<void>;
}

/** The sandbox allows five requests a second. */
const msBetweenRequests = 200;

export async function mockTarget(spec: Spec, account: Account): Promise<Target> {
  const mock = await startMock(spec);
  return {
    name: "mock",
    account,
    canPrefer: true,
    async send(_, request, prefer) {
      const answer = await sendTo(mock, addressed(request, account), prefer);
      return { answer, violations: responseViolations(mock) };
    },
    close: mock.close,
  };
}

/** Any server, behind Prism's validating proxy. */
export async function proxyTarget(spec: Spec, upstream: URL, account: Account, timeoutMs?: number): Promise<Target> {
  const proxy = await startProxy(spec, upstream, timeoutMs === undefined ? {} : { timeoutMs });
  return {
    name: "proxy",
    account,
    canPrefer: false,
    async send(_, request) {
      await sendTo(proxy, addressed(request, account));
      const answer = proxy.exchanges.at(-1)?.upstream;
      const violations = [...responseViolations(proxy), ...blindSpots(answer, operation.responses)];
      return { answer: typeof answer === "object" ? answer : undefined, violations };
    },
    close: proxy.close,
  };
}

/** ComplyCube's sandbox, at the rate that it allows. */
export async function liveTarget(
  spec: Spec,
  upstream: URL,
  account: Account,
  pause: (ms: number) => Promise<void> = setTimeout,
): Promise<Target> {
  const target = await proxyTarget(spec, upstream, account);
  return {
    ...target,
    name: "live",
    async send(...sent) {
      await pause(msBetweenRequests);
      return target.send(...sent);
    },
  };
}

/** A server that returns recorded responses, behind the same proxy. */
export async function replayTarget(spec: Spec, recording: Recording, account: Account): Promise<Target> {
  let next: RawAnswer | undefined | null;
  const upstream = await serve((response) => {
    if (next) response.writeHead(next.status, next.headers).end(next.body);
    else response.destroy();
  });
  const target = await proxyTarget(spec, new URL(upstream.url), account);
  return {
    ...target,
    name: "replay",
    canPrefer: recording.target === "mock",
    async send(name, ...sent) {
      next = recording.answers[name];
      return target.send(name, ...sent);
    },
    async close() {
      await target.close();
      await upstream.close();
    },
  };
}

/** Removes the key, the client ID and every token. What has the form of a token is replaced by a token. */
export function redaction({ apiKey, clientId }: Account): (text: string) => string {
  const { key } = redactor(apiKey);
  return (text) =>
    key(text)
      .replaceAll(clientId, "CLIENT_ID")
      .replace(tokens, (token) => (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? "header.payload.signature" : "[token]"));
}

/** The request with the key and the client of the account. */
function addressed({ headers, body, ...rest }: ContractRequest, { apiKey, clientId }: Account): ContractRequest {
  const { authorization = "" } = conforming.headers;
  const withKey = Object.entries(headers).map(([name, value]) => [name, value.replaceAll(authorization, apiKey)]);
  const text = JSON.stringify(body)?.replaceAll('"CLIENT_ID"', JSON.stringify(clientId));
  return { ...rest, headers: Object.fromEntries(withKey), body: text && JSON.parse(text) };
}

async function sendTo(server: PrismServer, request: ContractRequest, prefer?: string): Promise<RawAnswer> {
  server.exchanges.splice(0);
  const { method, url, headers, body } = request;
  const { "content-length": _, ...sent } = headers;
  const path = new URL(url).pathname.replace(/^\/v1/, "");
  const input = {
    method: method.toLowerCase() as "post",
    url: { path },
    headers: { ...sent, ...(prefer !== undefined && { prefer }) },
    body: body === undefined ? body : JSON.stringify(body),
  };
  return forward(input, new URL(server.url + path));
}

/** Violations of the request are the subject of a case, not a fault. */
function responseViolations({ exchanges }: PrismServer): string[] {
  return exchanges.flatMap(({ violations }) => violations.filter((text) => text.startsWith("response")));
}
