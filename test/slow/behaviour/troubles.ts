import { gzipSync } from "node:zlib";
import type { Handler } from "../../support/loopback.js";

export interface Trouble {
  name: string;
  handler: Handler;
}

const json = { "content-type": "application/json" };
const token = JSON.stringify({ token: "header.payload.signature" });
const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024, " "));

/** @param elsewhere another server, which nobody named to the client */
export function troubles(elsewhere: string, apiKey: string): Trouble[] {
  return [
    { name: "no answer", handler: () => {} },
    { name: "the body stalls", handler: (response) => response.writeHead(200, json).write('{"token":') },
    { name: "a reset before the answer", handler: ({ socket }) => socket?.destroy() },
    {
      name: "a reset in the body",
      handler(response) {
        response.writeHead(200, { ...json, "content-length": "99" });
        response.write('{"token":', () => response.socket?.destroy());
      },
    },
    {
      name: "503 twice, then a token",
      handler: (response, before) =>
        before < 2 ? response.writeHead(503, json).end("{}") : response.writeHead(200, json).end(token),
    },
    { name: "429 with `Retry-After: 86400`", handler: refuse(429, { "retry-after": "86400" }) },
    { name: "429 with `Retry-After: 30 minutes`", handler: refuse(429, { "retry-after": "30 minutes" }) },
    { name: "401 that echoes the key", handler: refuse(401, {}, `Unknown key ${apiKey}`) },
    {
      name: "502 with a page of 100 kB",
      handler: (response) => response.writeHead(502, { "content-type": "text/html" }).end("<p>".padEnd(100_000, "x")),
    },
    {
      name: "200 with a page",
      handler: (response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>"),
    },
    { name: "200 without a body", handler: (response) => response.writeHead(200, json).end() },
    { name: "half a JSON", handler: (response) => response.writeHead(200, json).end('{"token":"hea') },
    { name: "a token that is a number", handler: (response) => response.writeHead(200, json).end('{"token":1}') },
    { name: "307 to another host", handler: (response) => response.writeHead(307, { location: elsewhere }).end() },
    {
      name: "307 to itself, for ever",
      handler: (response) => response.writeHead(307, { location: "/v1/tokens" }).end(),
    },
    {
      name: "256 MiB of blanks, compressed",
      handler: (response) => response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(bomb),
    },
  ];
}

function refuse(status: number, headers: Record<string, string>, message = "No"): Handler {
  return (response) => response.writeHead(status, { ...json, ...headers }).end(JSON.stringify({ type: "t", message }));
}
