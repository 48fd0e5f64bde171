import { spawn } from "node:child_process";
import { Console } from "node:console";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ComplyCube, ComplyCubeError, type ComplyCubeOptions, createClient } from "../../src/index.js";
import { type Handler, withServer } from "../support/loopback.js";
import { apiKey, json, mint, minted, outcomeOf, token, tokenBody } from "../support/mint.js";

const everyDetail = { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true, maxStringLength: null };

/** The ways in which a value gets into a log. */
const printers: Record<string, (value: unknown) => string> = {
  inspect: (value) => inspect(value, everyDetail),
  "JSON.stringify": (value) => JSON.stringify(value, (_, part) => (part instanceof Headers ? [...part] : part)) ?? "",
  String: (value) => String(value),
  structuredClone: (value) =>
    inspect(
      attempt(() => structuredClone(value)),
      everyDetail,
    ),
  "console.log": (value) => {
    let printed = "";
    const write = (chunk: Buffer, _: string, done: () => void) => {
      printed += chunk;
      done();
    };
    new Console(new Writable({ write })).log(value, "%o", value);
    return printed;
  },
  "its own properties, and those of its causes": (value) => everything(value),
};

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

function everything(value: unknown, seen = new Set<unknown>()): string {
  if (value instanceof Headers) return [...value].join("\n");
  if (typeof value !== "object" || value === null || seen.has(value)) return String(value);
  seen.add(value);
  const names = [...Reflect.ownKeys(value), "name", "message", "stack", "cause"];
  return names.map((name) => `${String(name)}: ${everything(Reflect.get(value, name), seen)}`).join("\n");
}

/** What anybody would find: the key's and the token's long middle, however they are cut. */
const secrets = [apiKey.slice(5, -5), token.slice(25, -5)];

function expectNothingSecret(printed: string): void {
  for (const secret of secrets) expect(printed).not.toContain(secret);
}

const echo = `${apiKey} ${encodeURIComponent(apiKey)} ${apiKey.replaceAll("/", "\\/").replaceAll("+", "\\u002B")} ${token}`;

/** Answers with what the handler sends, the request's secrets all over it. */
const answers: Record<string, Handler> = {
  "an API error": (response) =>
    response
      .writeHead(401, { ...json, "x-request-id": apiKey, "x-echo": `key=${apiKey}`, "x-token": token })
      .end(`{"type":"${echo}","message":"${echo}","param":"${echo}","deep":{"list":["${echo}"]},"token":"${token}"}`),
  "a page": (response) => response.writeHead(502, { "content-type": "text/html" }).end(`<p>${echo}</p>`),
  "a success that is a page": (response) => response.writeHead(200, { "content-type": "text/html" }).end(echo),
  "half a JSON": (response) => response.writeHead(200, json).end(`{"key":"${echo}","token":"${token.slice(0, 60)}`),
  "a misspelt token": (response) => response.writeHead(200, json).end(`{"tokn":"${token}","key":"${echo}"}`),
  "a token beside a wrong one": (response) => response.writeHead(200, json).end(`{"token":1,"old":"${token}"}`),
  "a redirect": (response) => response.writeHead(307, { location: `https://example.com/?key=${apiKey}` }).end(),
  "a broken chunk": ({ socket }) => {
    const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    socket?.end(`${head}5\r\n{"tok\r\nnot a length ${tokenBody} ${apiKey}\r\n`);
  },
  "no HTTP": ({ socket }) => socket?.end(`SSH-2.0 ${apiKey} ${tokenBody}\r\n`),
  "a reset": ({ socket }) => socket?.destroy(),
};

