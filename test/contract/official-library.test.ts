import { ComplyCubeApiError, ComplyCube as OfficialComplyCube } from "@complycube/api";
import { expect, it } from "vitest";
import { apiKey, useMock } from "../support/prism.js";
import { rejection } from "../support/transport.js";
import { documentedRequests } from "./cases/documented.js";

const mock = useMock();
const { clientId, referrer } = documentedRequests.web;
const { appId } = documentedRequests.mobile;

/** `generate` as a JavaScript program may call it. */
function official(...args: unknown[]): Promise<string> {
  const { axiosInstance, token } = new OfficialComplyCube({ apiKey });
  // `proxy: false` ignores a proxy in the environment, so that requests stay on this machine.
  Object.assign(axiosInstance.defaults, { baseURL: mock.url, proxy: false });
  return (token.generate as (...args: unknown[]) => Promise<string>)(...args);
}

it.each(Object.entries(documentedRequests))(
  "the official library sends the same %s request as this client",
  async (_, request) => {
    const { clientId, ...scope } = request;
    expect(await official(clientId, scope)).toBe("header.payload.signature");
    const theirs = mock.onlyExchange();
    await mock.client().token.generate(clientId, scope);
    const ours = mock.onlyExchange();
    expect([theirs, ours]).toMatchObject([
      { method: "POST", path: "/v1/tokens/", headers: { authorization: apiKey }, body: request, violations: [] },
      { method: "POST", path: "/v1/tokens", headers: { authorization: apiKey }, body: request, violations: [] },
    ]);
  },
);

it.each<[string, unknown[], object, string]>([
  ["an undefined referrer", [clientId, { referrer: undefined }], { clientId }, "required property 'referrer'"],
  ["an empty scope", [clientId, {}], { clientId }, "required property 'appId'"],
  ["both scopes", [clientId, { referrer, appId }], { clientId, referrer, appId }, "found 'appId'"],
  ["no client ID", [undefined, { referrer }], { referrer }, "required property 'clientId'"],
  ["an unknown property", [clientId, { referrer, note: "x" }], { clientId, referrer, note: "x" }, "found 'note'"],
])("the mock refuses what the official library sends for %s", async (_, args, body, violation) => {
  expect(await rejection(official(...args))).toBeInstanceOf(ComplyCubeApiError);
  const { violations, ...exchange } = mock.onlyExchange();
  expect(exchange).toMatchObject({ status: 400, body });
  expect(violations).toContainEqual(expect.stringContaining(violation));
});

it("the client ID of a scope replaces the argument in the official library only", async () => {
  const args = [clientId, { referrer, clientId: "OTHER" }] as const;
  await official(...args);
  expect(mock.onlyExchange().body).toEqual({ clientId: "OTHER", referrer });
  await mock.client().token.generate(...args);
  expect(mock.onlyExchange().body).toEqual({ clientId, referrer });
});
