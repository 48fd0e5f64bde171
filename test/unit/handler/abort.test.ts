import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { expect, it, vi } from "vitest";
import { createTokenHandler } from "../../../src/handler.js";
import { ComplyCube } from "../../../src/index.js";
import { withServer } from "../../support/loopback.js";
import { apiKey, deferred, minted } from "../../support/mint.js";

const scope = { appId: "com.example.app" };

function requestOf(signal: AbortSignal): Request {
  return new Request("https://www.example.com/api/token", { method: "POST", signal });
}

/** A signal of another realm, or of a library that brings its own: alike, and no `AbortSignal`. */
class ForeignSignal extends EventTarget {
  reason: unknown;
  get aborted() {
    return this.reason !== undefined;
  }
  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }
  abort() {
    this.reason = new Error("the visitor left");
    this.dispatchEvent(new Event("abort"));
  }
}

const platforms: [string, () => { request: Request; abort: () => void }][] = [
  [
    "the platform's",
    () => {
      const controller = new AbortController();
      return { request: requestOf(controller.signal), abort: () => controller.abort() };
    },
  ],
  [
    "of another realm",
    () => {
      const signal = new ForeignSignal();
      const request = Object.defineProperty(requestOf(new AbortController().signal), "signal", { value: signal });
      return { request, abort: () => signal.abort() };
    },
  ],
];

it.each(platforms)("a visitor who leaves ends the mint, and nobody is told, by a signal %s", async (_, make) => {
  const arrived = deferred<ServerResponse>();
  await withServer(arrived.resolve, async ({ url }) => {
    const onError = vi.fn();
    const { request, abort } = make();
    const complycube = new ComplyCube({ apiKey, baseUrl: url });
    const answer = createTokenHandler({ complycube, scope, authorize: () => "CLIENT_ID", onError })(request);
    const closed = once(await arrived.promise, "close");
    abort();
    await closed;
    expect((await answer).status).toBe(503);
    expect(onError).not.toHaveBeenCalled();
  });
});

it.each<[string, (request: Request) => string]>([
  ["says who is signed in", () => "CLIENT_ID"],
  [
    "is ended by the abort",
    ({ signal }) => {
      throw signal.reason;
    },
  ],
])("where the visitor left while authorize worked, nothing is sent and nobody told, if it %s", async (_, outcome) => {
  await withServer(minted, async (server) => {
    const onError = vi.fn();
    const controller = new AbortController();
    const authorize = async (request: Request) => {
      controller.abort();
      return outcome(request);
    };
    const complycube = new ComplyCube({ apiKey, baseUrl: server.url });
    const handle = createTokenHandler({ complycube, scope, authorize, onError });
    expect((await handle(requestOf(controller.signal))).status).toBe(503);
    expect(server.received.length).toBe(0);
    expect(onError).not.toHaveBeenCalled();
  });
});
