import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { expect, it } from "vitest";
import { deferred } from "../../support/mint.js";
import { ask, tokenRequest } from "./ask.js";

/** Has every member of an `AbortSignal` that is used, but another class, like the signal of another realm. */
function foreignController() {
  const signal = Object.assign(new EventTarget(), {
    aborted: false,
    reason: new Error("aborted"),
    throwIfAborted() {},
  });
  const abort = () => {
    signal.aborted = true;
    signal.dispatchEvent(new Event("abort"));
  };
  return { signal, abort };
}

it.each([
  ["an AbortSignal", () => new AbortController()],
  ["a signal of another class", foreignController],
])("aborts the mint with the request and does not call onError: %s", async (_, create) => {
  const controller = create();
  const request = Object.defineProperty(tokenRequest(), "signal", { value: controller.signal });
  const arrived = deferred<ServerResponse>();
  const asked = ask({ upstream: arrived.resolve, request });
  const closed = once(await arrived.promise, "close");
  controller.abort();
  await closed;
  const { status, onError } = await asked;
  expect(status).toBe(503);
  expect(onError).not.toHaveBeenCalled();
});

it("sends nothing and does not call onError if the request is aborted during authorize", async () => {
  const controller = new AbortController();
  const authorize = async () => {
    controller.abort();
    return "CLIENT_ID";
  };
  const { status, sent, onError } = await ask({ request: tokenRequest({ signal: controller.signal }), authorize });
  expect([status, sent]).toEqual([503, []]);
  expect(onError).not.toHaveBeenCalled();
});
