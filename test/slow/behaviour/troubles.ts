import { gzipSync } from "node:zlib";
import { type Handler, json } from "../../support/loopback.js";
import { apiKey } from "./clients.js";

export const token = "header.payload.signature";
const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024, " "));

/**
 * Ways in which a server misbehaves, by name.
 *
 * @param elsewhere the URL of another server, which the client is not configured with
 */
export function troubles(elsewhere: string): Record<string, Handler> {
  return {
    "no answer": () => {},
    "the body stalls": (response) => response.writeHead(200).write('{"token":'),
    "a reset before the answer": ({ socket }) => socket?.destroy(),
    "a reset in the body"(response) {
      response.writeHead(200, { "content-length": "99" }).write('{"token":', () => response.socket?.destroy());
    },
    "503 twice, then a token": (response, index, request) =>
      (index < 2 ? json(503, {}) : json(200, { token }))(response, index, request),
    "429 with `Retry-After: 86400`": json(429, { message: "No" }, { "retry-after": "86400" }),
    "429 with `Retry-After: 30 minutes`": json(429, { message: "No" }, { "retry-after": "30 minutes" }),
    "401 that echoes the key": json(401, { type: "unauthorized", message: `Unknown key ${apiKey}` }),
    "502 with a page of 100 kB": text(502, "text/html", "<p>".padEnd(100_000, "x")),
    "200 with a page": text(200, "text/html", "<p>"),
    "200 without a body": text(200, "application/json", ""),
    "truncated JSON": text(200, "application/json", '{"token":"hea'),
    "a token that is a number": json(200, { token: 1 }),
    "307 to another host": json(307, {}, { location: elsewhere }),
    "307 to itself, forever": json(307, {}, { location: "/v1/tokens" }),
    "256 MiB of blanks, compressed": (response) =>
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(bomb),
  };
}

function text(status: number, type: string, body: string): Handler {
  return (response) => response.writeHead(status, { "content-type": type }).end(body);
}
