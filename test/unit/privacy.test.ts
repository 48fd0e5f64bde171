import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { build } from "esbuild";
import { describe, expect, it, vi } from "vitest";
import { ComplyCube, type ComplyCubeOptions, createClient } from "../../src/index.js";
import { type Handler, withServer } from "../support/loopback.js";
import { apiKey, jsonHeaders, mint, minted, outcomeOf, rejection, token } from "../support/mint.js";

/** The ways in which a value gets into a log. */
const printers: Record<string, (value: unknown) => string> = {
  inspect: (value) => inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
  JSON: (value) => JSON.stringify(value, (_, part) => (part instanceof Headers ? [...part] : part)),
  String: (value) => String(value),
  "all properties": (value) => allProperties(value),
};

function allProperties(value: unknown, seen = new Set<unknown>()): string {
  if (value instanceof Headers) return [...value].join("\n");
  if (typeof value !== "object" || value === null || seen.has(value)) return String(value);
  seen.add(value);
  const names = [...Reflect.ownKeys(value), "name", "message", "stack", "cause"];
  return names.map((name) => `${String(name)}: ${allProperties(Reflect.get(value, name), seen)}`).join("\n");
}

/** Searches for the middle of the key and of the token, so that it also finds them if they are cut. */
function expectNoSecret(printed: string): void {
  for (const secret of [apiKey.slice(5, -5), token.slice(25, -5)]) expect(printed).not.toContain(secret);
}

const echo = `${apiKey} ${encodeURIComponent(apiKey)} ${apiKey.replaceAll("/", "\\/").replaceAll("+", "\\u002B")} ${token}`;
const html = { "content-type": "text/html" };
const chunked = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";

/** Responses that repeat the secrets of the request. */
const handlers: Record<string, Handler> = {
  "an API error": (response) =>
    response
      .writeHead(401, { ...jsonHeaders, "x-request-id": apiKey, "x-echo": `key=${apiKey}`, "x-token": token })
      .end(`{"type":"${echo}","message":"${echo}","param":"${echo}","deep":{"list":["${echo}"]},"token":"${token}"}`),
  "an error page": (response) => response.writeHead(502, html).end(`<p>${echo}</p>`),
  "a success that is a page": (response) => response.writeHead(200, html).end(echo),
  "half of a JSON text": (response) =>
    response.writeHead(200, jsonHeaders).end(`{"key":"${echo}","token":"${token.slice(0, 60)}`),
  "a misspelled token": (response) => response.writeHead(200, jsonHeaders).end(`{"tokn":"${token}","key":"${echo}"}`),
  "a second token": (response) => response.writeHead(200, jsonHeaders).end(`{"token":1,"old":"${token}"}`),
  "a redirect": (response) => response.writeHead(307, { location: `https://example.com/?key=${apiKey}` }).end(),
  "a broken chunk": ({ socket }) => socket?.end(`${chunked}5\r\n{"tok\r\nnot a length ${token} ${apiKey}\r\n`),
  "a protocol other than HTTP": ({ socket }) => socket?.end(`SSH-2.0 ${apiKey} ${token}\r\n`),
};

/** Errors of a custom `fetch`. */
const fetches: Record<string, ComplyCubeOptions["fetch"]> = {
  // Node's error quotes the value.
  "a header that Node rejects": (url, init) =>
    fetch(url, { ...init, headers: { authorization: `${apiKey}\n${token}é` } }),
  "an error with the request": async (url, init) => {
    throw Object.assign(new Error(`POST ${url}`), { request: new Request(url, init), config: init });
  },
};

const values: Record<string, () => unknown> = {
  "the client": () => new ComplyCube({ apiKey }),
  "the typed client": () => createClient({ apiKey }),
  "the error of an invalid key": () => rejection((async () => new ComplyCube({ apiKey: `${apiKey}\n` }))()),
  ...Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, () => outcomeOf(handler)])),
  ...Object.fromEntries(
    Object.entries(fetches).map(([name, fetch]) => [name, () => rejection(mint("http://localhost:1", { fetch }))]),
  ),
};

describe("prints and logs neither the key nor the token:", () => {
  it.each(Object.entries(values))("%s", async (_, create) => {
    const warn = vi.fn();
    process.on("warning", warn);
    const logs = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write"));
    const consoles = (["log", "info", "warn", "error", "debug"] as const).map((name) => vi.spyOn(console, name));
    const value = await create();
    process.off("warning", warn);
    expect([warn, ...logs, ...consoles].flatMap(({ mock }) => mock.calls)).toEqual([]);
    vi.restoreAllMocks();
    for (const print of Object.values(printers)) expectNoSecret(print(value));
  });

  it.each(Object.entries(printers))("a secret would be found with %s", (_, print) => {
    const error = Object.assign(new Error(`token ${token}`), { responseBody: apiKey });
    expect(() => expectNoSecret(print(error))).toThrow();
  });

  it("Node's debug log", async () => {
    const entryPoints = ["test/support/fixtures/mint-once.ts"];
    const { outputFiles } = await build({ entryPoints, bundle: true, format: "esm", platform: "node", write: false });
    const script = outputFiles[0]?.text ?? "";
    await withServer(minted, async ({ url }) => {
      const env = { ...process.env, NODE_DEBUG: "*" };
      const child = spawn(process.execPath, ["--input-type=module", "--eval", script], { env });
      child.stdin.end(`${apiKey}\n${url}`);
      const exit = new Promise((resolve) => child.once("close", resolve));
      const [printed, stdout] = await Promise.all([text(child.stderr), text(child.stdout)]);
      expect(await exit).toBe(0);
      expect(printed).toContain("sending request to POST");
      expectNoSecret(printed + stdout);
    });
  });
});
