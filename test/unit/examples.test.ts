import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { createAdaptorServer, getRequestListener } from "@hono/node-server";
import express from "express";
import { Hono } from "hono";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Handler, type Loopback, listen, serve } from "../support/loopback.js";
import { deferred, minted, token } from "../support/mint.js";

const platformRequest = globalThis.Request;
let upstream: Handler = minted;
let complycube: Loopback;
const load = () => Promise.all([import("../../examples/express.js"), import("../../examples/next-route.js")]);
let examples: Awaited<ReturnType<typeof load>>;
const signedIn = { cookie: "theme=dark; session=SESSION_ID" };

beforeAll(async () => {
  complycube = await serve((...args) => upstream(...args));
  // The examples load without a key, as in `next build`, and read the environment at the first request.
  vi.stubEnv("COMPLYCUBE_API_KEY", undefined);
  examples = await load();
  vi.stubEnv("COMPLYCUBE_API_KEY", "test_key");
  vi.stubEnv("COMPLYCUBE_BASE_URL", complycube.url);
  const { sessions } = await import("../../examples/sessions.js");
  sessions.set("SESSION_ID", { clientId: "CLIENT_ID" });
});
afterAll(() => {
  vi.unstubAllEnvs();
  return complycube.close();
});
afterEach(() => {
  upstream = minted;
  vi.restoreAllMocks();
});

// By default the adapter replaces the global `Request` and `Response`, and other tests would see that.
const adapter = { overrideGlobalObjects: false };
const backEnds: Record<string, () => Server> = {
  "examples/express.ts, mounted in another app": () => createServer(express().use("/shop", examples[0].app)),
  "Hono, with the route of examples/next-route.ts": () => {
    const app = new Hono().post("/shop/api/token", ({ req }) => examples[1].POST(req.raw));
    return createAdaptorServer({ fetch: app.fetch, ...adapter }) as Server;
  },
  "Express, with the README's line": () =>
    createServer(express().post("/shop/api/token", getRequestListener(examples[1].POST, adapter))),
  "node:http": () => createServer(getRequestListener(examples[1].POST, adapter)),
};

it("uses the README's line for Express", async () => {
  expect(await readFile("README.md", "utf8")).toContain("getRequestListener(mint, { overrideGlobalObjects: false })");
});

describe.each(Object.entries(backEnds))("%s", (_, create) => {
  let server: Awaited<ReturnType<typeof listen>>;
  beforeAll(async () => {
    server = await listen(create());
  });
  afterAll(() => server.close());
  const origin = () => `http://127.0.0.1:${server.port}`;
  const ask = (init: RequestInit) => fetch(`${origin()}/shop/api/token`, { method: "POST", ...init });
  const requests: [string, RequestInit][] = [
    ["without a body", { headers: signedIn }],
    ["with a body", { headers: { ...signedIn, "content-type": "application/json" }, body: '{"clientId":"ANOTHER"}' }],
  ];

  it.each(requests)("mints for the client of the session, %s", async (_, init) => {
    const response = await ask(init);
    expect(await response.json()).toEqual({ token, clientId: "CLIENT_ID" });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(globalThis.Request).toBe(platformRequest);
  });

  it("refuses a visitor who is not signed in", async () => {
    const response = await ask({ headers: { cookie: "session=ANOTHER" } });
    expect([response.status, await response.json()]).toEqual([401, { code: "unauthenticated" }]);
  });

  it("mints for a page of its own origin only", async () => {
    // The routes warn of both pages: tokens are for another port.
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const statusFor = async (origin: string) => (await ask({ headers: { ...signedIn, origin } })).status;
    expect([await statusFor(origin()), await statusFor("https://evil.example")]).toEqual([200, 403]);
  });

  it.each(requests)("aborts the mint and logs nothing if the browser closes the connection, %s", async (_, init) => {
    const print = vi.spyOn(console, "error");
    const arrived = deferred<ServerResponse>();
    upstream = arrived.resolve;
    const controller = new AbortController();
    const asked = expect(ask({ ...init, signal: controller.signal })).rejects.toThrow("aborted");
    const closed = once(await arrived.promise, "close");
    controller.abort();
    await Promise.all([asked, closed]);
    expect(print).not.toHaveBeenCalled();
  });
});

it("names getRequestListener if Express calls the handler directly", async () => {
  const app = express();
  app.post("/api/token", examples[1].POST);
  // Express prints the stack.
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { port, close } = await listen(createServer(app));
  const response = await fetch(`http://127.0.0.1:${port}/api/token`, { method: "POST" });
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining("getRequestListener")]);
  await close();
});

it("accepts Next's second argument", async () => {
  const route: (request: Request, context: object) => Promise<Response> = examples[1].POST;
  const request = new Request("http://localhost:3000/api/token", { method: "POST", headers: signedIn });
  const response = await route(request, { params: Promise.resolve({}) });
  expect(await response.json()).toEqual({ token, clientId: "CLIENT_ID" });
});
