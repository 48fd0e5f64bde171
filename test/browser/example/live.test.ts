import type { Route } from "playwright-core";
import { expect, it } from "vitest";
import { useStubServer } from "../../support/stub-server.js";
import { useBrowser, visitSignedIn } from "./visit.js";

useBrowser();

const script = "https://assets.complycube.com/web-sdk/v1/complycube.min.js";
const api = useStubServer();

const visitLive = (onOutside?: (route: Route) => Promise<void>) =>
  visitSignedIn({
    live: { clientId: "CLIENT_ID" },
    complycubeOptions: { baseUrl: api.url },
    ...(onOutside && { onOutside }),
  });

it("the page has ComplyCube's own script and style, and a token for the client that is named", async () => {
  const sdk = "globalThis.ComplyCube = { mount: ({ token }) => (document.title = token) }";
  const asked = new Set<string>();
  const { example, page, button, told, text } = await visitLive(async (route) => {
    asked.add(route.request().url());
    await route.fulfill({ contentType: "text/javascript", body: sdk });
  });
  expect([...asked].sort()).toEqual([script, script.replace("complycube.min.js", "style.css")]);
  await button("Start the verification").click();
  await told("new token");
  expect(await page.title()).toBe("header.payload.signature");
  expect(await text("verdict")).toContain("✓");
  expect(await text("expiry")).toBe("unknown: as a rule an hour after it was made");
  expect(api.received.splice(0)).toMatchObject([{ body: { clientId: "CLIENT_ID", referrer: `${example.pageUrl}*` } }]);
});

it("where the script can't be loaded, the user is told, and no token is minted", async () => {
  const { button, failure } = await visitLive();
  await button("Start the verification").click();
  expect(await failure()).toBe("ComplyCube's script could not be loaded. Reload the page to try again.");
  expect(api.received).toEqual([]);
});
