import { afterEach, describe, expect, it, vi } from "vitest";
import { ComplyCube, type ComplyCubeOptions } from "../../../src/index.js";
import { createReferrerCheck } from "../../../src/referrer/assert-usable.js";
import type { ReferrerWarning } from "../../../src/referrer/index.js";
import { apiKey, recordingFetch, rejection, token } from "../../support/mint.js";

/** A client whose requests and warnings are recorded. */
function client(options: ComplyCubeOptions = {}) {
  const { fetch, requests } = recordingFetch();
  const warnings: [code: string, referrer: string, suggestion: string | undefined][] = [];
  const onReferrerWarning = ({ code, suggestion }: ReferrerWarning, referrer: string) =>
    warnings.push([code, referrer, suggestion]);
  const complycube = new ComplyCube({ apiKey, fetch, onReferrerWarning, ...options });
  return { requests, warnings, generate: (referrer: string) => complycube.token.generate("CLIENT_ID", { referrer }) };
}

it.each([
  ["localhost:3000/*", /Write "http:\/\/localhost:3000\/\*"/],
  ["file:///*", /No Referer begins with file:/],
  ["undefined/*", /is not usable\. The host is "undefined"\. Is the environment variable set\?$/],
  ["https://undefined/*", /The host is "undefined"\. Is the environment variable set\?$/],
  ["https://a.example/*,https://b.example/*", /Pass one pattern only\.$/],
  ["*://*/*", /every site.* `allowAnyReferrer: true`/],
])("rejects %s before it sends anything", async (referrer, message) => {
  const { generate, requests } = client();
  const error = await rejection(generate(referrer));
  expect(error).toMatchObject({ name: "ComplyCubeRequestError", param: "referrer" });
  expect(error).toMatchObject({ message: expect.stringMatching(message) });
  expect(String(error)).toContain(JSON.stringify(referrer));
  expect(requests).toEqual([]);
});

it.each([
  ["https://*/*", []],
  ["*://*/*", ["insecure-scheme"]],
  ["<all_urls>", ["insecure-scheme"]],
])("sends %s if allowAnyReferrer is true, with the warnings %j", async (referrer, codes) => {
  const { generate, requests, warnings } = client({ allowAnyReferrer: true });
  await generate(referrer);
  expect(requests).toHaveLength(1);
  expect(warnings.map(([code]) => code)).toEqual(codes);
});

it.each(["https://www.example.com/*", "https://*.example.com/*"])("sends %s without a warning", async (referrer) => {
  const { generate, requests, warnings } = client();
  await generate(referrer);
  expect(requests).toHaveLength(1);
  expect(warnings).toEqual([]);
});

describe("a referrer that looks like a mistake", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const path = "https://www.example.com/kyc/*";

  it("is sent, with one warning that has a suggestion", async () => {
    const { generate, requests, warnings } = client();
    await generate(path);
    await generate(path);
    expect(requests).toHaveLength(2);
    expect(warnings).toEqual([["path-never-sent", path, "https://www.example.com/*"]]);
  });

  const fail = () => {
    throw new Error("the callback failed");
  };
  it.each([
    ["throws", fail],
    ["rejects", async () => fail()],
  ])("is sent even if onReferrerWarning %s", async (_, onReferrerWarning) => {
    await expect(client({ onReferrerWarning }).generate(path)).resolves.toBe(token);
  });

  it("emits a process warning by default, and nothing outside Node", () => {
    const emitWarning = vi.fn();
    vi.stubGlobal("process", { emitWarning });
    createReferrerCheck({ allowAnyReferrer: false })(path);
    expect(emitWarning.mock.calls).toEqual([
      [expect.stringContaining(path), { type: "ComplyCubeReferrerWarning", code: "path-never-sent" }],
    ]);
    for (const process of [undefined, {}]) {
      vi.stubGlobal("process", process);
      expect(() => createReferrerCheck({ allowAnyReferrer: false })(path)).not.toThrow();
    }
  });

  it.each([
    ["many", 3_500, ""],
    ["long", 30, "x".repeat(4_000)],
  ])("is forgotten after %s others, which bounds the memory", (_, count, suffix) => {
    const onReferrerWarning = vi.fn();
    const check = createReferrerCheck({ allowAnyReferrer: true, onReferrerWarning });
    for (let index = 0; index < count; index += 1) check(`https://page-${index}.example.com/*${suffix}`);
    onReferrerWarning.mockClear();
    check(path);
    check(path);
    expect(onReferrerWarning).toHaveBeenCalledTimes(2);
  });
});
