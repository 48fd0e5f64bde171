import { describe, expect, it } from "vitest";
import { notesOn } from "../../../src/transport/fetch.js";
import { token, transport, url } from "./chain.js";
import { json } from "./virtual-platform.js";

describe("a call", () => {
  it("answers with the body that was sent", async () => {
    const { call, sent, timers } = transport([json(token)]);
    const response = await call();
    await expect(response.json()).resolves.toEqual(token);
    expect({ status: response.status, attempts: notesOn(response).attempts }).toEqual({ status: 200, attempts: 1 });
    expect(sent).toMatchObject([{ url, init: { method: "POST", body: "{}", redirect: "manual" } }]);
    expect(timers.size).toBe(0);
  });

  it("does not hand its own options to fetch", async () => {
    const { call, sent } = transport([json(token)]);
    await call({ timeoutMs: 1_000, maxRetries: 1 });
    expect(Object.keys(sent[0]?.init ?? {}).sort()).toEqual(["body", "method", "redirect", "signal"]);
  });
});

it("counts one attempt for an answer that it has not seen", () => {
  expect(notesOn(json(token)).attempts).toBe(1);
});
