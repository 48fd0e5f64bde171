import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Handler, selfSigned, withServer } from "../support/loopback.js";
import { jsonHeaders, minted, rejection, token, tokenBody, transports } from "../support/mint.js";

const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024, " "));
const head = (length: number) =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
const chunked = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
const gzip = { ...jsonHeaders, "content-encoding": "gzip" };

/** Sends a text in parts of 40 characters. */
async function drip(text: string, write: (part: string) => unknown): Promise<void> {
  for (const part of text.match(/.{1,40}/gs) ?? []) {
    write(part);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

const connection = "ComplyCubeConnectionError";
const response = "ComplyCubeResponseError";

describe.each(transports)("over $transport", ({ mint, outcomeOf }) => {
  it.each<[string, Handler, string, RegExp]>([
    ["a reset before the headers", ({ socket }) => socket?.destroy(), connection, /^No response/],
    [
      "a reset in the body",
      (response) => {
        response.writeHead(200, { ...jsonHeaders, "content-length": "36" }).flushHeaders();
        response.write('{"tok', () => response.socket?.resetAndDestroy());
      },
      connection,
      /^The connection broke/,
    ],
    ["a body shorter than its length", ({ socket }) => socket?.end(head(999) + tokenBody), connection, /broke/],
    ["a body longer than its length", ({ socket }) => socket?.end(head(9) + tokenBody), response, /not JSON/],
    ["half a chunk", ({ socket }) => socket?.end(`${chunked}24\r\n{"tok`), connection, /^The connection broke/],
    ["a protocol other than HTTP", ({ socket }) => socket?.end("SSH-2.0-OpenSSH_9.2\r\n"), connection, /^No response/],
    ["a compressed bomb", (response) => response.writeHead(200, gzip).end(bomb), response, /longer than 1048576 bytes/],
    ["broken compression", (response) => response.writeHead(200, gzip).end("no gzip"), connection, /broke/],
  ])("%s is a named error", async (_, handler, name, message) => {
    expect(await outcomeOf(handler)).toMatchObject({ name, message: expect.stringMatching(message), attempts: 1 });
  });

  it.each<[string, Handler]>([
    ["silence", () => {}],
    [
      "a body that never ends",
      (response) => {
        response.writeHead(200, jsonHeaders);
        const timer = setInterval(() => response.write(" "), 5);
        response.once("close", () => clearInterval(timer));
      },
    ],
  ])("%s is a timeout", async (_, handler) => {
    const outcome = await outcomeOf(handler, { attemptTimeoutMs: 60 });
    expect(outcome).toMatchObject({ name: "ComplyCubeTimeoutError", limit: "attemptTimeoutMs", attempts: 1 });
  });

  it("the error message mentions a self-signed certificate", async () => {
    const error = await withServer(minted, ({ url }) => rejection(mint(url)), selfSigned);
    expect(error).toMatchObject({ name: connection, message: expect.stringContaining("self-signed certificate") });
  });

  it("a name that does not resolve is a named error", async () => {
    // A label of 64 characters is invalid, so no resolver asks the network.
    const error = await rejection(mint(`https://${"x".repeat(64)}.example`));
    const message = expect.stringMatching(/^No response from https:\/\/x+\.example: .*ENOTFOUND.* Check `baseUrl`/);
    expect(error).toMatchObject({ name: connection, message, cause: expect.any(Error) });
  });

  it("a port on which nobody listens is a named error", async () => {
    const url = await withServer(minted, async (server) => server.url);
    const message = expect.stringContaining("ECONNREFUSED");
    expect(await rejection(mint(url))).toMatchObject({ name: connection, message });
  });

  it.each([302, 307])("a redirect with status %i is not followed", async (status) => {
    await withServer(minted, async (target) => {
      const redirecting: Handler = (response) => response.writeHead(status, { location: `${target.url}/tokens` }).end();
      const message = expect.stringContaining(target.origin);
      expect(await outcomeOf(redirecting)).toMatchObject({ name: response, message });
      expect(target.received).toEqual([]);
    });
  });

  it.each<[string, Handler]>([
    ["headers in parts", ({ socket }) => drip(head(tokenBody.length) + tokenBody, (part) => socket?.write(part))],
    [
      "a body in parts",
      async (response) => {
        response.writeHead(200, jsonHeaders);
        await drip(tokenBody, (part) => response.write(part));
        response.end();
      },
    ],
    ["a compressed body", (response) => response.writeHead(200, gzip).end(gzipSync(tokenBody))],
    [
      "an early hint before the response",
      (response) => {
        response.writeEarlyHints({ link: "</style.css>; rel=preload" });
        minted(response);
      },
    ],
  ])("reads %s", async (_, handler) => {
    expect(await outcomeOf(handler)).toBe(token);
  });

  it("opens a new connection if the server closed the last one", async () => {
    const closing: Handler = (response) => {
      response.once("finish", () => response.socket?.destroy());
      minted(response);
    };
    await withServer(closing, async (server) => {
      await expect(mint(server.url)).resolves.toBe(token);
      await expect(mint(server.url, { maxRetries: 2 })).resolves.toBe(token);
    });
  });
});
