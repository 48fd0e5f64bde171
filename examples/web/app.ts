import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import type { ComplyCube } from "complycube-tokens";
import { createTokenHandler } from "complycube-tokens/handler";
import type { ReferrerPolicy } from "complycube-tokens/referrer";
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { csrf } from "hono/csrf";
import { NONCE, type SecureHeadersVariables, secureHeaders } from "hono/secure-headers";
import { page } from "./page.js";

/** A user of your application, with the ID of their ComplyCube client. */
export interface User {
  name: string;
  clientId: string;
  /** Whether the user may be verified. */
  mayVerify: boolean;
}

export interface AppOptions {
  complycube: ComplyCube;
  /** The match pattern of the tokens. */
  referrer: string;
  /** The user who signs in. A real application checks a password and looks up the client ID. */
  user: User;
  /** The URL of the folder with the Web SDK's `complycube.min.js` and `style.css`. */
  sdkUrl: string;
  /** The JavaScript of `complycube-tokens/browser`. */
  browserModule: string;
  /** A URL that returns the Referer it received. With it, the page shows developers what the token is bound to. */
  refererUrl?: string | undefined;
  referrerPolicy: ReferrerPolicy;
}

const browserFiles = fileURLToPath(new URL("browser", import.meta.url));

/** Creates an application whose users verify their identity: a page, a sign-in, and a route that mints tokens. */
export function createApp(options: AppOptions) {
  const { complycube, referrer, user, sdkUrl, browserModule, refererUrl, referrerPolicy } = options;
  // Replace this with a session store.
  const sessions = new Map<string, User>();
  const sessionOf = (context: Context) => getCookie(context, "session") ?? "";

  const mintToken = createTokenHandler({
    complycube,
    scope: { referrer },
    authorize(_request, context: Context) {
      const signedIn = sessions.get(sessionOf(context));
      if (!signedIn) return 401;
      return signedIn.mayVerify ? signedIn.clientId : 403;
    },
  });

  const app = new Hono<{ Variables: SecureHeadersVariables }>();
  app.post("/token", (context) => mintToken(context.req.raw, context));

  // Without csrf(), another site could sign visitors in as its own user, and they would send their documents there.
  app.on("POST", ["/sign-in", "/sign-out"], csrf(), (context, next) => {
    sessions.delete(sessionOf(context));
    return next();
  });
  app.post("/sign-in", (context) => {
    const session = randomUUID();
    sessions.set(session, user);
    // On https, add `secure: true` and `prefix: "host"`, so that no other subdomain can set the cookie.
    setCookie(context, "session", session, { httpOnly: true, sameSite: "Lax", path: "/" });
    return context.redirect("/", 303);
  });
  app.post("/sign-out", (context) => {
    deleteCookie(context, "session", { path: "/" });
    return context.redirect("/", 303);
  });

  app.use(
    secureHeaders({
      // ComplyCube does not document what its script connects to, so only scripts, forms and frames are restricted.
      contentSecurityPolicy: {
        scriptSrc: [NONCE, "'self'", new URL(sdkUrl).origin],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: "DENY",
      // The default, no-referrer, would stop every token from working. The page's <meta> overrides this header.
      referrerPolicy,
    }),
  );
  app.get("/", (context) => {
    context.header("cache-control", "no-store");
    const signedIn = sessions.get(sessionOf(context));
    const nonce = context.get("secureHeadersNonce") ?? "";
    return context.html(page({ user: signedIn, nonce, referrer, sdkUrl, refererUrl, referrerPolicy }));
  });
  app.get("/complycube-tokens/browser.js", (context) =>
    context.body(browserModule, 200, { "content-type": "text/javascript" }),
  );
  app.use("/*", serveStatic({ root: browserFiles }));
  return app;
}
