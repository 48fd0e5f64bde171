import type { Route } from "playwright-core";
import { expect, it } from "vitest";
import { json, useServer } from "../../support/loopback.js";
import { useVisits } from "./visit.js";

const { visitSignedIn } = useVisits();
const script = "https://assets.complycube.com/web-sdk/v1/complycube.min.js";
const api = useServer(json(200, { token: "header.payload.signature" }));

const visitLive = (onExternalRequest?: (route: Route) => Promise<void>) =>
  visitSignedIn({
    live: { clientId: "CLIENT_ID" },
    complycubeOptions: { baseUrl: api.url },
    ...(onExternalRequest && { onExternalRequest }),
  });

it("loads ComplyCube's own script and style, and mints for the given client", async () => {
  const sdk = "globalThis.ComplyCube = { mount: ({ token }) => (document.title = token) }";
  const requested = new Set<string>();
  const { example, page, button, status, text } = await visitLive(async (route) => {
    requested.add(route.request().url());
    await route.fulfill({ contentType: "text/javascript", body: sdk });
  });
  expect([...requested].sort()).toEqual([script, script.replace("complycube.min.js", "style.css")]);
  await button("Start the verification").click();
  await status("Follow the steps below.");
  expect(await page.title()).toBe("header.payload.signature");
  expect(await text("referrer-check")).toContain("✓");
  expect(await text("expiry")).toBe("unknown: as a rule an hour after it was made");
  const bodies = api.received.splice(0).map(({ body }) => JSON.parse(body));
  expect(bodies).toEqual([{ clientId: "CLIENT_ID", referrer: `${example.pageUrl}*` }]);
});

it("mints no token if ComplyCube's script does not load, and tells the user", async () => {
  const { button, failure } = await visitLive();
  await button("Start the verification").click();
  expect((await failure()).status).toBe("A part of this page could not be loaded.");
  expect(api.received).toEqual([]);
});
