import { expect, it, vi } from "vitest";
import { createTokenHandler } from "../../../src/handler.js";
import {
  ComplyCube,
  ComplyCubeConfigError,
  type ComplyCubeOptions,
  ComplyCubeRequestError,
} from "../../../src/index.js";
import { apiKey } from "../../support/mint.js";

const right = {
  complycube: new ComplyCube({ apiKey }),
  scope: { referrer: "https://www.example.com/*" },
  authorize: () => "CLIENT_ID",
};

/** What a program without types can pass. */
const create = createTokenHandler as (options?: unknown) => unknown;

it.each<[string, unknown, RegExp]>([
  ["options", undefined, /^The options of the handler must be an object\.$/],
  ["options", null, /must be an object/],
  ["complycube", {}, /^`complycube` must be a ComplyCube\.$/],
  ["complycube", { ...right, complycube: undefined }, /must be a ComplyCube/],
  ["complycube", { ...right, complycube: { apiKey } }, /must be a ComplyCube/],
  ["scope", { ...right, scope: undefined }, /^`scope` must be { referrer } or { appId }\.$/],
  ["scope", { ...right, scope: "https://www.example.com/*" }, /must be { referrer } or { appId }/],
  ["authorize", { ...right, authorize: undefined }, /^`authorize` must be a function\.$/],
  ["authorize", { ...right, authorize: "CLIENT_ID" }, /must be a function/],
  ["onError", { ...right, onError: null }, /^`onError` must be a function\.$/],
  [
    "onerror",
    { ...right, onerror: () => {} },
    /^`onerror` is not an option of the handler. Valid options: complycube, scope, authorize, onError\.$/,
  ],
])("the option %s is refused by name, before any request: %o", (option, options, message) => {
  expect(() => create(options)).toThrow(ComplyCubeConfigError);
  expect(() => create(options)).toThrow(expect.objectContaining({ option, message: expect.stringMatching(message) }));
});

it.each<[string, unknown, RegExp]>([
  ["referrer", {}, /Pass either/],
  ["referrer", { ...right.scope, appId: "com.example.app" }, /Pass either/],
  ["referrer", { referrer: "localhost:3000/*" }, /Write "http:\/\/localhost:3000\/\*"\.$/],
  ["referrer", { referrer: "file:///*" }, /No Referer begins with file:/],
  ["appId", { appId: "" }, /`appId` is empty/],
])("a scope that can't work is refused before any request: %s, %j", (param, scope, message) => {
  expect(() => create({ ...right, scope })).toThrow(ComplyCubeRequestError);
  const error = expect.objectContaining({ param, message: expect.stringMatching(message) });
  expect(() => create({ ...right, scope })).toThrow(error);
});

it("a doubtful pattern is told of by the client alone, and once", async () => {
  const warn = vi.spyOn(process, "emitWarning");
  const onReferrerWarning = vi.fn();
  const fetch = async () => Response.json({ token: "a.b.c" });
  const complycube = new ComplyCube({ apiKey, fetch, onReferrerWarning });
  const handle = createTokenHandler({ ...right, complycube, scope: { referrer: "https://www.example.com/kyc/*" } });
  const ask = () => handle(new Request("https://www.example.com/api/token", { method: "POST" }));
  for (const { status } of [await ask(), await ask()]) expect(status).toBe(200);
  expect(onReferrerWarning).toHaveBeenCalledTimes(1);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

it("whether a pattern may match every site is the client's to say", async () => {
  const statusBy = async (options: ComplyCubeOptions) => {
    const complycube = new ComplyCube({ apiKey, fetch: async () => Response.json({ token: "a.b.c" }), ...options });
    const handle = createTokenHandler({ ...right, complycube, scope: { referrer: "https://*/*" }, onError: () => {} });
    return (await handle(new Request("https://www.example.com/api/token", { method: "POST" }))).status;
  };
  expect([await statusBy({ allowAnyReferrer: true }), await statusBy({})]).toEqual([200, 502]);
});

it("a request whose URL can't be read is answered", async () => {
  const onError = vi.fn();
  const handle = createTokenHandler({ ...right, onError });
  const request = new Request("https://www.example.com/", { method: "POST", headers: { origin: "null" } });
  const answer = await handle(Object.defineProperty(request, "url", { value: "/api/token" }));
  expect(answer.status).toBe(503);
  expect(onError).toHaveBeenCalledTimes(1);
});

it("what becomes of the scope afterwards changes nothing", async () => {
  const sent: unknown[] = [];
  const fetch: ComplyCubeOptions["fetch"] = async (_, { body }) => {
    sent.push(JSON.parse(String(body)));
    return Response.json({ token: "header.payload.signature" });
  };
  const scope = { referrer: "https://www.example.com/*" };
  const handle = createTokenHandler({ ...right, complycube: new ComplyCube({ apiKey, fetch }), scope });
  scope.referrer = "https://evil.example/*";
  await handle(new Request("https://www.example.com/api/token", { method: "POST" }));
  expect(sent).toEqual([{ clientId: "CLIENT_ID", referrer: "https://www.example.com/*" }]);
});

it.each([undefined, {}, { headers: { host: "www.example.com" }, method: "POST" }])(
  "what is no Request of the web's is refused in words: %o",
  async (request) => {
    const handle = createTokenHandler(right);
    await expect(handle(request as unknown as Request)).rejects.toThrow(
      /takes the web's Request: in Hono context\.req\.raw/,
    );
  },
);
