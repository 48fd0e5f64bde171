import { ComplyCube } from "complycube-tokens";
import { createTokenHandler } from "complycube-tokens/handler";
import { sessionOf } from "./sessions.js";

// Save this as app/api/token/route.ts. In Next.js, write "./sessions", without the extension.

export const POST = createTokenHandler({
  complycube: () => new ComplyCube(),
  scope: { referrer: "http://localhost:3000/*" },
  authorize: ({ headers }) => sessionOf(headers.get("cookie"))?.clientId ?? 401,
});
