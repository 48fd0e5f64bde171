import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PrismServer, startProxy } from "../../scripts/prism-server.js";
import { ComplyCube, ComplyCubeError } from "../../src/index.js";
import { apiKey, generateToken, spec } from "../support/prism.js";
import { type AnswerCase, badAnswers, goodAnswers } from "./cases/answers.js";
import { blindSpots } from "./judges/blind-spots.js";
import { startUpstream, type Upstream } from "./upstream.js";

let upstream: Upstream;
let proxy: PrismServer;

beforeAll(async () => {
  upstream = await startUpstream();
  proxy = await startProxy(spec, upstream.url);
});
afterAll(async () => {
  await proxy.close();
  await upstream.close();
});

const declared = generateToken().responses ?? {};

/** What Prism finds, and what our own check finds, of an answer that passes through the proxy. */
async function findings(answer: AnswerCase) {
  upstream.answer = answer;
  proxy.exchanges.splice(0);
  await generate(proxy.url).catch(() => {});
  const [exchange, ...others] = proxy.exchanges;
  if (!exchange || others.length > 0) throw new Error("expected one request");
  return { prisms: exchange.violations, own: blindSpots(exchange.upstream, declared) };
}

function generate(baseUrl: string): Promise<string> {
  const complycube = new ComplyCube({ apiKey, baseUrl, maxRetries: 0 });
  return complycube.token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" });
}

/** What the client makes of an answer that comes to it directly. */
async function outcome(answer: AnswerCase): Promise<unknown> {
  upstream.answer = answer;
  try {
    return { token: await generate(upstream.url.href) };
  } catch (error) {
    if (!(error instanceof ComplyCubeError)) throw error;
    const { name, statusCode, type, param, retryAfterMs }: Record<string, unknown> = { ...error, name: error.name };
    return { error: name, statusCode, type, param, retryAfterMs };
  }
}

describe.each(Object.entries(goodAnswers))("a good answer, %s", (_, answer) => {
  it("is not flagged", async () => {
    expect(await findings(answer)).toEqual({ prisms: [], own: [] });
  });

  it("ends as documented", async () => {
    expect(await outcome(answer)).toEqual(answer.outcome);
  });
});

describe.each(Object.entries(badAnswers))("a bad answer, %s", (_, answer) => {
  it("is flagged", async () => {
    const { prisms, own } = await findings(answer);
    const { violation, blind } = answer;
    if (blind === undefined) expect(prisms).toContainEqual(expect.stringContaining(violation ?? "declare one"));
    else expect(own).toContainEqual(expect.stringContaining(blind));
  });

  it("ends as documented", async () => {
    expect(await outcome(answer)).toEqual(answer.outcome);
  });
});
