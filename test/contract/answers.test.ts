import { afterAll, beforeAll, expect, it } from "vitest";
import { type PrismServer, startProxy } from "../../scripts/prism-server.js";
import { useServer } from "../support/loopback.js";
import { apiKey, operation, spec } from "../support/prism.js";
import { type AnswerCase, answers, writeAnswer } from "./cases/answers.js";
import { conforming } from "./cases/requests.js";
import { missedByPrism } from "./missed-by-prism.js";

let current: AnswerCase;
let proxy: PrismServer;

const upstream = useServer((response) => writeAnswer(response, current));
beforeAll(async () => {
  proxy = await startProxy(spec, new URL(upstream.url));
});
afterAll(() => proxy.close());

it.each(Object.entries(answers))("the proxy reports what is wrong with: %s", async (_, answer) => {
  current = answer;
  await fetch(proxy.url + operation.path, {
    method: operation.method,
    headers: { authorization: apiKey, "content-type": "application/json" },
    body: JSON.stringify(conforming.body),
    redirect: "manual",
  });
  const [exchange] = proxy.exchanges.splice(0);
  const problems = [...(exchange?.violations ?? []), ...missedByPrism(exchange?.upstream, operation)];
  if (answer.problem === undefined) expect(problems).toEqual([]);
  else expect(problems).toContainEqual(expect.stringContaining(answer.problem));
});
