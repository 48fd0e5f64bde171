import { expect, it, vi } from "vitest";
import { createTokenHandler } from "../../../src/handler.js";
import { ComplyCube } from "../../../src/index.js";
import { apiKey } from "../../support/mint.js";
import { ask, tokenRequest, webScope } from "./ask.js";

const valid = { complycube: new ComplyCube({ apiKey }), scope: webScope, authorize: () => "CLIENT_ID" };

/** Programs without types can pass anything. */
const create = createTokenHandler as (options?: unknown) => unknown;

it.each<[expected: object, options: unknown]>([
  [{ option: "options" }, undefined],
  [{ option: "options" }, null],
  [{ option: "complycube", message: expect.stringContaining("ComplyCube") }, {}],
  [{ option: "complycube" }, { ...valid, complycube: { apiKey } }],
  [
    { option: "complycube", message: expect.stringContaining("such as () => new ComplyCube()") },
    { ...valid, complycube: ComplyCube },
  ],
  [
    { option: "scope", message: expect.stringContaining("{ referrer } or { appId }") },
    { ...valid, scope: undefined },
  ],
  [{ option: "scope" }, { ...valid, scope: "https://www.example.com/*" }],
  [{ option: "scope" }, { ...valid, scope: null }],
  [{ option: "authorize" }, { ...valid, authorize: undefined }],
  [{ option: "authorize" }, { ...valid, authorize: "CLIENT_ID" }],
  [{ option: "onError" }, { ...valid, onError: null }],
  [{ option: "onWarning" }, { ...valid, onWarning: console }],
  [{ option: "allowAnyReferrer" }, { ...valid, allowAnyReferrer: "yes" }],
  [
    { option: "onerror", message: expect.stringContaining("of the handler") },
    { ...valid, onerror: () => {} },
  ],
  [{ param: "referrer" }, { ...valid, scope: {} }],
  [{ param: "referrer" }, { ...valid, scope: { ...webScope, appId: "com.example.app" } }],
  [{ param: "referrer" }, { ...valid, scope: { referrer: "localhost:3000/*" } }],
  [{ param: "referrer" }, { ...valid, scope: { referrer: "file:///*" } }],
  [
    {
      param: "referrer",
      message: expect.stringContaining(
        "Set `allowAnyReferrer: true` on the handler and on the client to allow it anyway.",
      ),
    },
    { ...valid, scope: { referrer: "https://*/*" } },
  ],
  [{ param: "appId" }, { ...valid, scope: { appId: "" } }],
])("throws before any request, naming %j: %j", (expected, options) => {
  expect(() => create(options)).toThrow(expect.objectContaining(expected));
});

it("leaves warnings about the referrer to the client, which warns once", async () => {
  const warn = vi.spyOn(process, "emitWarning");
  const onReferrerWarning = vi.fn();
  const fetch = async () => Response.json({ token: "a.b.c" });
  const complycube = new ComplyCube({ apiKey, fetch, onReferrerWarning });
  const handle = createTokenHandler({ ...valid, complycube, scope: { referrer: "https://www.example.com/kyc/*" } });
  for (const request of [tokenRequest(), tokenRequest()]) expect((await handle(request)).status).toBe(200);
  expect(onReferrerWarning).toHaveBeenCalledOnce();
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

it.each([
  [true, 200],
  [false, 502],
])("mints for every site if the client allows it too: allowAnyReferrer %s", async (allowAnyReferrer, status) => {
  const scope = { referrer: "https://*/*" };
  expect(await ask({ scope, allowAnyReferrer: true, client: { allowAnyReferrer } })).toMatchObject({ status });
});

it("copies the scope, so later changes have no effect", async () => {
  const scope = { referrer: "https://www.example.com/*" };
  const authorize = () => {
    scope.referrer = "https://evil.example/*";
    return "CLIENT_ID";
  };
  expect((await ask({ scope, authorize })).sent).toEqual([{ clientId: "CLIENT_ID", ...webScope }]);
});

it.each([undefined, {}, { headers: { host: "www.example.com" }, method: "POST" }])(
  "rejects anything but a web Request, and names the repair for Express and Hono: %o",
  async (request) => {
    const rejected = expect(createTokenHandler(valid)(request as unknown as Request)).rejects;
    await rejected.toThrow("getRequestListener(handle, { overrideGlobalObjects: false }) of @hono/node-server");
    await rejected.toThrow("context.req.raw");
  },
);
