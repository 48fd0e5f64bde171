import { afterEach, describe, expect, it, vi } from "vitest";
import { ComplyCube, type ComplyCubeOptions, ComplyCubeRequestError } from "../../src/index.js";
import { referrerCheck } from "../../src/referrer/assert-usable.js";
import type { ReferrerWarning } from "../../src/referrer/index.js";

function client(options: ComplyCubeOptions = {}) {
  const sent: unknown[] = [];
  const fetch = async (_: string, { body }: RequestInit) => {
    sent.push(JSON.parse(String(body)));
    return Response.json({ token: "header.payload.signature" });
  };
  const complycube = new ComplyCube({ apiKey: "test_key", baseUrl: "https://api.example.com", fetch, ...options });
  return { sent, generate: (referrer: string) => complycube.token.generate("CLIENT_ID", { referrer }) };
}

describe("a referrer that can't work is refused by name, and nothing is sent", () => {
  it.each([
    ["localhost:3000/*", /begin with https:\/\/.* Write "http:\/\/localhost:3000\/\*"\.$/],
    ["www.example.com/*", /must begin with .* Write "https:\/\/www.example.com\/\*"\.$/],
    ["https://www.example.com", /must have a path.* Write "https:\/\/www.example.com\/\*"\.$/],
    ["https://ex ample.com/*", /No URL has its host\. Write your page's origin and \/\*\.$/],
    ["https://256.256.256.256/*", /No URL has its host\. Write your page's origin and \/\*\.$/],
    ["file:///*", /No Referer begins with file:/],
    ["ftp://www.example.com/*", /begins with ftp:/],
    ["*://*/*", /matches every site.* `allowAnyReferrer: true`/],
    ["<all_urls>", /matches every site.* `allowAnyReferrer: true`/],
    ["https://*/*", /matches every site.* `allowAnyReferrer: true`/],
  ])("%s", async (referrer, message) => {
    const { generate, sent } = client();
    const error: unknown = await generate(referrer).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ComplyCubeRequestError);
    expect(error).toMatchObject({ param: "referrer", attempts: 0, message: expect.stringMatching(message) });
    expect(String(error)).toContain(`\`referrer\` ${JSON.stringify(referrer)} can't be used.`);
    expect(sent).toEqual([]);
  });
});

it.each([
  ["https://*/*", []],
  ["*://*/*", ["insecure-scheme"]],
  ["<all_urls>", ["insecure-scheme"]],
  ["https://*/kyc", ["path-never-sent"]],
])("%s is sent where allowAnyReferrer says so, and told of is %j", async (referrer, codes) => {
  const told: string[] = [];
  const onReferrerWarning = ({ code }: ReferrerWarning) => told.push(code);
  const { generate, sent } = client({ allowAnyReferrer: true, onReferrerWarning });
  await generate(referrer);
  expect(sent).toEqual([{ clientId: "CLIENT_ID", referrer }]);
  expect(told).toEqual(codes);
});

describe("a doubtful referrer", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const path = "https://www.example.com/kyc/*";

  it("is sent, and told of once, with what to write instead", async () => {
    const told: [ReferrerWarning, string][] = [];
    const { generate, sent } = client({ onReferrerWarning: (...warning) => told.push(warning) });
    await generate(path);
    await generate(path);
    expect(sent).toHaveLength(2);
    expect(told).toMatchObject([[{ code: "path-never-sent", suggestion: "https://www.example.com/*" }, path]]);
  });

  it("harms nothing where the observer throws", async () => {
    const onReferrerWarning = () => {
      throw new Error("the observer's own");
    };
    await expect(client({ onReferrerWarning }).generate(path)).resolves.toBe("header.payload.signature");
  });

  it("harms nothing where the observer rejects", async () => {
    const onReferrerWarning = async () => {
      throw new Error("the observer's own");
    };
    await expect(client({ onReferrerWarning }).generate(path)).resolves.toBe("header.payload.signature");
  });

  it("is a warning of Node's where nobody observes, and silent where there is no Node", () => {
    const emitWarning = vi.fn();
    vi.stubGlobal("process", { emitWarning });
    referrerCheck({ allowAnyReferrer: false })(path);
    expect(emitWarning.mock.calls).toEqual([
      [
        `\`referrer\` "${path}": Browsers send no fragment, and no path unless asked to. Write "https://www.example.com/*".`,
        { type: "ComplyCubeReferrerWarning", code: "path-never-sent" },
      ],
    ]);
    for (const process of [undefined, {}]) {
      vi.stubGlobal("process", process);
      expect(() => referrerCheck({ allowAnyReferrer: false })(path)).not.toThrow();
    }
  });

  it.each([
    ["many", 5_000, ""],
    ["long", 2, "x".repeat(100_000)],
  ])("is not remembered after %s others, so that memory has a bound", (_, count, path_) => {
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
  "of %s nothing is told",
  (referrer) => {
    const onReferrerWarning = vi.fn();
    referrerCheck({ allowAnyReferrer: false, onReferrerWarning })(referrer);
    expect(onReferrerWarning).not.toHaveBeenCalled();
  },
);
