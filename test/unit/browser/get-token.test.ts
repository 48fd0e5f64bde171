import { expect, it, vi } from "vitest";
import { createVerification, type VerificationOptions } from "../../../src/browser.js";
import { settle, useFakeSdk, verification } from "./fake-sdk.js";

const sdk = useFakeSdk();

it.each([
  ["its expiry in milliseconds", { exp: 1_764_000_000 }, 1_764_000_000_000],
  ["no expiry if it has none", {}, undefined],
  ["no expiry if that is not a number", { exp: "soon" }, undefined],
])("reads from the token %s", async (_, claims, expires) => {
  // "ÿþ" needs both characters that base64url replaces.
  const token = `header.${Buffer.from(JSON.stringify({ payload: "ÿþ?>~", ...claims })).toString("base64url")}.signature`;
  const { start, verification: current } = verification({ getToken: async () => token });
  start();
  await settle();
  expect(current.state).toMatchObject({ name: "mounted", expires });
});

it.each([
  ["an error with a code", { code: "unauthenticated" }, { code: "unauthenticated", action: "sign-in" }],
  ["a wait", { code: "rate_limited", retryAfterMs: 500 }, { code: "rate_limited", retryAfterMs: 500 }],
  ["a wait that is not a number", { code: "rate_limited", retryAfterMs: "soon" }, { retryAfterMs: 0 }],
  ["an unknown code", { code: "constructor" }, { code: "unreachable", action: "retry" }],
  ["a non-Error value", null, { code: "unreachable" }],
])("has the failure that getToken rejects with: %s", async (_, cause, expected) => {
  const { start, verification: current } = verification({ getToken: () => Promise.reject(cause) });
  start();
  await settle();
  expect(current.state).toMatchObject({ name: "failed", cause, ...expected });
});

it("survives a getToken that throws", async () => {
  const getToken = () => {
    throw new Error("synchronous");
  };
  const { start, verification: current } = verification({ getToken });
  start();
  await settle();
  expect(current.state).toMatchObject({ code: "unreachable", cause: new Error("synchronous") });
});

it.each([
  ["a token", "a.b.c"],
  ["a body", { token: "a.b.c", clientId: "CLIENT_ID" }],
  ["an answer", Response.json({ token: "a.b.c" })],
])("mounts the SDK with what getToken returns: %s", async (_, answer) => {
  const { start } = verification({ getToken: async () => answer });
  start();
  await vi.waitFor(() => expect(sdk.mounts).toMatchObject([{ token: "a.b.c" }]));
});

it.each([
  [401, { code: "unauthenticated" }, { code: "unauthenticated", action: "sign-in", retryAfterMs: 0 }],
  [429, { code: "rate_limited" }, { code: "rate_limited", action: "retry", retryAfterMs: 7_000 }],
  [401, { message: "Unauthorized" }, { code: "unauthenticated", action: "sign-in" }],
])("has the failure of an answer that getToken returns: %i %j", async (status, body, expected) => {
  const headers = { "retry-after": status === 429 ? "7" : "" };
  const getToken = async () => Response.json(body, { status, headers });
  const { start, verification: current } = verification({ getToken });
  start();
  await vi.waitFor(() => expect(current.state).toMatchObject({ name: "failed", ...expected }));
  expect(sdk.mounts).toEqual([]);
});

it.each([[undefined], [""], [{ token: 1 }], [{}]])("does not mount the SDK with %j of getToken", async (answer) => {
  const { start, verification: current } = verification({ getToken: async () => answer as string });
  start();
  await settle();
  const cause = new Error("The answer has no token (status undefined)");
  expect(current.state).toMatchObject({ code: "mint_failed", action: "contact", cause });
  expect(sdk.mounts).toEqual([]);
});

it.each([{}, { tokenUrl: "" }, { tokenUrl: "/api/token", getToken: async () => "token" }])(
  "needs either a URL or a function: %j",
  (options) => {
    expect(() => createVerification(options as VerificationOptions)).toThrow("Pass either `tokenUrl` or `getToken`.");
  },
);
