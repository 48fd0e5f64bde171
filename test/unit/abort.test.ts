import { getEventListeners, once } from "node:events";
import type { ServerResponse } from "node:http";
import { createServer, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type Handler, listen, withServer } from "../support/loopback.js";
import { deferred, jsonHeaders, minted, token, transports } from "../support/mint.js";

const reason = new Error("the user left");
/** More than ten: then Node warns of a listener leak. */
const concurrent = 20;

/** Aborts, lets the event loop turn once, and returns the result of the call by then. */
async function outcomeOfAbort(call: Promise<string>, controller: AbortController): Promise<unknown> {
  let outcome: unknown = "still waiting";
  const settle = (value: unknown) => {
    outcome = value;
  };
  call.then(settle, settle);
  controller.abort(reason);
  await setImmediate();
  return outcome;
}

describe.each(transports)("an abort over $transport", ({ mint }) => {
  it.each<[string, (response: ServerResponse) => unknown]>([
    ["while waiting for the response", () => {}],
    ["in the headers", ({ socket }) => socket?.write("HTTP/1.1 200 OK\r\ncontent-ty")],
    ["in the body", (response) => response.writeHead(200, jsonHeaders).write('{"tok')],
  ])("%s rejects at once with the signal's reason, and closes the connection", async (_, begin) => {
    const reached = deferred<ServerResponse>();
    const handler: Handler = (response) => {
      begin(response);
      reached.resolve(response);
    };
    await withServer(handler, async ({ url }) => {
      const controller = new AbortController();
      const call = mint(url, {}, controller.signal);
      const closed = once(await reached.promise, "close");
      expect(await outcomeOfAbort(call, controller)).toBe(reason);
      await closed;
    });
  });

  it("while connecting rejects at once", async () => {
    // Never answers the TLS handshake.
    const silent = createServer();
    const connected = once(silent, "connection");
    const { port, close } = await listen(silent);
    const controller = new AbortController();
    const call = mint(`https://127.0.0.1:${port}`, {}, controller.signal);
    const [socket]: Socket[] = await connected;
    expect(await outcomeOfAbort(call, controller)).toBe(reason);
    // Undici closes a connecting socket only after 10 s.
    socket?.destroy();
    await close();
  });

  it("of many calls on one signal leaves no listener, timer, connection or warning", async () => {
    const warnings: Error[] = [];
    const warn = (warning: Error) => warnings.push(warning);
    process.on("warning", warn);
    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
    const stalled: ServerResponse[] = [];
    const arrived = deferred<void>();
    const handler: Handler = (response, index) => {
      if (index < concurrent) minted(response);
      else if (index < 2 * concurrent) response.writeHead(500, jsonHeaders).end("{}");
      else if (stalled.push(response) === concurrent) arrived.resolve();
    };
    await withServer(handler, async ({ url }) => {
      const controller = new AbortController();
      const { signal } = controller;
      const before = timers();
      const start = () =>
        Array.from({ length: concurrent }, () => mint(url, {}, signal).catch((error: unknown) => error));
      expect(new Set(await Promise.all(start()))).toEqual(new Set([token]));
      await Promise.all(start());
      const calls = start();
      await arrived.promise;
      expect(getEventListeners(signal, "abort")).toHaveLength(1);
      const closed = Promise.all(stalled.map((response) => once(response, "close")));
      controller.abort(reason);
      expect(new Set(await Promise.all(calls))).toEqual(new Set([reason]));
      await closed;
      expect(getEventListeners(signal, "abort")).toEqual([]);
      expect(timers()).toBeLessThanOrEqual(before);
    });
    process.off("warning", warn);
    expect(warnings).toEqual([]);
  });
});
