import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  canReferrerMatch,
  matchesReferrer,
  type ReferrerPolicy,
  refererSent,
  referrerFor,
} from "../../src/referrer/index.js";
import { chromiumPath } from "../support/chromium.js";

const received: (string | null)[] = [];
let page: Server;
let api: Server;
let browser: Browser;

async function serve(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return server;
}

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  // In ComplyCube's place: another origin, since its port is another.
  api = await serve((request, response) => {
    received.push(request.headers.referer ?? null);
    response.setHeader("access-control-allow-origin", "*").end();
  });
  page = await serve((request, response) => {
    const policy = new URL(request.url ?? "/", "http://page").searchParams.get("policy");
    if (policy) response.setHeader("referrer-policy", policy);
    response.setHeader("content-type", "text/html").end("<title>A page</title>");
  });
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
});

afterAll(async () => {
  await browser?.close();
  for (const server of [page, api]) {
    server.closeAllConnections();
    server.close();
  }
});

/** What a page at this address sends to the API. */
async function sentBy(url: string): Promise<string | null | undefined> {
  const tab = await browser.newPage();
  await tab.goto(url);
  await tab.evaluate((api) => fetch(api), originOf(api));
  await tab.close();
  return received.pop();
}

const policies: ReferrerPolicy[] = [
  "",
  "no-referrer",
  "no-referrer-when-downgrade",
  "origin",
  "origin-when-cross-origin",
  "same-origin",
  "strict-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
];

it.each(policies)(
  "under the policy %j, Chromium sends what refererSent says, and the page's pattern matches it",
  async (policy) => {
    const url = `${originOf(page)}/kyc/start?policy=${policy}#top`;
    const referer = await sentBy(url);
    expect(referer).toBe(refererSent(url, policy));
    const pattern = referrerFor(url);
    expect(canReferrerMatch(pattern, url, policy)).toMatchObject({ matches: referer !== null, referer });
    if (typeof referer === "string") expect(matchesReferrer(pattern, referer)).toBe(true);
  },
);

it.each([4_096, 4_097])("a Referer of %i characters is sent as refererSent says", async (length) => {
  const url = `${originOf(page)}/?policy=unsafe-url&`.padEnd(length, "x");
  expect(await sentBy(url)).toBe(refererSent(url, "unsafe-url"));
});

it("a pattern with a path never matches under the default policy", async () => {
  const url = `${originOf(page)}/kyc/start`;
  const pattern = `${originOf(page)}/kyc/*`;
  expect(matchesReferrer(pattern, url)).toBe(true);
  expect(matchesReferrer(pattern, String(await sentBy(url)))).toBe(false);
});
