import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ComplyCubeApiError, ComplyCubeError } from "../../src/index.js";
import { nodeTransport } from "../../src/node.js";
import { type Handler, selfSigned, withServer } from "../support/loopback.js";
import { jsonHeaders, mint, minted, outcomeOf, rejection, token, tokenBody, transports } from "../support/mint.js";

/** Sends bytes as they are. */
const raw =
  (text: string): Handler =>
  ({ socket }) =>
    socket?.end(Buffer.from(text, "latin1"));
const busy = (headers: string, reason = "Busy") => raw(`HTTP/1.1 503 ${reason}\r\n${headers}content-length: 0\r\n\r\n`);
const typed = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

const encoded =
  (encoding: string, body: Buffer | string, status = 200): Handler =>
  (response) =>
    response.writeHead(status, { ...jsonHeaders, "content-encoding": encoding, "retry-after": "7" }).end(body);

const gzip = gzipSync(tokenBody);

/** Responses after which a transport must close the connection. */
const unfinished: Record<string, Handler> = {
  "a redirect whose body never ends": (response) => {
    response.writeHead(307, { location: "/elsewhere" }).write("x");
  },
  "a body that is too long and never ends": (response) => {
    response.writeHead(200, jsonHeaders);
    const write = () => {
      while (!response.destroyed && response.write(" ".repeat(65_536))) {}
    };
    response.on("drain", write);
    write();
  },
  "status 101": raw("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: odd\r\n\r\n"),
};

const answers: Record<string, Handler> = {
  "a body in gzip": encoded("gzip", gzip),
  "a body in x-gzip": encoded("x-gzip", gzip),
  "a body in deflate": encoded("deflate", deflateSync(tokenBody)),
  "a body in raw deflate": encoded("deflate", deflateRawSync(tokenBody)),
  "a body in Brotli": encoded("br", brotliCompressSync(tokenBody)),
  "a body in gzip twice": encoded("gzip, gzip", gzipSync(gzip)),
  "a body in an unknown encoding": encoded("unknown", tokenBody),
  "an encoding in upper case": encoded("GZIP", gzip),
  "an identity encoding": encoded("identity", tokenBody),
  "an error with an empty body in gzip": encoded("gzip", "", 503),
  "an error with a cut body in gzip": encoded("gzip", gzipSync('{"message":"Busy"}').subarray(0, -9), 503),
  "a success with an empty body in gzip": encoded("gzip", ""),
  "a success with a cut body in gzip": encoded("gzip", gzip.subarray(0, -9)),
  "a success with a cut body in Brotli": encoded("br", brotliCompressSync(tokenBody).subarray(0, -9)),
  "a header beyond ASCII": raw(`${typed}x-name: J\xfcrgen\r\ncontent-length: ${tokenBody.length}\r\n\r\n${tokenBody}`),
  "a body without a length": raw(`${typed}\r\n${tokenBody}`),
  "a header twice": busy("retry-after: 7\r\nx-request-id: a\r\nx-request-id: b\r\n"),
  "Retry-After twice": busy("retry-after: 7\r\nretry-after: 8\r\n"),
  "a reason phrase beyond ASCII": busy("retry-after: 7\r\n", "Besch\xe4ftigt"),
  "status 600": raw("HTTP/1.1 600 Odd\r\ncontent-length: 0\r\n\r\n"),
  "status 204": raw("HTTP/1.1 204 No Content\r\n\r\n"),
  ...unfinished,
};

/** The properties of an outcome that must be the same over both transports. */
function visible(outcome: unknown): unknown {
  if (!(outcome instanceof ComplyCubeError)) return outcome;
  const [message = ""] = outcome.message.split(": ");
  return {
    ...outcome,
    name: outcome.name,
    message: message.replace(/:\d+$/, ""),
    cause: undefined,
    ...(outcome instanceof ComplyCubeApiError && {
      headers: [...outcome.headers].filter(([name]) => name !== "date"),
    }),
  };
}

describe("reads like fetch", () => {
  it.each(Object.entries(answers))("%s", async (_, handler) => {
    const [overFetch, overNode] = await Promise.all(transports.map(({ outcomeOf }) => outcomeOf(handler)));
    expect(visible(overNode)).toEqual(visible(overFetch));
  });
});

it.each(transports)("$transport keeps open only the connections in its pool", async ({ mint }) => {
  const handlers = Object.values(unfinished);
  const open = new Set<unknown>();
  const handler: Handler = (response, index, request) => {
    const { socket } = response.req;
    if (!open.has(socket)) socket.once("close", () => open.delete(socket));
    open.add(socket);
    handlers[index % handlers.length]?.(response, index, request);
  };
  await withServer(handler, async ({ url }) => {
    for (let index = 0; index < 3 * handlers.length; index += 1) await rejection(mint(url));
    await expect.poll(() => open.size).toBeLessThanOrEqual(2);
  });
});

describe("the agent", () => {
  it("opens the connections", async () => {
    const agent = new HttpAgent({ keepAlive: true, maxSockets: 1 });
    await withServer(minted, async ({ url }) => {
      await mint(url, { transport: nodeTransport({ agent }) });
      expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
    });
    agent.destroy();
  });

  it("may trust a private certificate", async () => {
    const agent = new HttpsAgent({ ca: selfSigned.cert, checkServerIdentity: () => undefined });
    const call = withServer(minted, ({ url }) => mint(url, { transport: nodeTransport({ agent }) }), selfSigned);
    await expect(call).resolves.toBe(token);
  });

  it("of the other protocol is a named error", async () => {
    const transport = nodeTransport({ agent: new HttpsAgent() });
    expect(await outcomeOf(minted, { transport })).toMatchObject({
      name: "ComplyCubeConnectionError",
      message: expect.stringContaining('Protocol "http:" not supported. Expected "https:"'),
    });
  });
});

it.each<[string, object, RegExp]>([
  ["agent", { agent: {} }, /Agent of node:https or node:http/],
  ["agents", { agents: {} }, /of nodeTransport\. Valid options: agent/],
  ["options", JSON.parse("null"), /of nodeTransport/],
])("rejects the option %s: %o", (option, options, message) => {
  const expected = { name: "ComplyCubeConfigError", option, message: expect.stringMatching(message) };
  expect(() => nodeTransport(options)).toThrow(expect.objectContaining(expected));
});

it("rejects a body that is compressed more than five times", async () => {
  const handler = encoded("gzip, gzip, gzip, gzip, gzip, gzip", gzip);
  expect(await outcomeOf(handler, { transport: nodeTransport() })).toMatchObject({
    name: "ComplyCubeConnectionError",
    message: expect.stringContaining("compressed 6 times"),
  });
});

it("ignores a polluted Object.prototype", async () => {
  const polluted = { hostname: "127.0.0.2", socketPath: "/nowhere", protocol: "https:", setHost: false };
  Object.assign(Object.prototype, polluted);
  try {
    expect(await outcomeOf(minted, { transport: nodeTransport() })).toBe(token);
  } finally {
    for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
  }
});

it("calls a server by its IPv6 address", async () => {
  await expect(mint("http://[::1]:1/v1", { transport: nodeTransport() })).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL/);
});
