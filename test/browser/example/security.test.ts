import { describe, expect, it } from "vitest";
import { useServer } from "../../support/loopback.js";
import { emptyPage } from "../browser.js";
import { apiKey, examples, useVisits, type Visit } from "./visit.js";

const { visit, visitSignedIn } = useVisits();
// To a browser, its 127.0.0.1 is another site than the example's localhost.
const otherSite = useServer(emptyPage);

it.each(examples)("%s never sends the API key to the browser", async (_, { react }) => {
  const { context, page, mount, button, status } = await visitSignedIn({ react });
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
  await status("renewed");
  await button("Finish").click();
  await status("Done");
  received.push(JSON.stringify(await context.storageState({ indexedDB: true })), await page.content());
  await Promise.all(bodies);

  const all = received.join("\n");
  // It includes the page, its scripts, the SDK, the token and the storage.
  for (const part of ["<h1>", "createVerification", "ComplyCube: { mount }", '"token":"ey', '"cookies"'])
    expect(all).toContain(part);
  for (const form of [apiKey, encodeURIComponent(apiKey), btoa(apiKey)]) expect(all).not.toContain(form);
});

it.each(["", "page.js", "style.css"])("sends headers that protect the page: /%s", async (path) => {
  const { example } = await visit();
  const headers = Object.fromEntries((await fetch(example.pageUrl + path)).headers);
  expect(headers).toMatchObject({
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
  });
  expect(headers["content-security-policy"]).not.toContain("unsafe");
});

it("runs no script that was injected into the page", async () => {
  const { page, mount, example, consoleErrors } = await visitSignedIn();
  await mount();
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", '<img src="data:," onerror="document.title = 1">');
    for (const fields of [{ text: "document.title = 2" }, { src: "https://evil.example/script.js" }]) {
      document.head.append(Object.assign(document.createElement("script"), fields));
    }
  });
  await expect.poll(() => consoleErrors).toHaveLength(3);
  for (const error of consoleErrors) expect(error).toContain("Content Security Policy");
  expect(await page.title()).toBe("Verify your identity");
  expect(page.url()).toBe(example.pageUrl);
});

it("cannot be framed by another site", async () => {
  const { page, example, consoleErrors } = await visitSignedIn();
  await page.goto(otherSite.origin);
  await page.evaluate((src) => {
    document.body.append(Object.assign(document.createElement("iframe"), { src }));
  }, example.pageUrl);
  await expect.poll(() => consoleErrors.join()).toContain("frame-ancestors 'none'");
});

describe("a page of another site", () => {
  /** The browser sends the cookie from there too, so that only the route can refuse. */
  async function openOtherSite({ context, page, example }: Visit): Promise<string> {
    const cookies = await context.cookies();
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, sameSite: "None", secure: true })));
    await page.goto(otherSite.origin);
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
    const answer = page.waitForResponse(url);
    expect(await page.evaluate(post, { url, mode: "no-cors" as const })).toBe("opaque");
    expect((await answer).status()).toBe(403);
    expect(await page.evaluate(post, { url, mode: "cors" as const })).toBe("TypeError");
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
