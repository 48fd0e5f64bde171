import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { apiKey, spec } from "../support/prism.js";
import { fewCases, targetCases } from "./targets/cases.js";
import { type ProviderAnswer, startProvider } from "./targets/provider.js";
import { type Row, runOn } from "./targets/run.js";
import { liveTarget, mockTarget, proxyTarget } from "./targets/targets.js";

const account = { apiKey, clientId: "5eb04fcd0f3e360008035eb1" };

async function onProvider(cases = fewCases, drift?: (answer: ProviderAnswer) => ProviderAnswer): Promise<Row[]> {
  const provider = await startProvider(apiKey, drift);
  const target = await proxyTarget(spec, provider.url, account);
  try {
    return await runOn(target, cases);
  } finally {
    await target.close();
    await provider.close();
  }
}

const failures = (rows: Row[]) => rows.filter(({ verdict }) => verdict === "failed");

it("the mock passes every case", async () => {
  const target = await mockTarget(spec, account);
  const rows = await runOn(target);
  await target.close();
  expect(rows.map(({ name, verdict, why }) => ({ name, verdict, why }))).toEqual(
    targetCases.map(({ name }) => ({ name, verdict: "passed", why: undefined })),
  );
});

it("a provider behind the proxy passes every case but those that need a status on demand, which are not tested", async () => {
  const rows = await onProvider(targetCases);
  expect(failures(rows)).toEqual([]);
  const untested = rows.filter(({ verdict }) => verdict === "not tested").map(({ name }) => name);
  expect(untested).toEqual(targetCases.flatMap(({ name, prefer }) => (prefer === undefined ? [] : [name])));
});

describe("a provider that drifts is told of, by what drifts:", () => {
  const token = "header.payload.signature";
  const onSuccess = (change: object) => (answer: ProviderAnswer) =>
    answer.status === 200 ? { ...answer, ...change } : answer;
  const onRefusal = (change: object) => (answer: ProviderAnswer) =>
    answer.status === 200 ? answer : { ...answer, ...change };

  it.each<[string, (answer: ProviderAnswer) => ProviderAnswer, RegExp]>([
    ["the token has another name", onSuccess({ body: { sdkToken: token } }), /must have required property 'token'/],
    ["the token is no JWT", onSuccess({ body: { token: "secret" } }), /must match pattern/],
    ["success is 201", onSuccess({ status: 201 }), /was answered 201, not 200.*status 201 is not declared/],
    ["answers are pages", onSuccess({ headers: { "content-type": "text/html" } }), /media type "text\/html"/],
    ["an error has no type", onRefusal({ body: { message: "m" } }), /must have required property 'type'/],
    ["a mistake is a failure of the server", onRefusal({ status: 500 }), /was answered 500, not 40[01]/],
    ["a mistake is let through", onRefusal({ status: 200, body: { token } }), /was answered 200, not 40[01]/],
    ["every refusal is the same", onRefusal({ status: 404 }), /was answered 404, not 40[01]/],
    [
      "everybody is refused",
      (answer) => ({ ...answer, status: 401, body: { type: "t", message: "m" } }),
      /was answered 401, not 200/,
    ],
    ["nothing is implemented", onSuccess({ status: 501 }), /status 501: not implemented/],
  ])("%s", async (_, drift, why) => {
    const failed = failures(await onProvider(fewCases, drift));
    expect(failed.length).toBeGreaterThan(0);
    for (const row of failed) expect(row.why).toMatch(why);
  });

  it("there is no server any more", async () => {
    const provider = await startProvider(apiKey);
    await provider.close();
    const target = await proxyTarget(spec, provider.url, account);
    const rows = await runOn(target, fewCases);
    await target.close();
    expect(rows.filter(({ verdict }) => verdict === "passed")).toEqual([]);
    expect(failures(rows)[0]?.why).toMatch(/no whole answer: .*ECONNREFUSED/);
  });

  it("it never answers", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const target = await proxyTarget(spec, new URL(`http://127.0.0.1:${port}/v1`), account, 50);
    const [row] = await runOn(target, fewCases);
    await target.close();
    silent.closeAllConnections();
    silent.close();
    expect(row).toMatchObject({ verdict: "failed", why: expect.stringContaining("no whole answer: ") });
  });
});

describe("what a provider does not take is no proof that it refuses what is wrong:", () => {
  const error = { type: "t", message: "m" };

  it("everything is beyond the rate limit", async () => {
    const rows = await onProvider(fewCases, () => ({ status: 429, body: error }));
    expect(rows.map(({ verdict }) => verdict)).toEqual(fewCases.map(() => "not tested"));
  });

  it("everybody is refused", async () => {
    const rows = await onProvider(fewCases, () => ({ status: 401, body: error }));
    expect(rows.map(({ verdict }) => verdict)).toEqual(["failed", "not tested", "not tested", "not tested"]);
  });
});

it("the live target waits between requests, so that there are no more than five a second", async () => {
  const provider = await startProvider(apiKey);
  const waits: number[] = [];
  const pause = async (milliseconds: number) => {
    waits.push(milliseconds);
  };
  const target = await liveTarget(spec, account, provider.url, pause);
  const rows = await runOn(target, fewCases);
  await target.close();
  await provider.close();
  expect(failures(rows)).toEqual([]);
  const sent = rows.filter(({ verdict }) => verdict !== "not tested").length;
  expect(waits).toEqual(Array.from({ length: sent }, () => 200));
});
