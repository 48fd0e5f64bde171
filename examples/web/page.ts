import { html } from "hono/html";
import type { AppOptions, User } from "./app.js";

type PageOptions = Pick<AppOptions, "referrer" | "sdkUrl" | "refererUrl" | "referrerPolicy"> & {
  user: User | undefined;
  /** Allows the import map, which is a script in the page. */
  nonce: string;
};

/** The page that mounts the Web SDK, with the script, mount point and Referrer-Policy that ComplyCube documents. */
export function page({ user, nonce, referrer, sdkUrl, refererUrl, referrerPolicy }: PageOptions) {
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
    <script type="importmap" nonce="${nonce}">
      { "imports": { "complycube-tokens/browser": "/complycube-tokens/browser.js" } }
    </script>
    <script src="${sdkUrl}/complycube.min.js" defer></script>
    <script src="/page.js" type="module"></script>
  </head>
  <body data-user="${user?.name ?? ""}" data-referrer="${referrer}" data-referer-url="${refererUrl ?? ""}">
    <main>
      <div id="app">
        <header>
          <h1>Verify your identity</h1>
          <div id="account">${user ? signedIn(user) : "You are not signed in"}</div>
        </header>
        <section aria-label="Verification">
          <noscript><p>This page needs JavaScript. Allow it in your browser, and reload the page.</p></noscript>
          <p id="status" role="status" tabindex="-1">${user ? "Loading…" : "Sign in to verify your identity."}</p>
          <button id="start" type="button" hidden></button>
          <button id="sign-in" form="sign-in-form" ${user ? "hidden" : ""}>Sign in</button>
          <button id="reload" type="button" hidden></button>
          <a id="contact" href="mailto:support@example.com" hidden></a>
          <div id="complycube-mount"></div>
        </section>
      </div>
      <form id="sign-in-form" method="post" action="/sign-in"></form>
      ${refererUrl && facts(referrer, user)}
    </main>
  </body>
</html>`;
}

const signedIn = ({ name }: User) =>
  html`<form method="post" action="/sign-out"><span>${name}</span> <button>Sign out</button></form>`;

const facts = (referrer: string, user: User | undefined) => html`
      <script src="/facts.js" type="module"></script>
      <section aria-labelledby="facts">
        <h2 id="facts">For developers: what the token is bound to</h2>
        <dl>
          <dt>Client</dt>
          <dd>${user ? html`<code>${user.clientId}</code>` : "nobody is signed in"}</dd>
          <dt>This page</dt>
          <dd><code id="page-url">…</code></dd>
          <dt>Pattern of the token</dt>
          <dd><code>${referrer}</code></dd>
          <dt>Referer that arrives</dt>
          <dd><code id="referer">…</code></dd>
          <dt>Referrer check</dt>
          <dd id="referrer-check">…</dd>
          <dt>Token expires in</dt>
          <dd id="expiry">no token</dd>
          <dt>State</dt>
          <dd id="state">idle</dd>
        </dl>
      </section>`;
