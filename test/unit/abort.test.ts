import { getEventListeners, once } from "node:events";
import type { ServerResponse } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Handler, withServer } from "../support/loopback.js";
import { apiKey, deferred, json, minted, token, transports } from "../support/mint.js";

const reason = new Error("the user left");

/** Aborts, lets the event loop turn once, and says what became of the call by then. */
async function outcomeOfAbort(call: Promise<string>, controller: AbortController): Promise<unknown> {
  let outcome: unknown = "still waiting";
  call.then(
    (value) => {
      outcome = value;
    },
    (error: unknown) => {
      outcome = error;
    },
  );
  controller.abort(reason);
  await setImmediate();
  return outcome;
}

describe.each(transports)("over $transport", ({ mint }) => {
  describe("an abort ends the call in the same turn of the event loop, with the signal's reason", () => {
    it.each<[string, (response: ServerResponse) => unknown]>([
      ["while it waits for the answer", () => {}],
      ["in the headers", ({ socket }) => socket?.write("HTTP/1.1 200 OK\r\ncontent-ty")],
      ["in the body", (response) => response.writeHead(200, json).write('{"tok')],
    ])("%s", async (_, begin) => {
      const reached = deferred<ServerResponse>();
      const handler: Handler = (response) => {
        begin(response);
        reached.resolve(response);
      };
      await withServer(handler, async ({ url }) => {
        const controller = new AbortController();
        const call = mint(url, {}, controller.signal);
        const closed = once(await reached.promise, "close");
        await expect(outcomeOfAbort(call, controller)).resolves.toBe(reason);
        await closed;
      });
    });

    it("while it connects", async () => {
      const silent = createServer();
      await once(silent.listen(0, "127.0.0.1"), "listening");
      const connected = once(silent, "connection");
      const controller = new AbortController();
      // Nobody answers the TLS handshake.
      const call = mint(`https://127.0.0.1:${(silent.address() as AddressInfo).port}`, {}, controller.signal);
      const [socket] = await connected;
      await expect(outcomeOfAbort(call, controller)).resolves.toBe(reason);
      // Undici gives a connection that is being made up after 10 s, and nothing that it offers does so earlier.
      socket.destroy();
      silent.close();
    });

    it("in back-off", async () => {
      const unavailable: Handler = (response) => response.writeHead(503, { "retry-after": "20" }).end();
      await withServer(unavailable, async (server) => {
        const controller = new AbortController();
        const failed = deferred<unknown>();
        const call = mint(server.url, { maxRetries: 1, onAttempt: failed.resolve }, controller.signal);
        await expect(failed.promise).resolves.toMatchObject({ status: 503, nextWaitMs: 20_000 });
        await expect(outcomeOfAbort(call, controller)).resolves.toBe(reason);
        expect(server.received.length).toBe(1);
      });
    });

    it("before the call, with nothing sent", async () => {
      await withServer(minted, async (server) => {
        const controller = new AbortController();
        controller.abort(reason);
        await expect(mint(server.url, {}, controller.signal)).rejects.toBe(reason);
        expect(server.received.length).toBe(0);
      });
    });
  });

  describe("a thousand calls on one signal", () => {
    const warnings: Error[] = [];
    const warn = (warning: Error) => warnings.push(warning);
    beforeEach(() => {
      warnings.length = 0;
      process.on("warning", warn);
    });
    afterEach(() => {
      process.off("warning", warn);
    });

    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;

    it("leave no listener, no timer and no open connection, and Node warns of nothing", async () => {
      const stalled: ServerResponse[] = [];
      const arrived = deferred<void>();
      const handler: Handler = (response, before) => {
        if (before < 600) minted(response);
        else if (before < 900) response.writeHead(500, json).end(`{"message":"key ${apiKey}"}`);
        else if (stalled.push(response) === 100) arrived.resolve();
      };
      await withServer(handler, async ({ url }) => {
        const controller = new AbortController();
        const { signal } = controller;
        const before = timers();
        const outcomes: unknown[] = [];
        for (let batch = 0; batch < 9; batch += 1) {
          const calls = Array.from({ length: 100 }, () => mint(url, {}, signal).catch((error: Error) => error.name));
          outcomes.push(...(await Promise.all(calls)));
        }
        const calls = Array.from({ length: 100 }, () => mint(url, {}, signal).catch((error: unknown) => error));
        await arrived.promise;
        expect(getEventListeners(signal, "abort")).toHaveLength(1);
        const closed = Promise.all(stalled.map((response) => once(response, "close")));
        controller.abort(reason);
        outcomes.push(...(await Promise.all(calls)));
        await closed;

        const count = (outcome: unknown) => outcomes.filter((each) => each === outcome).length;
        expect([count(token), count("ComplyCubeApiError"), count(reason)]).toEqual([600, 300, 100]);
        expect(getEventListeners(signal, "abort")).toEqual([]);
        expect(timers()).toBeLessThanOrEqual(before);
      });
      expect(warnings).toEqual([]);
    });
  });
});
