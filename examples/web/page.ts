import { html } from "hono/html";
import type { AppOptions, User } from "./app.js";

type PageOptions = Pick<AppOptions, "referrer" | "sdkUrl" | "refererUrl" | "referrerPolicy"> & {
  user: User | undefined;
};

/** The page that mounts the Web SDK, with the script, mount point and Referrer-Policy that ComplyCube documents. */
export function page({ user, referrer, sdkUrl, refererUrl, referrerPolicy }: PageOptions) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta name="referrer" content="${referrerPolicy}">
    <title>Verify your identity</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${sdkUrl}/style.css">
    <link rel="stylesheet" href="/style.css">
    <script src="${sdkUrl}/complycube.min.js" defer></script>
    <script src="/page.js" type="module"></script>
  </head>
  <body data-referrer="${referrer}" data-referer-url="${refererUrl}">
    <header>
      <h1>Verify your identity</h1>
      ${user ? signedIn(user) : signedOut}
    </header>
    <main>
      <section aria-label="Verification">
        <p id="status" role="status">Loading…</p>
        <button id="start" type="button" hidden>Start the verification</button>
        <div id="complycube-mount"></div>
      </section>
      <section aria-labelledby="facts">
        <h2 id="facts">What the token is bound to</h2>
        <dl>
          <dt>Signed in as</dt>
          <dd>${user ? html`${user.name}, client <code>${user.clientId}</code>` : "nobody"}</dd>
          <dt>This page</dt>
          <dd><code id="page-url">…</code></dd>
          <dt>Pattern of the token</dt>
          <dd><code>${referrer}</code></dd>
          <dt>Referer that arrives</dt>
          <dd><code id="referer">…</code></dd>
          <dt>Verdict</dt>
          <dd id="verdict">…</dd>
          <dt>Token expires in</dt>
          <dd id="expiry">no token</dd>
        </dl>
      </section>
    </main>
  </body>
</html>`;
}

const signedIn = ({ name }: User) =>
  html`<form method="post" action="/sign-out"><span>${name}</span> <button>Sign out</button></form>`;

const signedOut = html`<form method="post" action="/sign-in"><button>Sign in</button></form>`;
