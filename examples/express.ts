import { getRequestListener } from "@hono/node-server";
import { ComplyCube } from "complycube-tokens";
import { createTokenHandler } from "complycube-tokens/handler";
import express from "express";
import { sessionOf } from "./sessions.js";

// Run it: COMPLYCUBE_API_KEY=test_… npx tsx examples/express.ts

declare global {
  namespace Express {
    interface Request {
      user?: { clientId: string } | undefined;
    }
  }
}

const handle = createTokenHandler({
  complycube: new ComplyCube(),
  scope: { referrer: "http://localhost:3000/*" },
  authorize: (_, { user }: express.Request) => user?.clientId ?? 401,
});

export const app = express();
app.use(express.json());
// In place of what puts the user on the request in your app, such as Passport.
app.use((request, _, next) => {
  request.user = sessionOf(request.headers.cookie);
  next();
});

// It would replace the `Request` and `Response` of the whole process otherwise.
const adapter = { overrideGlobalObjects: false };
app.post("/api/token", (req, res) => getRequestListener((request) => handle(request, req), adapter)(req, res));

if (process.argv[1] === import.meta.filename) app.listen(3000, "localhost");