/** What the caller's own `fetch` may do wrong. */
const fetches: Record<string, ComplyCubeOptions> = {
  // Node's own error quotes the value.
  "a header that Node refuses": {
    fetch: async (url, init) => fetch(url, { ...init, headers: { authorization: `${apiKey}\n${token}é` } }),
  },
  "an error with the request": {
    fetch: async (url, init) => {
      throw Object.assign(new Error(`POST ${url}`), { request: new Request(url, init), config: init });
    },
  },
  "a Proxy that throws": {
    fetch: (_, init) => {
      const forbid = () => {
        throw Object.assign(new Error(String(apiKey)), init);
      };
      return Promise.reject(new Proxy(new Error(apiKey), { get: forbid, getPrototypeOf: forbid, ownKeys: forbid }));
    },
  },
  "a chain of 20,000 causes": {
    fetch: () => {
      let error = new Error(apiKey);
      for (let depth = 0; depth < 20_000; depth += 1) error = new Error("x", { cause: error });
      return Promise.reject(error);
    },
  },
  "a rejection that is not an Error": { fetch: (url, init) => Promise.reject({ url, init }) },
  silence: { fetch: () => new Promise(() => {}), timeoutMs: 1 },
};

function failing(options: ComplyCubeOptions): Promise<unknown> {
  return mint("http://localhost:1/v1", options).catch((error: unknown) => error);
}

const values: Record<string, () => unknown> = {
  "the client": () => new ComplyCube({ apiKey }),
  "the client's token part": () => new ComplyCube({ apiKey }).token,
  "the typed client": () => createClient({ apiKey }),
  "a refused key": () => attempt(() => new ComplyCube({ apiKey: `${apiKey}\n` })),
  "a refused request": () =>
    new ComplyCube({ apiKey }).token.generate("", { appId: "a" }).catch((error: unknown) => error),
  ...Object.fromEntries(Object.entries(answers).map(([name, handler]) => [name, () => outcomeOf(handler)])),
  ...Object.fromEntries(Object.entries(fetches).map(([name, options]) => [name, () => failing(options)])),
};

describe.each(Object.entries(values))("the key and the token are not in %s", (_, make) => {
  let value: unknown;
  beforeAll(async () => {
    value = await make();
  });
  it.each(Object.keys(printers))("by %s", (printer) => {
    expectNothingSecret(printers[printer]?.(value) ?? "");
  });
});

it.each(Object.keys(printers))("%s would show them, where they were there", (printer) => {
  const error = Object.assign(new Error(`token ${token}`), { responseBody: apiKey });
  expect(() => expectNothingSecret(printers[printer]?.(error) ?? "")).toThrow();
});

it.each(Object.keys(fetches))("%s ends in a named error", async (name) => {
  expect(await failing(fetches[name] ?? {})).toBeInstanceOf(ComplyCubeError);
});

it("an echo of the key is told from the rest of what the API says", async () => {
  const error = await outcomeOf((response) =>
    response.writeHead(401, { ...json, "x-request-id": "req_1" }).end(`{"message":"Unknown key ${apiKey}"}`),
  );
  expect(error).toMatchObject({
    requestId: "req_1",
    message: expect.stringMatching(/^Unknown key \[API key\] \(status/),
  });
});

describe("nothing is logged", () => {
  it("whatever comes of a call", async () => {
    const warnings: Error[] = [];
    const warn = (warning: Error) => warnings.push(warning);
    const writes = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write"));
    const logs = (["log", "info", "warn", "error", "debug"] as const).map((name) => vi.spyOn(console, name));
    process.on("warning", warn);
    for (const make of Object.values(values)) await make();
    process.off("warning", warn);
    expect([...writes, ...logs].flatMap(({ mock }) => mock.calls)).toEqual([]);
    expect(warnings).toEqual([]);
    vi.restoreAllMocks();
  });

  it("of the key and the token by Node's own debug log", async () => {
    await withServer(minted, async ({ url }) => {
      const env = { ...process.env, NODE_DEBUG: "*" };
      const child = spawn(process.execPath, ["--import", "tsx", "test/support/fixtures/mint-once.ts"], { env });
      child.stdin.end(`${apiKey}\n${url}`);
      const exit = new Promise((resolve) => child.once("close", resolve));
      const [printed, stdout] = await Promise.all([text(child.stderr), text(child.stdout)]);
      expect(await exit).toBe(0);
      expect(printed).toContain("sending request to POST");
      expectNothingSecret(printed + stdout);
    });
  });
});
