import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import type { ComplyCube } from "complycube-tokens";
import { createTokenHandler } from "complycube-tokens/handler";
import type { ReferrerPolicy } from "complycube-tokens/referrer";
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { csrf } from "hono/csrf";
import { page } from "./page.js";

/** Somebody who has signed in, and whom ComplyCube knows by a client of its own. */
export interface User {
  name: string;
  clientId: string;
}

export interface AppOptions {
  complycube: ComplyCube;
  /** The pattern that tokens are bound to. */
  referrer: string;
  /** Whoever signs in. A real application asks for a password first, and looks the client up. */
  user: User;
  /** Where `complycube.min.js` and `style.css` of the Web SDK are. */
  sdkUrl: string;
  /** For what the example shows beside: says which Referer it was sent by a page, since ComplyCube does not. */
  refererUrl: string;
  referrerPolicy: ReferrerPolicy;
}

const browserFiles = fileURLToPath(new URL("browser", import.meta.url));

/** An application whose users verify their identity: a page, a sign-in, and the route that mints the page's tokens. */
export function createApp({ complycube, referrer, user, sdkUrl, refererUrl, referrerPolicy }: AppOptions): Hono {
  // In place of a store that outlives the process, and forgets what is old.
  const sessions = new Map<string, User>();
  const sessionOf = (context: Context) => getCookie(context, "session") ?? "";

  const mintToken = createTokenHandler({
    complycube,
    scope: { referrer },
    authorize: (_request, context: Context) => sessions.get(sessionOf(context))?.clientId ?? 401,
  });

  const app = new Hono();
  app.post("/token", (context) => mintToken(context.req.raw, context));

  // Of this page's own forms alone: whoever is signed in by another site sends their documents to that site's client.
  app.on("POST", ["/sign-in", "/sign-out"], csrf(), (context, next) => {
    sessions.delete(sessionOf(context));
    return next();
  });
  app.post("/sign-in", (context) => {
    const session = randomUUID();
    sessions.set(session, user);
    // On https: also `secure: true` and `prefix: "host"`, so that no other subdomain can set it.
    setCookie(context, "session", session, { httpOnly: true, sameSite: "Lax", path: "/" });
    return context.redirect("/", 303);
  });
  app.post("/sign-out", (context) => {
    deleteCookie(context, "session", { path: "/" });
    return context.redirect("/", 303);
  });

  app.get("/", (context) => {
    // The page's <meta> says it too, and has the last word: secureHeaders of Hono would put no-referrer here.
    context.header("referrer-policy", referrerPolicy);
    context.header("cache-control", "no-store");
    const signedIn = sessions.get(sessionOf(context));
    return context.html(page({ user: signedIn, referrer, sdkUrl, refererUrl, referrerPolicy }));
  });
  app.use("/*", serveStatic({ root: browserFiles }));
  return app;
}
