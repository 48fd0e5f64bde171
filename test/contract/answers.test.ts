import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PrismServer, startProxy } from "../../scripts/prism-server.js";
import { ComplyCube, ComplyCubeError } from "../../src/index.js";
import { useServer } from "../support/loopback.js";
import { apiKey, operation, spec } from "../support/prism.js";
import { type AnswerCase, badAnswers, goodAnswers } from "./cases/answers.js";
import { blindSpots } from "./checks/blind-spots.js";

let next: AnswerCase | undefined;
let proxy: PrismServer;
const upstream = useServer((response) => {
  const { status = 500, headers = {}, body = "", hangsUp } = next ?? {};
  if (!hangsUp) response.writeHead(status, headers).end(body);
  else if (body === "") response.destroy();
  else response.writeHead(status, headers).write(body, () => response.destroy());
});

beforeAll(async () => {
  proxy = await startProxy(spec, new URL(upstream.url));
});
afterAll(() => proxy.close());

async function generate(baseUrl: string, answer: AnswerCase): Promise<unknown> {
  next = answer;
  const complycube = new ComplyCube({ apiKey, baseUrl, maxRetries: 0 });
  try {
    return { token: await complycube.token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" }) };
  } catch (error) {
    if (!(error instanceof ComplyCubeError)) throw error;
    const { name, statusCode, type, param, retryAfterMs }: Record<string, unknown> = { ...error, name: error.name };
    return { error: name, statusCode, type, param, retryAfterMs };
  }
}

/** The violations of a response that passes through the proxy, by Prism and by our own check. */
async function violationsOf(answer: AnswerCase) {
  proxy.exchanges.splice(0);
  await generate(proxy.url, answer);
  const [exchange, ...others] = proxy.exchanges;
  if (!exchange || others.length > 0) throw new Error("expected one request");
  return { prism: exchange.violations, own: blindSpots(exchange.upstream, operation.responses) };
}

describe.each(Object.entries(goodAnswers))("a conforming response: %s", (_, answer) => {
  it("has no violation, and the client returns the token or a named error", async () => {
    expect(await violationsOf(answer)).toEqual({ prism: [], own: [] });
    expect(await generate(upstream.url, answer)).toEqual(answer.outcome);
  });
});

describe.each(Object.entries(badAnswers))("a response that breaks the contract: %s", (_, answer) => {
  it("has a violation, and the client returns the token or a named error", async () => {
    const { prism, own } = await violationsOf(answer);
    const { violation = "no violation is declared", blind } = answer;
    expect(blind === undefined ? prism : own).toContainEqual(expect.stringContaining(blind ?? violation));
    expect(await generate(upstream.url, answer)).toEqual(answer.outcome);
  });
});
