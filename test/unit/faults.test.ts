import { readFile } from "node:fs/promises";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  ComplyCubeApiError,
  ComplyCubeConnectionError,
  ComplyCubeResponseError,
  ComplyCubeTimeoutError,
} from "../../src/index.js";
import { type Handler, withServer } from "../support/loopback.js";
import { apiKey, json, minted, tokenBody, transports } from "../support/mint.js";

const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));

type Fault = [fault: string, handler: Handler, errorClass: { prototype: { name: string } }, message: RegExp];

describe.each(transports)("over $transport", ({ mint, outcomeOf }) => {
  /** Time that is waited for in earnest, and so only where nothing else ends the call; more of it where the machine is busy. */
  async function outcomeInTime(handler: Handler, errorClass: Fault[2], message: RegExp): Promise<unknown> {
    if (errorClass !== ComplyCubeTimeoutError) return outcomeOf(handler);
    const outcome = await outcomeOf(handler, { attemptTimeoutMs: 90 });
    return message.test(String(outcome)) ? outcome : outcomeOf(handler, { attemptTimeoutMs: 5_000 });
  }

  describe("on a real connection, one named error", () => {
    it.each<Fault>([
      ["a reset before the headers", ({ socket }) => socket?.destroy(), ComplyCubeConnectionError, /No answer/],
      [
        "a reset after the headers",
        (response) => {
          response.writeHead(200, { ...json, "content-length": "36" }).flushHeaders();
          response.write('{"tok', () => response.socket?.resetAndDestroy());
        },
        ComplyCubeConnectionError,
        /A broken answer/,
      ],
      [
        "a length that is longer than the body",
        (response) => {
          response.writeHead(200, { ...json, "content-length": "999" });
          response.write(tokenBody, () => response.socket?.end());
        },
        ComplyCubeConnectionError,
        /A broken answer/,
      ],
      [
        "half a chunk",
        ({ socket }) => {
          socket?.end(
            `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n24\r\n{"tok`,
          );
        },
        ComplyCubeConnectionError,
        /A broken answer/,
      ],
      [
        "a length that is shorter than the body",
        ({ socket }) => {
          socket?.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n${tokenBody}`);
        },
        ComplyCubeResponseError,
        /not JSON/,
      ],
      ["no HTTP", ({ socket }) => socket?.end("SSH-2.0-OpenSSH_9.2\r\n"), ComplyCubeConnectionError, /No answer/],
      ["silence", () => {}, ComplyCubeTimeoutError, /Attempt 1 took longer than attemptTimeoutMs, 90 ms: no answer/],
      [
        "silence in the body",
        (response) => response.writeHead(200, json).write("{"),
        ComplyCubeTimeoutError,
        /an incomplete body/,
      ],
      [
        "a drip that never ends",
        (response) => {
          response.writeHead(200, json);
          const drip = setInterval(() => response.write(" "), 5);
          response.once("close", () => clearInterval(drip));
        },
        ComplyCubeTimeoutError,
        /an incomplete body/,
      ],
      [
        "a compressed bomb",
        (response) => response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(bomb),
        ComplyCubeResponseError,
        /longer than 1048576 bytes/,
      ],
      [
        "a broken compression",
        (response) => response.writeHead(200, { ...json, "content-encoding": "gzip" }).end("no gzip"),
        ComplyCubeConnectionError,
        /A broken answer/,
      ],
      [
        "invalid UTF-8",
        (response) => response.writeHead(200, json).end(Buffer.from([0x22, 0xc3, 0x28, 0x22])),
        ComplyCubeResponseError,
        /not UTF-8/,
      ],
      ["a teapot", (response) => response.writeHead(418).end(), ComplyCubeApiError, /no reason \(status code 418\)/],
      [
        "a gateway's page",
        (response) => response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>"),
        ComplyCubeApiError,
        /status code 502/,
      ],
      [
        "a status that HTTP lacks",
        (response) => response.writeHead(999, json).end(tokenBody),
        ComplyCubeResponseError,
        /no status/,
      ],
    ])("%s", async (_, handler, errorClass, message) => {
      const outcome = await outcomeInTime(handler, errorClass, message);
      expect(outcome).toMatchObject({
        name: errorClass.prototype.name,
        message: expect.stringMatching(message),
        attempts: 1,
      });
      expect(inspect(outcome, { depth: 9, showHidden: true })).not.toContain(apiKey);
    });

    it("a certificate that nobody signed", async () => {
      const [key, cert] = await Promise.all(
        ["key", "cert"].map((part) => readFile(`test/unit/fixtures/self-signed.${part}.pem`, "utf8")),
      );
      const tls = { key: key ?? "", cert: cert ?? "" };
      const outcome = await withServer(minted, ({ url }) => mint(url).catch((error: unknown) => error), tls);
      expect(outcome).toBeInstanceOf(ComplyCubeConnectionError);
      expect(String(outcome)).toMatch(/self-signed certificate/);
    });

    it("a name that does not resolve", async () => {
      // Longer than a label may be: no resolver asks another host for it.
      const error: unknown = await mint(`https://${"x".repeat(64)}.example`).catch((reason: unknown) => reason);
      expect(inspect(error)).toContain("code: 'ENOTFOUND'");
      expect(error).toMatchObject({
        name: "ComplyCubeConnectionError",
        message: expect.stringMatching(
          /^No answer from https:\/\/x+\.example: getaddrinfo ENOTFOUND .* Check `baseUrl`/,
        ),
      });
    });

    it("nobody listening", async () => {
      const url = await withServer(minted, async (server) => server.url);
      await expect(mint(url)).rejects.toMatchObject({
        name: "ComplyCubeConnectionError",
        message: expect.stringContaining("ECONNREFUSED"),
      });
    });
  });

  describe("a redirect", () => {
    it.each([301, 302, 303, 307, 308])(
      "with status %i is named, and neither key nor body goes there",
      async (status) => {
        await withServer(minted, async (target) => {
          const redirecting: Handler = (response) =>
            response.writeHead(status, { location: `${target.url}/tokens` }).end();
          const outcome = await outcomeOf(redirecting);
          expect(outcome).toBeInstanceOf(ComplyCubeResponseError);
          expect(String(outcome)).toContain(new URL(target.url).origin);
          expect(target.received.length).toBe(0);
        });
      },
    );

    it("to itself is asked once", async () => {
      await withServer(
        (response) => response.writeHead(307, { location: "/v1/tokens" }).end(),
        async (server) => {
          await expect(mint(server.url, { maxRetries: 2 })).rejects.toBeInstanceOf(ComplyCubeResponseError);
          expect(server.received.length).toBe(1);
        },
      );
    });
  });
});
