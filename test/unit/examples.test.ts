import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, getRequestListener } from "@hono/node-server";
import express from "express";
import { Hono } from "hono";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { deferred, minted, token } from "../support/mint.js";

let answer: (response: ServerResponse) => void = minted;
/** ComplyCube, to the examples. */
const upstream = createServer((request, response) => request.resume().once("end", () => answer(response)));
const servers: Server[] = [upstream];

async function start(server: Server): Promise<string> {
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The examples read the environment when they are loaded. */
const load = () => Promise.all([import("../../examples/express.js"), import("../../examples/next-route.js")]);
let examples: Awaited<ReturnType<typeof load>>;
const signedIn = { cookie: "theme=dark; session=SESSION_ID" };

beforeAll(async () => {
  vi.stubEnv("COMPLYCUBE_API_KEY", "test_key");
  vi.stubEnv("COMPLYCUBE_BASE_URL", `${await start(upstream)}/v1`);
  examples = await load();
  vi.unstubAllEnvs();
  const { sessions } = await import("../../examples/sessions.js");
  sessions.set("SESSION_ID", { clientId: "CLIENT_ID" });
});
afterAll(() => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
});

afterEach(() => {
  answer = minted;
  vi.restoreAllMocks();
});

// The adapter would replace `Request` and `Response` for the other tests too.
const adapter = { overrideGlobalObjects: false };
const backEnds: Record<string, () => Server> = {
  "examples/express.ts, mounted in another app": () => createServer(express().use("/shop", examples[0].app)),
  "Hono, with the route of examples/next-route.ts": () => {
    const app = new Hono().post("/shop/api/token", ({ req }) => examples[1].POST(req.raw));
    return createAdaptorServer({ fetch: app.fetch, ...adapter }) as Server;
  },
  "Express, by the README's line": () =>
    createServer(express().post("/shop/api/token", getRequestListener(examples[1].POST, adapter))),
  "node:http, by the like": () => createServer(getRequestListener(examples[1].POST, adapter)),
};

it("the README's line is the one that is tested", async () => {
  expect(await readFile("README.md", "utf8")).toContain("getRequestListener(mint, { overrideGlobalObjects: false })");
  expect(adapter).toEqual({ overrideGlobalObjects: false });
});

describe.each(Object.entries(backEnds))("%s", (_, make) => {
  let url: string;
  beforeAll(async () => {
    url = `${await start(make())}/shop/api/token`;
  });
  const ask = (init: RequestInit) => fetch(url, { method: "POST", ...init });
  const aBody = {
    body: '{"clientId":"OF_SOMEBODY_ELSE"}',
    headers: { ...signedIn, "content-type": "application/json" },
  };

  it.each([
    ["without a body", { headers: signedIn }],
    ["with a body", aBody],
  ])("mints a token for the session's client, %s", async (_, init) => {
    const response = await ask(init);
    expect(await response.json()).toEqual({ token, clientId: "CLIENT_ID" });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("has none for whoever is not signed in", async () => {
    const response = await ask({ headers: { cookie: "session=ANOTHER" } });
    expect([response.status, await response.json()]).toEqual([401, { code: "unauthenticated" }]);
  });

  it("lets a page of its own host ask, and no other", async () => {
    const statuses = [new URL(url).origin, "https://evil.example"].map(
      async (origin) => (await ask({ headers: { ...signedIn, origin } })).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 403]);
  });

  it.each([
    ["without a body", { headers: signedIn }],
    ["with a body", aBody],
  ])("ends the mint where the browser leaves, %s", async (_, init) => {
    const print = vi.spyOn(console, "error");
    const arrived = deferred<ServerResponse>();
    answer = arrived.resolve;
    const controller = new AbortController();
    const asked = expect(ask({ ...init, signal: controller.signal })).rejects.toThrow("aborted");
    const closed = once(await arrived.promise, "close");
    controller.abort();
    await Promise.all([asked, closed]);
    expect(print).not.toHaveBeenCalled();
  });
});

it("Express, with the handler itself in place of the line, says what is wrong", async () => {
  const app = express();
  app.post("/api/token", examples[1].POST);
  // Its own handler of errors prints the stack.
  vi.spyOn(console, "error").mockImplementation(() => {});
  const response = await fetch(`${await start(createServer(app))}/api/token`, { method: "POST" });
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining("getRequestListener")]);
});

it("examples/next-route.ts answers as Next calls it", async () => {
  const route: (request: Request, context: object) => Promise<Response> = examples[1].POST;
  const request = (headers: Record<string, string>) =>
    new Request("http://localhost:3000/api/token", { method: "POST", headers });
  const context = { params: Promise.resolve({}) };
  expect(await (await route(request(signedIn), context)).json()).toEqual({ token, clientId: "CLIENT_ID" });
  expect((await route(request({}), context)).status).toBe(401);
});
