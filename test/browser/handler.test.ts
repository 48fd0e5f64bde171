import { once } from "node:events";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { type Browser, chromium } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createTokenHandler } from "../../src/handler.js";
import { ComplyCube } from "../../src/index.js";
import { referrerFor } from "../../src/referrer/index.js";
import { chromiumPath } from "../support/chromium.js";
import { apiKey, deferred, minted } from "../support/mint.js";

const servers: Server[] = [];
let answer: (response: ServerResponse) => void = minted;
let browser: Browser;
/** Where pages are: of the route itself, of the same site where the token may be used and where not, and of another site. */
const origins: Record<string, string> = {};
let route: string;

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

const page: RequestListener = (_, response) =>
  response.setHeader("content-type", "text/html").end("<title>A page</title>");

beforeAll(async () => {
  const upstream = await serve((request, response) => request.resume().once("end", () => answer(response)));
  const [kyc, blog] = [await serve(page), await serve(page)];
  const referrer = referrerFor(`http://127.0.0.1:${kyc}/`);
  const complycube = new ComplyCube({ apiKey, baseUrl: `http://127.0.0.1:${upstream}` });
  const mint = getRequestListener(
    createTokenHandler({ complycube, scope: { referrer }, authorize: () => "CLIENT_ID" }),
    { overrideGlobalObjects: false },
  );
  const own = await serve((request, response) => {
    // CORS for everybody, so that it is the handler that refuses.
    response.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
    (request.method === "GET" ? page : mint)(request, response);
  });
  route = `http://127.0.0.1:${own}/api/token`;
  Object.assign(origins, {
    own: `http://127.0.0.1:${own}/`,
    kyc: `http://127.0.0.1:${kyc}/`,
    blog: `http://127.0.0.1:${blog}/`,
    foreign: `http://localhost:${kyc}/`,
  });
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
});

afterEach(() => {
  answer = minted;
});
afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
});

async function open(name: string) {
  const tab = await browser.newPage();
  await tab.goto(String(origins[name]));
  return tab;
}

it.each([
  ["own", 200],
  ["kyc", 200],
  ["blog", 403],
  ["foreign", 403],
])("a script of the page %s is answered with %i", async (name, status) => {
  const tab = await open(name);
  expect(await tab.evaluate((url) => fetch(url, { method: "POST" }).then((answer) => answer.status), route)).toBe(
    status,
  );
  await tab.close();
});

it("a frame that is kept apart from its own page is refused", async () => {
  const tab = await open("own");
  const asks = `fetch("${route}", { method: "POST" }).then((answer) => parent.postMessage(answer.status, "*"))`;
  const status = await tab.evaluate((asks) => {
    const frame = Object.assign(document.createElement("iframe"), { srcdoc: `<script>${asks}</script>` });
    frame.setAttribute("sandbox", "allow-scripts");
    const told = new Promise((resolve) => window.addEventListener("message", ({ data }) => resolve(data)));
    document.body.append(frame);
    return told;
  }, asks);
  expect(status).toBe(403);
  await tab.close();
});

it("a form of another site's page is refused", async () => {
  const tab = await open("foreign");
  const answered = tab.waitForResponse(route);
  await tab.setContent(`<form method="post" action="${route}"><button>Win</button></form>`);
  await tab.click("button");
  expect((await answered).status()).toBe(403);
  await tab.close();
});

it("a visitor who closes the page ends the mint", async () => {
  const arrived = deferred<ServerResponse>();
  answer = arrived.resolve;
  const tab = await open("own");
  await tab.evaluate((url) => void fetch(url, { method: "POST" }), route);
  const closed = once(await arrived.promise, "close");
  await tab.close();
  await closed;
});
