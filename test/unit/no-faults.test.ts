import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Handler, withServer } from "../support/loopback.js";
import { json, minted, token, tokenBody, transports } from "../support/mint.js";

/** Sends a text a few bytes at a time. */
function drip(text: string, write: (part: string) => unknown, end: () => unknown): void {
  const parts = text.match(/.{1,40}/gs) ?? [];
  const timer = setInterval(() => {
    const part = parts.shift();
    if (part !== undefined) return void write(part);
    clearInterval(timer);
    end();
  }, 2);
}

describe.each(transports)("not a fault over $transport", ({ mint, outcomeOf }) => {
  beforeEach(() => {
    // No back-off: nothing waits in earnest.
    vi.spyOn(Math, "random").mockReturnValue(0);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each<[string, Handler]>([
    [
      "headers that drip in",
      ({ socket }) => {
        const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${tokenBody.length}\r\n\r\n`;
        drip(
          head,
          (part) => socket?.write(part),
          () => socket?.end(tokenBody),
        );
      },
    ],
    [
      "a body that drips in",
      (response) => {
        response.writeHead(200, json);
        drip(
          tokenBody,
          (part) => response.write(part),
          () => response.end(),
        );
      },
    ],
    [
      "a compressed answer",
      (response) => {
        response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(gzipSync(tokenBody));
      },
    ],
  ])("%s", async (_, handler) => {
    await expect(outcomeOf(handler)).resolves.toBe(token);
  });

  it("an early hint before the answer", async () => {
    const hinting: Handler = (response) => {
      response.writeEarlyHints({ link: "</style.css>; rel=preload" });
      minted(response);
    };
    await expect(outcomeOf(hinting)).resolves.toBe(token);
  });

  it("a connection that was closed between two calls", async () => {
    await withServer(minted, async (server) => {
      await mint(server.url);
      await expect(mint(server.url)).resolves.toBe(token);
    });
    const closing: Handler = (response) => {
      response.once("finish", () => response.socket?.destroy());
      minted(response);
    };
    await withServer(closing, async (server) => {
      await expect(mint(server.url)).resolves.toBe(token);
      await expect(mint(server.url, { maxRetries: 2 })).resolves.toBe(token);
    });
  });

  it("a failure that the next attempt repairs", async () => {
    const once503: Handler = (response, before) => {
      if (before === 0) response.writeHead(503, { "retry-after": "0" }).end();
      else minted(response);
    };
    await withServer(once503, async (server) => {
      await expect(mint(server.url, { maxRetries: 1 })).resolves.toBe(token);
      expect(server.received.length).toBe(2);
    });
  });
});
