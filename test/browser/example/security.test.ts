import { describe, expect, it, vi } from "vitest";
import { apiKey, useVisits, type Visit } from "./visit.js";

const { visitSignedIn } = useVisits();

it("never sends the API key to the browser", async () => {
  const { context, page, mount, button, status } = await visitSignedIn();
  // A reload would cancel the requests that are still running.
  await page.waitForLoadState("networkidle");
  const received: string[] = [];
  const bodies: Promise<void>[] = [];
  context.on("response", (response) => {
    received.push(response.url(), JSON.stringify(response.headers()));
    bodies.push(response.text().then((body) => void received.push(body)));
  });
  await page.reload();
  await mount();
  await button("Let the token expire").click();
  await button("Finish").click();
  await status("Done");
  received.push(JSON.stringify(await context.storageState({ indexedDB: true })), await page.content());
  await Promise.all(bodies);

  const all = received.join("\n");
  // It includes the page, its scripts, the SDK, the token and the storage.
  for (const part of ["<h1>", "createVerification", "ComplyCube: { mount }", '"token":"ey', '"cookies"'])
    expect(all).toContain(part);
  for (const form of [apiKey, encodeURIComponent(apiKey), btoa(apiKey), "test_"]) expect(all).not.toContain(form);
});

it("forbids other scripts, other types and frames", async () => {
  const { page, example } = await visitSignedIn();
  const response = await page.goto(example.pageUrl);
  expect(await response?.allHeaders()).toMatchObject({
    "content-security-policy": expect.stringMatching(
      /script-src 'self' http:\/\/127\.0\.0\.1:\d+;.*frame-ancestors 'none'/,
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
  });
  const runsInline = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'inline'";
    document.head.append(script);
    return document.title === "inline";
  });
  expect(runsInline).toBe(false);
});

describe("a page of another site", () => {
  /** The browser sends the cookie from there too, so that only the route can refuse. */
  async function openOtherSite({ context, page, example }: Visit): Promise<string> {
    const cookies = await context.cookies();
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, sameSite: "None", secure: true })));
    // The stand-in's server, which sends no Content-Security-Policy.
    await page.goto(String(await page.getAttribute("body", "data-referer-url")));
    return `${example.pageUrl}token`;
  }

  const post = ({ url, mode }: { url: string; mode: RequestMode }) =>
    fetch(url, { method: "POST", credentials: "include", mode }).then(
      ({ type }) => type,
      ({ name }) => name,
    );

  it("gets no token with a script", async () => {
    const visitor = await visitSignedIn();
    const { page, mints } = visitor;
    const url = await openOtherSite(visitor);
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    for (const mode of ["no-cors", "cors"] as const) {
      expect(await page.evaluate(post, { url, mode })).toBe("TypeError");
    }
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("was refused"));
    warn.mockRestore();
    expect(mints).toEqual([]);
  });

  it("cannot sign the visitor in or out", async () => {
    const visitor = await visitSignedIn();
    const { context, page, example, button } = visitor;
    await openOtherSite(visitor);
    for (const path of ["sign-in", "sign-out"]) {
      const before = await context.cookies(example.pageUrl);
      await page.evaluate((url) => {
        document.body.innerHTML = `<form method="post" action="${url}"></form>`;
        document.querySelector("form")?.submit();
      }, example.pageUrl + path);
      await page.waitForURL(example.pageUrl + path);
      expect(await page.innerText("body")).toContain("Forbidden");
      expect(await context.cookies(example.pageUrl)).toEqual(before);
      await page.goBack();
    }
    await page.goto(example.pageUrl);
    await button("Sign out").waitFor();
  });

  it("gets no token with a form", async () => {
    const visitor = await visitSignedIn();
    const { page, mints } = visitor;
    const url = await openOtherSite(visitor);
    const asked = page.waitForRequest(url);
    await page.evaluate((url) => {
      document.body.innerHTML = `<form method="post" action="${url}"></form>`;
      document.querySelector("form")?.submit();
    }, url);
    expect(await (await asked).headerValue("cookie")).toContain("session=");
    await page.waitForURL(url);
    expect(await page.innerText("body")).toContain('{"code":"cross_site"}');
    expect(mints).toEqual([]);
  });
});
