import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTokenHandler } from "../../src/handler.js";
import { ComplyCube } from "../../src/index.js";
import { referrerFor } from "../../src/referrer/index.js";
import { listen, useServer } from "../support/loopback.js";
import { apiKey } from "../support/mint.js";
import { emptyPage, useBrowser } from "./browser.js";

const browser = useBrowser();
const [kyc, blog] = [useServer(emptyPage), useServer(emptyPage)];
let own: { port: number; close(): Promise<void> };

beforeAll(async () => {
  const complycube = new ComplyCube({ apiKey, fetch: async () => Response.json({ token: "a.b.c" }) });
  const scope = { referrer: referrerFor(`${kyc.origin}/`) };
  const handle = createTokenHandler({ complycube, scope, authorize: () => "CLIENT_ID", onWarning: () => {} });
  const mint = getRequestListener(handle, { overrideGlobalObjects: false });
  const server = createServer((request, response) => {
    // Every origin passes CORS, so that only the handler can refuse.
    response.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
    if (request.method === "GET") response.setHeader("content-type", "text/html").end("<title>A page</title>");
    else mint(request, response);
  });
  own = await listen(server);
});
afterAll(() => own.close());

async function open(name: string) {
  const page = await browser.newPage();
  const origins: Record<string, string> = {
    own: `http://127.0.0.1:${own.port}`,
    kyc: kyc.origin,
    blog: blog.origin,
    foreign: kyc.origin.replace("127.0.0.1", "localhost"),
  };
  await page.goto(`${origins[name]}/`);
  return { page, route: `${origins.own}/api/token` };
}

it.each([
  ["own", "of its own origin", 200],
  ["kyc", "of the same site where the token works", 200],
  ["blog", "of the same site where the token does not work", 403],
  ["foreign", "of another site", 403],
])("%s: answers a script of a page %s with %i", async (name, _, status) => {
  const { page, route } = await open(name);
  const answered = page.evaluate((url) => fetch(url, { method: "POST" }).then((answer) => answer.status), route);
  expect(await answered).toBe(status);
  await page.close();
});

it("refuses a sandboxed frame of its own page", async () => {
  const { page, route } = await open("own");
  const script = `fetch("${route}", { method: "POST" }).then((answer) => parent.postMessage(answer.status, "*"))`;
  const status = await page.evaluate((script) => {
    const frame = Object.assign(document.createElement("iframe"), { srcdoc: `<script>${script}</script>` });
    frame.setAttribute("sandbox", "allow-scripts");
    const answered = new Promise((resolve) => window.addEventListener("message", ({ data }) => resolve(data)));
    document.body.append(frame);
    return answered;
  }, script);
  expect(status).toBe(403);
  await page.close();
});
