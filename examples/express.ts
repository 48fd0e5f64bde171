import { getRequestListener } from "@hono/node-server";
import { ComplyCube } from "complycube-tokens";
import { createTokenHandler } from "complycube-tokens/handler";
import { referrerFor } from "complycube-tokens/referrer";
import express from "express";
import { sessionOf } from "./sessions.js";

// Run: COMPLYCUBE_API_KEY=test_… npx tsx examples/express.ts

declare global {
  namespace Express {
    interface Request {
      user?: { clientId: string } | undefined;
    }
  }
}

const handle = createTokenHandler({
  complycube: () => new ComplyCube(),
  scope: { referrer: referrerFor(process.env.PUBLIC_URL ?? "http://localhost:3000/") },
  authorize: (_, { user }: express.Request) => user?.clientId ?? 401,
});

export const app = express();
// Replace this with the middleware that sets the user in your app, such as Passport.
app.use((request, _, next) => {
  request.user = sessionOf(request.headers.cookie);
  next();
});

// By default the adapter replaces the global `Request` and `Response`.
const adapter = { overrideGlobalObjects: false };
app.all("/api/token", (req, res) => getRequestListener((request) => handle(request, req), adapter)(req, res));
// The route needs no body parser.
app.use(express.json());

if (process.argv[1] === import.meta.filename) app.listen(3000, "localhost");
