import { describe, expect, it } from "vitest";
import { ComplyCube } from "../../src/index.js";
import { apiKey, recordingFetch, rejection } from "../support/mint.js";

const web = { referrer: "https://www.example.com/*" };

/** Calls `generate` as a JavaScript program may call it, and expects that it rejects without sending anything. */
async function rejectionOf(...args: unknown[]): Promise<unknown> {
  const { fetch, requests } = recordingFetch();
  const generate: (...args: never[]) => Promise<string> = new ComplyCube({ apiKey, fetch }).token.generate;
  const error = await rejection(generate(...(args as never[])));
  expect(requests).toEqual([]);
  return error;
}

describe("sends nothing, and names the invalid", () => {
  it.each<[string, unknown[], RegExp]>([
    ["clientId", [undefined, web], /`clientId` is missing/],
    ["clientId", ["", web], /`clientId` is empty/],
    ["clientId", [42, web], /`clientId` must be a string.*the client's ID/],
    // The conversion of each to a string throws a TypeError.
    ["clientId", [Symbol("CLIENT_ID"), web], /`clientId` must be a string/],
    ["appId", ["CLIENT_ID", { appId: Object.create(null) }], /`appId` must be a string/],
    ["referrer", ["CLIENT_ID"], /either `{ referrer }` .* or `{ appId }` .*, not undefined.$/],
    ["referrer", ["CLIENT_ID", null], /, not null/],
    ["referrer", ["CLIENT_ID", web.referrer], /, not a string.$/],
    ["referrer", ["CLIENT_ID", {}], /, not {}/],
    ["referrer", ["CLIENT_ID", { referer: "https://www.example.com/*" }], /, not {referer:string}/],
    ["referrer", ["CLIENT_ID", { Referrer: { secret: 1 } }], /, not {Referrer:object}/],
    [
      "referrer",
      ["CLIENT_ID", { referrer: undefined }],
      /^`referrer` is undefined. Is the environment variable set\?$/,
    ],
    ["referrer", ["CLIENT_ID", { referrer: null }], /^`referrer` is null. Is the environment variable set\?$/],
    ["appId", ["CLIENT_ID", { appId: undefined }], /^`appId` is undefined. Is the environment variable set\?$/],
    ["appId", ["CLIENT_ID", { ...web, appId: null }], /^`appId` is null. Is the environment variable set\?$/],
    [
      "clientId",
      [{ clientId: "CLIENT_ID", ...web }],
      /^generate takes \(clientId, scope\)\. Write generate\(clientId, /,
    ],
    ["clientId", [" CLIENT_ID", web], /^`clientId` has a space or a line break around it. Remove it.$/],
    ["clientId", ["CLIENT_ID\n", web], /^`clientId` has a space or a line break around it/],
    ["appId", ["CLIENT_ID", { appId: "com.example.app " }], /^`appId` has a space or a line break around it/],
    ["appId", ["CLIENT_ID", { appId: web.referrer }], /"https:.*" is not valid. Is this a page\? Pass { referrer }.$/],
    ["appId", ["CLIENT_ID", { appId: "<all_urls>" }], /Is this a page\?/],
    ["referrer", ["CLIENT_ID", { referrer: [web.referrer] }], /^`referrer` is a list. Pass one pattern only.$/],
    ["referrer", ["CLIENT_ID", { ...web, appId: "com.example.app" }], /, not {referrer:string,appId:string}/],
    ["referrer", ["CLIENT_ID", { referrer: "" }], /`referrer` is empty.*a match pattern/],
    ["referrer", ["CLIENT_ID", { referrer: 1 }], /`referrer` must be a string/],
    ["appId", ["CLIENT_ID", { appId: "" }], /`appId` is empty.*the application or bundle ID/],
    ["appId", ["CLIENT_ID", { appId: 1 }], /`appId` must be a string/],
  ])("%s of %o", async (param, args, message) => {
    const expected = { name: "ComplyCubeRequestError", param, attempts: 0, message: expect.stringMatching(message) };
    expect(await rejectionOf(...args)).toMatchObject(expected);
  });

  it.each<[string, unknown]>([
    ["timeoutMs", { timeoutMs: -1 }],
    ["maxRetries", { maxRetries: 99 }],
    ["signal", { signal: "now" }],
    ["signal", { signal: { throwIfAborted: () => {} } }],
    ["signal", { signal: { throwIfAborted: () => {}, aborted: false } }],
    ["signal", { signal: { throwIfAborted: () => {}, addEventListener: () => {} } }],
    ["signal", new AbortController()],
    ["params", { params: { header: { authorization: "test_other" } } }],
    ["body", { body: {} }],
    ["timeout", { timeout: 1, timeoutMs: 1 }],
    ["options", null],
    ["options", 1],
    ["options", AbortSignal.abort()],
  ])("option %s of %o", async (option, options) => {
    const expected = { name: "ComplyCubeConfigError", option };
    expect(await rejectionOf("CLIENT_ID", web, options)).toMatchObject(expected);
  });
});
