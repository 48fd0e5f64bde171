import { expect, it } from "vitest";
import {
  canReferrerMatch,
  matchesReferrer,
  type ReferrerPolicy,
  refererSent,
  referrerFor,
} from "../../src/referrer/index.js";
import { useServer } from "../support/loopback.js";
import { emptyPage, useBrowser } from "./browser.js";

const browser = useBrowser();
// Another port is another origin, as ComplyCube is.
const api = useServer((response) => response.setHeader("access-control-allow-origin", "*").end());
const site = useServer((response, index, request) => {
  const policy = new URL(request.path, "http://site").searchParams.get("policy");
  if (policy) response.setHeader("referrer-policy", policy);
  emptyPage(response, index, request);
});

/** Returns the Referer that a page at this URL sends to the API. */
async function sentBy(url: string): Promise<string | null> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate((api) => fetch(api), api.origin);
  await page.close();
  return api.received.pop()?.headers.referer ?? null;
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

it.each(policies)("Chromium sends what refererSent returns for the policy %j", async (policy) => {
  const url = `${site.origin}/kyc/start?policy=${policy}#top`;
  const referer = await sentBy(url);
  expect(referer).toBe(refererSent(url, policy));
  const pattern = referrerFor(url);
  expect(canReferrerMatch(pattern, url, policy)).toMatchObject({ matches: referer !== null, referer });
  if (referer !== null) expect(matchesReferrer(pattern, referer)).toBe(true);
});

it.each([4_096, 4_097])("Chromium sends what refererSent returns for a URL of %i characters", async (length) => {
  const url = `${site.origin}/?policy=unsafe-url&`.padEnd(length, "x");
  expect(await sentBy(url)).toBe(refererSent(url, "unsafe-url"));
});

it("a pattern with a path never matches under the default policy", async () => {
  const url = `${site.origin}/kyc/start`;
  const pattern = `${site.origin}/kyc/*`;
  expect(matchesReferrer(pattern, url)).toBe(true);
  expect(matchesReferrer(pattern, String(await sentBy(url)))).toBe(false);
});
