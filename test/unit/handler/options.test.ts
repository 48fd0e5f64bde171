import { describe, expect, it, vi } from "vitest";
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
  [{ option: "complycube", message: "`complycube` must be a ComplyCube, or a function that returns one." }, {}],
  [{ option: "complycube" }, { ...valid, complycube: { apiKey } }],
  [
    { option: "scope", message: expect.stringContaining("{ referrer } or { appId }") },
    { ...valid, scope: undefined },
  ],
  [{ option: "scope" }, { ...valid, scope: "https://www.example.com/*" }],
  [{ option: "scope" }, { ...valid, scope: null }],
  [{ option: "authorize" }, { ...valid, authorize: undefined }],
  [{ option: "authorize" }, { ...valid, authorize: "CLIENT_ID" }],
  [{ option: "allowAnyReferrer" }, { ...valid, allowAnyReferrer: 1 }],
  [{ option: "onError" }, { ...valid, onError: null }],
  [{ option: "onWarning" }, { ...valid, onWarning: "warn" }],
  [
    { option: "onerror", message: expect.stringContaining("of the handler") },
    { ...valid, onerror: () => {} },
  ],
  [{ param: "referrer" }, { ...valid, scope: {} }],
  [{ param: "referrer" }, { ...valid, scope: { ...webScope, appId: "com.example.app" } }],
  [{ param: "referrer" }, { ...valid, scope: { referrer: "localhost:3000/*" } }],
  [{ param: "referrer" }, { ...valid, scope: { referrer: "file:///*" } }],
  [{ param: "appId" }, { ...valid, scope: { appId: "" } }],
  [
    { param: "referrer", message: expect.stringContaining("Set `allowAnyReferrer: true` to allow it anyway.") },
    { ...valid, scope: { referrer: "https://*/*" } },
  ],
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
])("mints for every site only if the client also allows it: allowAnyReferrer %s", async (allowAnyReferrer, status) => {
  const scope = { referrer: "https://*/*" };
  expect(await ask({ scope, allowAnyReferrer: true, client: { allowAnyReferrer } })).toMatchObject({ status });
});

describe("a function that returns the client", () => {
  const minting = new ComplyCube({ apiKey, fetch: async () => Response.json({ token: "a.b.c" }) });

  it("is called at the first request that mints, and again only if it failed", async () => {
    const complycube = vi.fn(() => minting).mockImplementationOnce(() => new ComplyCube({ apiKey: "" }));
    const authorize = vi.fn((): string | 401 => "CLIENT_ID").mockImplementationOnce(() => 401);
    const onError = vi.fn();
    const handle = createTokenHandler({ complycube, scope: webScope, authorize, onError });
    const requests = [tokenRequest({ method: "PUT" }), ...Array.from({ length: 4 }, () => tokenRequest())];
    const statuses: number[] = [];
    for (const request of requests) statuses.push((await handle(request)).status);
    expect(statuses).toEqual([405, 401, 502, 200, 200]);
    expect(complycube).toHaveBeenCalledTimes(2);
    const missingKey = expect.objectContaining({ name: "ComplyCubeConfigError", option: "apiKey" });
    expect(onError).toHaveBeenCalledExactlyOnceWith(missingKey, requests[2]);
  });

  it("must return a ComplyCube", async () => {
    const onError = vi.fn();
    const handle = createTokenHandler({ ...valid, complycube: (() => undefined) as never, onError });
    expect((await handle(tokenRequest())).status).toBe(502);
    const message = "`complycube` did not return a ComplyCube.";
    expect(onError.mock.lastCall?.[0]).toMatchObject({ option: "complycube", message });
  });
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
  "rejects anything but a web Request, and says what to write in Express: %o",
  async (request) => {
    const answer = createTokenHandler(valid)(request as unknown as Request);
    await expect(answer).rejects.toThrow("getRequestListener(handler, { overrideGlobalObjects: false })");
  },
);

it("accepts a request without a signal, as some frameworks make it", async () => {
  const { method, url, headers } = tokenRequest();
  const request = { method, url, headers } as Request;
  expect(await ask({ request })).toMatchObject({ status: 200 });
  const { status, onError } = await ask({ request, authorize: () => undefined });
  expect(status).toBe(502);
  expect(onError).toHaveBeenCalledOnce();
});
