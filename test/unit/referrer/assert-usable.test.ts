import { afterEach, describe, expect, it, vi } from "vitest";
import { ComplyCube, type ComplyCubeOptions } from "../../../src/index.js";
import { referrerCheck } from "../../../src/referrer/assert-usable.js";
import type { ReferrerWarning } from "../../../src/referrer/index.js";
import { rejection } from "../../support/mint.js";

function client(options: ComplyCubeOptions = {}) {
  const sent: unknown[] = [];
  const fetch = async (_: string, { body }: RequestInit) => {
    sent.push(JSON.parse(String(body)));
    return Response.json({ token: "header.payload.signature" });
  };
  const complycube = new ComplyCube({ apiKey: "test_key", baseUrl: "https://api.example.com", fetch, ...options });
  return { sent, generate: (referrer: string) => complycube.token.generate("CLIENT_ID", { referrer }) };
}

describe("rejects a referrer that cannot work, and sends nothing:", () => {
  it.each([
    ["localhost:3000/*", /Write "http:\/\/localhost:3000\/\*"/],
    ["www.example.com/*", /Write "https:\/\/www.example.com\/\*"/],
    ["https://www.example.com", /path.* Write "https:\/\/www.example.com\/\*"/],
    ["https://ex ample.com/*", /host/],
    ["https://256.256.256.256/*", /host/],
    ["file:///*", /file:/],
    ["ftp://www.example.com/*", /ftp:/],
    ["*://*/*", /every site.* `allowAnyReferrer: true`/],
    ["<all_urls>", /every site.* `allowAnyReferrer: true`/],
    ["https://*/*", /every site.* `allowAnyReferrer: true`/],
  ])("%s", async (referrer, message) => {
    const { generate, sent } = client();
    const error = await rejection(generate(referrer));
    const expected = { name: "ComplyCubeRequestError", param: "referrer", attempts: 0 };
    expect(error).toMatchObject({ ...expected, message: expect.stringMatching(message) });
    expect(String(error)).toContain(JSON.stringify(referrer));
    expect(sent).toEqual([]);
  });
});

it.each([
  ["https://*/*", []],
  ["*://*/*", ["insecure-scheme"]],
  ["<all_urls>", ["insecure-scheme"]],
  ["https://*/kyc", ["path-never-sent"]],
])("with allowAnyReferrer sends %s, with the warnings %j", async (referrer, codes) => {
  const warnings: string[] = [];
  const onReferrerWarning = ({ code }: ReferrerWarning) => warnings.push(code);
  const { generate, sent } = client({ allowAnyReferrer: true, onReferrerWarning });
  await generate(referrer);
  expect(sent).toEqual([{ clientId: "CLIENT_ID", referrer }]);
  expect(warnings).toEqual(codes);
});

describe("a referrer that looks like a mistake", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const path = "https://www.example.com/kyc/*";

  it("is sent, with one warning that has a suggestion", async () => {
    const warnings: [ReferrerWarning, string][] = [];
    const { generate, sent } = client({ onReferrerWarning: (...warning) => warnings.push(warning) });
    await generate(path);
    await generate(path);
    expect(sent).toHaveLength(2);
    expect(warnings).toMatchObject([[{ code: "path-never-sent", suggestion: "https://www.example.com/*" }, path]]);
  });

  const fail = () => {
    throw new Error("the callback failed");
  };
  it.each([
    ["throws", fail],
    ["rejects", async () => fail()],
  ])("is sent even if onReferrerWarning %s", async (_, onReferrerWarning) => {
    await expect(client({ onReferrerWarning }).generate(path)).resolves.toBe("header.payload.signature");
  });

  it("emits a process warning by default, and nothing outside Node", () => {
    const emitWarning = vi.fn();
    vi.stubGlobal("process", { emitWarning });
    referrerCheck({ allowAnyReferrer: false })(path);
    expect(emitWarning.mock.calls).toEqual([
      [expect.stringContaining(path), { type: "ComplyCubeReferrerWarning", code: "path-never-sent" }],
    ]);
    for (const process of [undefined, {}]) {
      vi.stubGlobal("process", process);
      expect(() => referrerCheck({ allowAnyReferrer: false })(path)).not.toThrow();
    }
  });

  it.each([
    ["many", 5_000, ""],
    ["long", 2, "x".repeat(100_000)],
  ])("is forgotten after %s others, which bounds the memory", (_, count, path_) => {
    const onReferrerWarning = vi.fn();
    const check = referrerCheck({ allowAnyReferrer: true, onReferrerWarning });
    for (let index = 0; index < count; index += 1) check(`https://page-${index}.example.com/*${path_}`);
    onReferrerWarning.mockClear();
    check(path);
    check(path);
    expect(onReferrerWarning).toHaveBeenCalledTimes(2);
  });
});

it.each(["https://www.example.com/*", "https://*.example.com/*", "http://localhost:3000/*"])(
  "%s has no warning",
  (referrer) => {
    const onReferrerWarning = vi.fn();
    referrerCheck({ allowAnyReferrer: false, onReferrerWarning })(referrer);
    expect(onReferrerWarning).not.toHaveBeenCalled();
  },
);
