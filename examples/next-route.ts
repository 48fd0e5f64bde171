import { ComplyCube } from "complycube-tokens";
import { createTokenHandler } from "complycube-tokens/handler";
import { sessionOf } from "./sessions.js";

// This is app/api/token/route.ts. `next build` runs it too, without a request: any key will do there.

export const POST = createTokenHandler({
  complycube: new ComplyCube(),
  scope: { referrer: "http://localhost:3000/*" },
  authorize: ({ headers }) => sessionOf(headers.get("cookie"))?.clientId ?? 401,
});
