import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import { canReferrerMatch, matchesReferrer } from "complycube-tokens/referrer";
import { Hono } from "hono";
import { cors } from "hono/cors";

interface Issued {
  referrer: string;
  expiresAt: number;
}

const files = fileURLToPath(new URL(".", import.meta.url));

interface StandInOptions {
  /** How long tokens last, in milliseconds. Default: an hour. */
  lifeMs?: number | undefined;
  /** Answers requests for a token. Default: issues one. */
  answer?: (() => Response | Promise<Response>) | undefined;
}

/**
 * Creates a stand-in for ComplyCube: it issues tokens, serves a script, and accepts a token if it has not expired and the
 * Referer matches its pattern. ComplyCube's own message for a wrong Referer is unknown.
 */
export function createStandIn({ lifeMs = 60 * 60 * 1_000, answer }: StandInOptions = {}): Hono {
  const issued = new Map<string, Issued>();

  const app = new Hono();
  if (answer) app.post("/v1/tokens", answer);
  app.post("/v1/tokens", async (context) => {
    const { referrer = "" } = await context.req.json();
    const now = Date.now();
    const expiresAt = now + lifeMs;
    const token = tokenOf(now, expiresAt);
    issued.set(token, { referrer, expiresAt });
    return context.json({ token });
  });

  app.use(cors({ origin: "*" }));
  app.get("/referer", (context) => {
    const referer = context.req.header("referer") ?? null;
    return context.json({ referer, ...verdict(context.req.query("pattern") ?? "", referer) });
  });

  // The script sends the token as plain text, so that the browser needs no CORS preflight.
  app.post("/sessions", async (context) => {
    const { referrer, expiresAt } = issued.get(await context.req.text()) ?? { referrer: "", expiresAt: 0 };
    if (expiresAt <= Date.now()) {
      return context.json({ error: { type: "token_expired", message: "The token has expired." } });
    }
    const { matches, message } = verdict(referrer, context.req.header("referer") ?? null);
    return context.json(matches ? {} : { error: { type: "referrer_mismatch", message } });
  });
  app.post("/expire", async (context) => {
    issued.delete(await context.req.text());
    return context.json({});
  });

  app.get("/web-sdk/v1/complycube.min.js", serveStatic({ root: files, path: "complycube.js" }));
  app.get("/web-sdk/v1/style.css", serveStatic({ root: files, path: "style.css" }));
  return app;
}

function verdict(pattern: string, referer: string | null): { matches: boolean; message: string } {
  const { message } =
    referer === null
      ? canReferrerMatch(pattern, "https://any.example/", "no-referrer")
      : canReferrerMatch(pattern, referer, "unsafe-url");
  return { matches: referer !== null && matchesReferrer(pattern, referer), message };
}

/** Creates a token with the structure of ComplyCube's. Only its times are real; it has no valid signature. */
function tokenOf(now: number, expiresAt: number): string {
  const [iat = 0, exp = 0] = [now, expiresAt].map((time) => Math.floor(time / 1_000));
  const opaque = randomBytes(30).toString("base64url");
  const header = { alg: "HS256", typ: "JWT" };
  const claims = { payload: opaque, urls: {}, options: {}, iat, exp };
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  return [...parts, randomBytes(32).toString("base64url")].join(".");
}
